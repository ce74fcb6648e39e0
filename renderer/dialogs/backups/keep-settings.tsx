import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupKeep } from '../../../shared/ipc/index.ts';
import { backupKeepLimits } from '../../../shared/ipc/index.ts';
import { host } from '../../host/host.ts';
import { notifyFailure } from '../../state/notices.ts';

const parts = [
  ['recent', 'copies'],
  ['days', 'dayCount'],
  ['weeks', 'weekCount'],
] as const;

interface KeepSettingsProps {
  keep: BackupKeep;
  disabled: boolean;
  reason: string | null;
  reload(): Promise<void>;
}

/** How many backups a rotation keeps; each number is saved when it is left. */
export function KeepSettings({ keep, disabled, reason, reload }: KeepSettingsProps) {
  const { t } = useTranslation();
  const save = async (change: Partial<BackupKeep>) => {
    const answer = await host().backups.setKeep({ ...keep, ...change });
    if (!answer.ok) notifyFailure(answer.failure);
    await reload();
  };
  return (
    <section data-testid="keep-settings">
      <h3>{t('backups.keep.title')}</h3>
      {parts.map(([part, unit]) => (
        <div className="keep-row" key={part}>
          <label htmlFor={`keep-${part}`}>{t(`backups.keep.${part}`)}</label>
          <InputNumber
            id={`keep-${part}`}
            size="small"
            min={backupKeepLimits[part].min}
            max={backupKeepLimits[part].max}
            precision={0}
            defaultValue={keep[part]}
            key={keep[part]}
            disabled={disabled}
            title={reason ?? undefined}
            changeOnWheel={false}
            onChange={(value) => {
              if (typeof value === 'number' && value !== keep[part]) void save({ [part]: value });
            }}
          />
          <span className="muted">{t(`backups.keep.${unit}`)}</span>
        </div>
      ))}
      <p className="hint">{t('backups.keep.hint')}</p>
    </section>
  );
}
