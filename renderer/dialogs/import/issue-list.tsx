import { CloseCircleFilled, DownloadOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Input, Select, Skeleton } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Issue, type ReasonCode, reasonCodes } from '../../../shared/formats/issue.ts';
import type { ImportOutcome, IssuePage } from '../../../shared/ipc/index.ts';
import { usePages } from '../../components/use-pages.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { textOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { useJob } from '../job/use-job.ts';
import { CodeWordsDialog } from './code-words-dialog.tsx';
import { cellKey, type Importing } from './use-import.ts';

/** Every issue of a check with the reasons `codes`: filtered by one of them, put right in the cell, or by the suggestion. */
export function IssueList({
  outcome,
  codes,
  importing,
}: {
  outcome: ImportOutcome;
  codes: readonly ReasonCode[];
  /** With it, cells can be put right. */
  importing: Importing | null;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<ReasonCode | null>(null);
  const countOf = (code: ReasonCode): number => outcome.byReason[code] ?? 0;
  const total = codes.reduce((sum, code) => sum + countOf(code), 0);
  const [column, setColumn] = useState<string | null>(null);
  const [wordsOpen, setWordsOpen] = useState(false);
  const [columns, setColumns] = useState<IssuePage['columns']>([]);
  const wanted: readonly ReasonCode[] = reason === null ? codes : [reason];
  const { reviewId } = outcome;
  const {
    total: found,
    rowAt,
    load,
  } = usePages<Issue>(`${reviewId} ${wanted.join()} ${column}`, async (offset, limit) => {
    const page = await readIssues(outcome, { codes: wanted, column, offset, limit });
    if (page === null) return null;
    setColumns(page.columns);
    return { total: page.total, rows: page.issues };
  });
  const choose = (code: ReasonCode | null): void => {
    setReason(code);
    setColumn(null);
  };
  const all = wanted.reduce((sum, code) => sum + countOf(code), 0);
  const listed = found ?? all;
  if (total === 0)
    return <p className="muted import-part">{t(outcome.issuesTotal === 0 ? 'imports.noIssues' : 'imports.noIssuesOfKind')}</p>;
  return (
    <section className="issue-part">
      <div className="reason-chips">
        <Button size="small" type={reason === null ? 'primary' : 'default'} onClick={() => choose(null)}>
          {t('imports.issueFilterAll', { n: formatCount(total) })}
        </Button>
        {codes.map((code) => (
          <Button key={code} size="small" type={reason === code ? 'primary' : 'default'} onClick={() => choose(code)}>
            {t('imports.issueFilter', { reason: shortReason(t, code), n: formatCount(countOf(code)) })}
          </Button>
        ))}
      </div>
      <div className="issue-tools">
        <p className="hint">
          {importing === null ? null : t('imports.correctHint')}{' '}
          {reviewId === undefined && listed < all ? t('imports.issueFirst', { n: formatCount(listed) }) : null}
        </p>
        <Select<string>
          size="small"
          aria-label={t('imports.issueColumn')}
          value={column ?? ''}
          disabled={columns.length === 0}
          popupMatchSelectWidth={false}
          onChange={(value) => setColumn(value === '' ? null : value)}
          options={[
            { value: '', label: t('imports.issueColumnAll') },
            ...columns.map(({ column: value, count }) => ({
              value,
              label: t('imports.issueFilter', { reason: value, n: formatCount(count) }),
            })),
          ]}
          data-testid="issue-column"
        />
        {importing !== null && countOf('unknownCode') > 0 ? (
          <Button size="small" onClick={() => setWordsOpen(true)} data-testid="issue-words">
            {t('imports.words.open')}
          </Button>
        ) : null}
        {wordsOpen ? <CodeWordsDialog onClose={() => setWordsOpen(false)} onSaved={() => importing?.rulesChanged()} /> : null}
        {reviewId === undefined ? null : <SaveIssues reviewId={reviewId} />}
      </div>
      <div className="issue-row issue-head" aria-hidden="true">
        <span />
        <span>{t('imports.issueRow')}</span>
        <span>{t('imports.issueColumn')}</span>
        <span>{t('imports.issueValue')}</span>
        <span>{t('imports.issueReason')}</span>
      </div>
      <VirtualList
        total={listed}
        rowHeight={38}
        label={t('imports.view.issues')}
        onRange={load}
        row={(index) => <IssueRow issue={rowAt(index)} importing={importing} />}
      />
    </section>
  );
}

/** A page of the issues: from the review of the run, or from the few that came with its outcome. */
async function readIssues(
  { reviewId, issues }: ImportOutcome,
  { codes, column, offset, limit }: { codes: readonly ReasonCode[]; column: string | null; offset: number; limit: number },
): Promise<IssuePage | null> {
  if (reviewId !== undefined) {
    const answer = await host().jobs.importIssues({ reviewId, codes: [...codes], column, offset, limit });
    return answer.ok ? answer.value : null;
  }
  const ofCodes = issues.filter(({ code }) => codes.includes(code));
  const counts = new Map<string, number>();
  for (const { column: name } of ofCodes) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rows = ofCodes.filter((issue) => column === null || issue.column === column);
  return {
    total: rows.length,
    issues: rows.slice(offset, offset + limit),
    columns: Array.from(counts, ([name, count]) => ({ column: name, count })),
  };
}

/** Writes the sheet again with a column that says what is wrong with each row. */
function SaveIssues({ reviewId }: { reviewId: string }) {
  const { t } = useTranslation();
  const job = useJob<'save'>();
  const save = async () => {
    const answer = await job.run('save', (jobId) => host().jobs.saveIssueSheet({ jobId, reviewId }));
    if (!answer.ok) notifyFailure(answer.failure);
    else if (answer.value !== null) notify({ tone: 'success', text: 'imports.issuesSaved', values: { path: answer.value } });
  };
  return (
    <Button size="small" icon={<DownloadOutlined />} loading={job.running !== null} onClick={() => void save()} data-testid="save-issues">
      {t('imports.saveIssues')}
    </Button>
  );
}

function IssueRow({ issue, importing }: { issue: Issue | undefined; importing: Importing | null }) {
  const { t } = useTranslation();
  if (issue === undefined) {
    return (
      <div className="skeleton-row">
        <Skeleton active title={false} paragraph={{ rows: 1 }} />
      </div>
    );
  }
  const { row, column, value, code } = issue;
  const answers = importing?.state.answers ?? null;
  const isError = reasonCodes[code] === 'error';
  const text = reasonText(t, issue);
  const correctable = row !== null && column !== null && importing !== null && answers !== null && answers.as !== 'osm';
  const corrected = correctable ? answers.corrections.get(cellKey(row, column))?.value : undefined;
  const { suggestion } = issue;
  return (
    <div className="issue-row" data-testid="issue">
      <span title={isError ? t('imports.counts.rejected') : ''}>
        {isError ? <CloseCircleFilled className="danger-text" /> : <ExclamationCircleFilled className="warning-text" />}
      </span>
      <span className="number issue-cell" title={String(row ?? '')}>
        {row}
      </span>
      <span className="issue-cell" title={column ?? ''}>
        {column}
      </span>
      {correctable ? (
        <Input
          size="small"
          aria-label={t('imports.correctCell', { row, column })}
          className={corrected === undefined ? '' : 'corrected'}
          value={corrected ?? value ?? ''}
          onChange={({ target }) => importing.correct(row, column, target.value === (value ?? '') ? null : target.value)}
          data-testid="issue-value"
        />
      ) : (
        <span className="issue-cell" title={value ?? ''}>
          {value}
        </span>
      )}
      <span className={isError ? 'issue-cell danger-text' : 'issue-cell'} title={text}>
        {text}
        {correctable && suggestion && corrected !== suggestion ? (
          <Button size="small" type="link" onClick={() => importing.correct(row, column, suggestion)} data-testid="take-suggestion">
            {t('imports.takeSuggestion', { value: suggestion })}
          </Button>
        ) : suggestion && !correctable ? (
          ` · ${t('imports.issueSuggestion')}${t('app.colon')}${suggestion}`
        ) : null}
      </span>
    </div>
  );
}

function reasonText(t: TFunction, issue: Pick<Issue, 'code'> & Partial<Issue>): string {
  const { code, value, column, row, file } = issue;
  return textOf(t, `issues.${code}`, { value: value ?? '', column: column ?? '', row: row ?? '', file: file ?? '' }) ?? code;
}

/** What is wrong, without what follows from it: the first clause of the reason. */
const shortReason = (t: TFunction, code: ReasonCode): string => reasonText(t, { code }).split(/[：；，]|[:;] /)[0]!;
