import { CheckCircleFilled } from '@ant-design/icons';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatAge, formatMinute } from '../../format.ts';
import { failureText } from '../../i18n.ts';
import { workspaceStore } from '../../state/workspace.ts';
import type { BackupsRead } from './use-backups.ts';

/** How backups stand, in one line, and what to do when they do not stand well. */
export function BackupStatus({ read: { state } }: { read: BackupsRead }) {
  const { t } = useTranslation();
  const readOnly = useStore(workspaceStore, (workspace) => workspace.info?.readOnly ?? null);
  if (state === null) return <Alert type="info" showIcon title={t(readOnly === null ? 'backups.notKept' : 'backups.readOnly')} />;
  const { failure, lastAt } = state;
  const last = lastAt === null ? null : t('backups.lastAt', { time: formatMinute(lastAt), age: formatAge(t, lastAt, Date.now()) });
  if (failure !== null) {
    return (
      <Alert
        type="error"
        showIcon
        title={t('backups.failedTitle')}
        description={
          <>
            <p>{failureText(t, failure)}</p>
            <p className="hint">{t('backups.failedHint')}</p>
            {last === null ? null : <p className="hint">{last}</p>}
          </>
        }
        data-testid="backup-status"
      />
    );
  }
  if (last === null) {
    return <Alert type="warning" showIcon title={t('backups.never')} description={t('backups.neverHint')} data-testid="backup-status" />;
  }
  return (
    <p className="backup-mark whole" data-testid="backup-status">
      <CheckCircleFilled aria-hidden="true" />
      <strong>{t('backups.ready')}</strong>
      <span className="muted">{last}</span>
    </p>
  );
}
