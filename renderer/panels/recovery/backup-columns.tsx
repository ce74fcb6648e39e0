import { CheckCircleFilled, CheckCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import type { TableColumnType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BackupEntry } from '../../../shared/ipc/index.ts';
import { formatBytes, formatCount, formatMinute } from '../../format.ts';

const stateIcons: Record<BackupEntry['state'], React.ReactNode> = {
  whole: <CheckCircleFilled aria-hidden="true" />,
  listed: <CheckCircleOutlined aria-hidden="true" />,
  damaged: <CloseCircleFilled aria-hidden="true" />,
};

/** Whether a backup is what was written, as a sign and a word. */
export function BackupMark({ state }: { state: BackupEntry['state'] }) {
  const { t } = useTranslation();
  return (
    <span className={`backup-mark ${state}`}>
      {stateIcons[state]}
      {t(`backups.state.${state}`)}
    </span>
  );
}

/** The columns of every list of backups. */
export function backupColumns(t: TFunction): TableColumnType<BackupEntry>[] {
  return [
    {
      title: t('backups.column.time'),
      width: 132,
      className: 'number',
      render: (_value, { createdAt }) => formatMinute(createdAt),
    },
    { title: t('backups.column.reason'), width: 104, ellipsis: true, render: (_value, { reason }) => t(`backups.reason.${reason}`) },
    {
      title: t('backups.column.rev'),
      width: 72,
      align: 'right',
      className: 'number',
      render: (_value, { rev }) => formatCount(rev),
    },
    {
      title: t('codes.table.premises'),
      width: 72,
      align: 'right',
      className: 'number',
      render: (_value, { counts }) => formatCount(counts.premises ?? 0),
    },
    {
      title: t('codes.table.hazard'),
      width: 72,
      align: 'right',
      className: 'number',
      render: (_value, { counts }) => formatCount(counts.hazard ?? 0),
    },
    { title: t('backups.column.size'), width: 84, align: 'right', className: 'number', render: (_value, { size }) => formatBytes(size) },
    {
      title: t('backups.column.state'),
      render: (_value, { state, second, path }) => (
        <span title={path}>
          <BackupMark state={state} />
          {second ? <span className="hint"> · {t('backups.inSecond')}</span> : null}
        </span>
      ),
    },
  ];
}

/** Scrolling for a table of more rows than fit: with fewer, an empty scroll bar would stand beside them. */
export const scrolledAbove = (most: number, rows: readonly unknown[], y: number): { scroll?: { y: number } } =>
  rows.length > most ? { scroll: { y } } : {};
