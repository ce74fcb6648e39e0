import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { KeepSettings } from './keep-settings.tsx';
import type { BackupsRead } from './use-backups.ts';

interface BackupSettingsProps {
  read: BackupsRead;
  disabled: boolean;
  /** Why the settings cannot be changed; null when they can. */
  reason: string | null;
  reload(): Promise<void>;
}

/** Where backups are kept a second time, and how many of them. */
export function BackupSettingsPart({ read, disabled, reason, reload }: BackupSettingsProps) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const { settings, state, list } = read;
  if (settings === null) return null;
  const off = disabled || reason !== null;
  const { secondFolder } = settings;
  const reachable = list.ok ? list.value.secondReachable : null;
  const failure = state?.secondFailure ?? null;
  const choose = async (clear: boolean) => {
    const answer = await host().backups.chooseSecondFolder({ clear });
    setRefusal(answer.ok ? null : answer.failure);
    await reload();
  };
  return (
    <div className="backup-settings">
      <section data-testid="second-folder">
        <h3>{t('backups.second.title')}</h3>
        {secondFolder === null ? (
          <>
            <p>{t('backups.second.none')}</p>
            <p className="hint">{t('backups.second.noneHint')}</p>
          </>
        ) : (
          <>
            <p className="selectable recovery-path">{secondFolder}</p>
            {reachable === null ? null : reachable && failure === null ? (
              <p className="backup-mark whole">
                <CheckCircleOutlined aria-hidden="true" />
                {t('backups.second.reachable')}
              </p>
            ) : (
              <>
                <p className="backup-mark damaged">
                  <WarningOutlined aria-hidden="true" />
                  {t(reachable ? 'backups.second.failed' : 'backups.second.unreachable')}
                </p>
                <p className="hint">{reachable && failure !== null ? failureText(t, failure) : t('backups.second.unreachableHint')}</p>
              </>
            )}
          </>
        )}
        {refusal ? <p className="danger-text">{failureText(t, refusal)}</p> : null}
        <div className="button-row">
          <Button
            size="small"
            disabled={off}
            title={reason ?? undefined}
            onClick={() => void choose(false)}
            data-testid="choose-second-folder"
          >
            {t(secondFolder === null ? 'backups.second.choose' : 'backups.second.change')}
          </Button>
          {secondFolder === null ? null : (
            <Button size="small" type="text" disabled={off} title={reason ?? undefined} onClick={() => void choose(true)}>
              {t('backups.second.clear')}
            </Button>
          )}
        </div>
      </section>
      <KeepSettings keep={settings.keep} disabled={off} reason={reason} reload={reload} />
    </div>
  );
}
