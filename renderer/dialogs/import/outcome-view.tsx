import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCounts } from '../../../shared/formats/intake.ts';
import { type Issue, type ReasonCode, reasonCodes } from '../../../shared/formats/issue.ts';
import type { ImportOutcome } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { formatCount } from '../../format.ts';
import { textOf } from '../../i18n.ts';

const shownCounts = ['read', 'created', 'updated', 'unchanged', 'rejected', 'placed', 'unplaced'] as const satisfies (keyof ImportCounts)[];

/** What a dry run found or a commit wrote: counts, tables, and every issue in words. */
export function OutcomeView({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const { counts } = outcome;
  const tables = (Object.entries(counts.tables) as [TableName, number][]).filter(([, count]) => count > 0);
  return (
    <div>
      <dl className="count-row" data-testid="import-counts">
        {shownCounts.map((name) => (
          <div key={name} data-testid={`count-${name}`}>
            <dt>{t(`imports.counts.${name}`)}</dt>
            <dd className={name === 'rejected' && counts.rejected > 0 ? 'number danger-text' : 'number'}>{formatCount(counts[name])}</dd>
          </div>
        ))}
      </dl>
      {tables.length > 1 ? (
        <ul className="table-counts muted">
          {tables.map(([table, count]) => (
            <li key={table}>
              {t(`codes.table.${table}`)} <span className="number">{formatCount(count)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {counts.unplaced > 0 ? <p className="hint">{t('imports.unplacedKept')}</p> : null}
      <IssuesTable outcome={outcome} />
    </div>
  );
}

function IssuesTable({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<ReasonCode | null>(null);
  if (outcome.issuesTotal === 0) return <p className="muted import-part">{t('imports.noIssues')}</p>;
  const reasonText = (issue: Pick<Issue, 'code'> & Partial<Issue>) =>
    textOf(t, `issues.${issue.code}`, {
      value: issue.value ?? '',
      column: issue.column ?? '',
      row: issue.row ?? '',
      file: issue.file ?? '',
    }) ?? issue.code;
  const byReason = Object.entries(outcome.byReason) as [ReasonCode, number][];
  const shown = outcome.issues.filter((issue) => reason === null || issue.code === reason);
  const rows = shown.map((issue, index) => ({ ...issue, key: index }));
  return (
    <div className="import-part">
      <h3>{t('imports.issuesTitle', { shown: formatCount(shown.length), total: formatCount(outcome.issuesTotal) })}</h3>
      <div className="reason-chips">
        <Button size="small" type={reason === null ? 'primary' : 'default'} onClick={() => setReason(null)}>
          {t('imports.issueFilterAll', { n: formatCount(outcome.issuesTotal) })}
        </Button>
        {byReason.map(([code, count]) => (
          <Button key={code} size="small" type={reason === code ? 'primary' : 'default'} onClick={() => setReason(code)}>
            {t('imports.issueFilter', { reason: textOf(t, `issues.short.${code}`) ?? reasonText({ code }), n: formatCount(count) })}
          </Button>
        ))}
      </div>
      <Table
        virtual
        size="small"
        pagination={false}
        scroll={{ y: 220, x: 680 }}
        dataSource={rows}
        columns={[
          { title: t('imports.issueRow'), dataIndex: 'row', width: 124, ellipsis: true, className: 'number' },
          {
            title: t('imports.issueColumn'),
            dataIndex: 'column',
            width: 104,
            ellipsis: true,
          },
          { title: t('imports.issueValue'), dataIndex: 'value', width: 104, ellipsis: true },
          {
            title: t('imports.issueReason'),
            key: 'reason',
            ellipsis: true,
            render: (_, issue) => (
              <span title={reasonText(issue)} className={reasonCodes[issue.code] === 'error' ? 'danger-text' : ''}>
                {reasonText(issue)}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
