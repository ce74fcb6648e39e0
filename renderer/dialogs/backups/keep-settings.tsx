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
    const answer = await host().backups.setKeep(change);
    if (!answer.ok) notifyFailure(answer.failure);
    await reload();
  };
  return (
    <section data-testid="keep-settings">
      <h3>{t('backups.keep.title')}</h3>
      {parts.map(([part, unit]) => (
        <div className="keep-row" key={part}>
          <label htmlFor={`keep-${part}`}>{t(`backups.keep.${part}`)}</label>
          <KeepNumber key={keep[part]} part={part} keep={keep} disabled={disabled} reason={reason} save={save} />
          <span className="muted">{t(`backups.keep.${unit}`)}</span>
        </div>
      ))}
      <p className="hint">{t('backups.keep.hint')}</p>
    </section>
  );
}

interface KeepNumberProps {
  part: keyof BackupKeep;
  keep: BackupKeep;
  disabled: boolean;
  reason: string | null;
  save(change: Partial<BackupKeep>): Promise<void>;
}

/** Saved when the field is left, not while it is typed: half a number would let backups go. */
function KeepNumber({ part, keep, disabled, reason, save }: KeepNumberProps) {
  const { min, max } = backupKeepLimits[part];
  return (
    <InputNumber
      id={`keep-${part}`}
      size="small"
      min={min}
      max={max}
      precision={0}
      defaultValue={keep[part]}
      disabled={disabled}
      title={reason ?? undefined}
      changeOnWheel={false}
      onBlur={({ target }) => {
        const typed = Number.parseInt(target.value, 10);
        const value = Number.isNaN(typed) ? keep[part] : Math.min(max, Math.max(min, typed));
        if (value !== keep[part]) void save({ [part]: value });
      }}
    />
  );
}
