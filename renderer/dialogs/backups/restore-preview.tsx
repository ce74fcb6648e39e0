import { Alert, Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RestorePreview, WorkspaceFacts } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { formatCount, formatMinute } from '../../format.ts';
import { scrolledAbove } from '../../panels/recovery/backup-columns.tsx';

interface RestorePreviewProps {
  preview: RestorePreview;
  disabled: boolean;
  back(): void;
  restore(): void;
}

/** What restoring a backup would change, table by table, before anything is written. */
export function RestorePreviewView({ preview: { backup, current, tables }, disabled, back, restore }: RestorePreviewProps) {
  const { t } = useTranslation();
  const rows = (Object.entries(tables) as [TableName, { added: number; changed: number; removed: number }][]).map(([table, counts]) => ({
    table,
    ...counts,
  }));
  const total = rows.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const when = ({ changedAt }: WorkspaceFacts) => (changedAt === null ? t('app.none') : formatMinute(changedAt));
  const facts: [string, string, string][] = [
    [t('backups.previewRev'), formatCount(current.rev), formatCount(backup.rev)],
    [t('backups.previewChanged'), when(current), when(backup)],
    ...(['premises', 'hazard'] as const).map((table): [string, string, string] => [
      t(`codes.table.${table}`),
      formatCount(current.counts[table] ?? 0),
      formatCount(backup.counts[table] ?? 0),
    ]),
  ];
  const number = (value: number) => (value === 0 ? <span className="muted">{t('app.none')}</span> : formatCount(value));
  return (
    <div className="restore-preview" data-testid="restore-preview">
      <table className="fact-table">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('backups.previewNow')}</th>
            <th scope="col">{t('backups.previewThen')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, now, then]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{now}</td>
              <td className="number">{then}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total === 0 ? (
        <Alert type="info" showIcon title={t('backups.previewSame')} />
      ) : (
        <section>
          <h3 className="backups-heading">{t('backups.previewWhat')}</h3>
          <Table
            size="small"
            rowKey="table"
            pagination={false}
            {...scrolledAbove(5, rows, 196)}
            dataSource={rows}
            columns={[
              { title: t('backups.previewTable'), render: (_value, { table }) => t(`codes.table.${table}`) },
              ...(['added', 'changed', 'removed'] as const).map((way) => ({
                title: t(
                  ({ added: 'backups.previewAdded', changed: 'backups.previewChangedRows', removed: 'backups.previewRemoved' } as const)[
                    way
                  ],
                ),
                align: 'right' as const,
                width: 140,
                className: 'number',
                render: (_value: unknown, row: (typeof rows)[number]) => number(row[way]),
              })),
            ]}
          />
          {backup.changedAt !== null && current.changedAt !== null && current.rev > backup.rev ? (
            <p>
              {t('backups.previewSpan', {
                from: formatMinute(backup.changedAt),
                to: formatMinute(current.changedAt),
                count: current.rev - backup.rev,
              })}
            </p>
          ) : null}
          <p className="hint">{t('backups.previewUndo')}</p>
        </section>
      )}
      <div className="button-row end">
        <Button disabled={disabled} onClick={back}>
          {t('backups.back')}
        </Button>
        {total === 0 ? null : (
          <Button type="primary" disabled={disabled} onClick={restore} data-testid="confirm-restore">
            {t('backups.confirmRestore', { n: formatCount(total) })}
          </Button>
        )}
      </div>
    </div>
  );
}
