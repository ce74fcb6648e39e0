import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewedRow, ReviewState } from '../../../shared/ipc/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { usePages } from '../../components/use-pages.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { FieldChanges } from '../../panels/history/field-changes.tsx';

/** The rows of a check in one state, or all; of the chosen one every field before and after. */
export function RowList({ reviewId, state }: { reviewId: string; state: ReviewState | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const { total, rowAt, load } = usePages<ReviewedRow>(`${reviewId} ${state}`, async (offset, limit) => {
    const answer = await host().jobs.importRows({ reviewId, state, offset, limit });
    return answer.ok ? answer.value : null;
  });
  if (total === 0) return <EmptyState title={t('imports.noRowsOfKind')} />;
  const open = rowAt(chosen);
  return (
    <div className="review-rows">
      <VirtualList
        total={total ?? 8}
        rowHeight={36}
        label={t('imports.view.rows')}
        onRange={load}
        row={(index) => {
          const row = rowAt(index);
          return row === undefined ? (
            <div className="skeleton-row">
              <Skeleton active title={false} paragraph={{ rows: 1 }} />
            </div>
          ) : (
            <button
              type="button"
              className={index === chosen ? 'review-row current' : 'review-row'}
              aria-pressed={index === chosen}
              onClick={() => setChosen(index)}
              data-testid="review-row"
            >
              <span className={`what ${row.state}`}>{t(`imports.counts.${row.state}`)}</span>
              <span className="issue-cell">{row.name ?? t('app.none')}</span>
              <span className="hint number">{row.row}</span>
            </button>
          );
        }}
      />
      <div className="review-detail panel-scroll" data-testid="review-detail">
        {open === undefined ? null : <RowDetail row={open} />}
      </div>
    </div>
  );
}

function RowDetail({ row }: { row: ReviewedRow }) {
  const { t } = useTranslation();
  const newer = row.fields.filter((field) => field.newer !== null);
  return (
    <>
      <h3>
        {row.name ?? t('app.none')} <small className="hint">{t(`codes.table.${row.table}`)}</small>
      </h3>
      {row.state === 'rejected' ? (
        <p className="hint">{t('imports.rejectedHint')}</p>
      ) : row.state === 'unchanged' && row.fields.length === 0 ? (
        <p className="hint">{t('imports.unchangedHint')}</p>
      ) : (
        <FieldChanges table={row.table} what={row.state === 'created' ? 'created' : 'changed'} fields={row.fields} />
      )}
      {newer.map(({ field, newer: edit }) => (
        <p key={field} className="hint warning-text">
          {t('imports.editedHere', { actor: edit!.actor, time: formatMinute(edit!.at) })}
        </p>
      ))}
    </>
  );
}

export type CheckView = 'rows' | 'duplicates' | 'issues';

/** Which of the lists of a check is shown, with how many entries each has. */
export function ViewSwitch({
  view,
  setView,
  numbers,
}: {
  view: CheckView;
  setView: (view: CheckView) => void;
  numbers: Record<CheckView, string>;
}) {
  const { t } = useTranslation();
  return (
    <Segmented<CheckView>
      aria-label={t('imports.view.label')}
      value={view}
      onChange={setView}
      options={(['rows', 'duplicates', 'issues'] as const).map((value) => ({
        value,
        label: (
          <span className="number">
            {t(`imports.view.${value}`)} {numbers[value]}
          </span>
        ),
      }))}
    />
  );
}
