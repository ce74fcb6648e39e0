import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReasonCode, reasonCodes } from '../../../shared/formats/issue.ts';
import type { ImportOutcome } from '../../../shared/ipc/index.ts';
import { formatCount } from '../../format.ts';
import { DuplicateList } from './duplicate-list.tsx';
import { type CountName, Figures, TableCounts } from './figures.tsx';
import { IssueList } from './issue-list.tsx';
import { type CheckView, RowList, ViewSwitch } from './row-list.tsx';
import type { Importing } from './use-import.ts';

/** Reasons for which a row is kept without a position. */
const unplacedReasons: readonly ReasonCode[] = [
  'noCoordinates',
  'zeroCoordinates',
  'sentinelCoordinates',
  'notANumber',
  'outOfRange',
  'outsideDistrict',
  'swappedCoordinates',
];

/** What the dry run found: figures, each of which shows its rows; what looks like a record already; every issue, to be put right in place. */
export function CheckStep({ outcome, importing }: { outcome: ImportOutcome; importing: Importing }) {
  const { t } = useTranslation();
  const { reviewId, counts, duplicates = 0, conflicts = 0 } = outcome;
  const [view, setView] = useState<CheckView>(outcome.issuesTotal > 0 || reviewId === undefined ? 'issues' : 'rows');
  const [chosen, setChosen] = useState<CountName | null>(null);
  const choose = (name: CountName) => {
    const next = name === chosen ? null : name;
    setChosen(next);
    if (next !== null) setView(next === 'unplaced' || next === 'rejected' ? 'issues' : 'rows');
  };
  const codes = (Object.keys(outcome.byReason) as ReasonCode[]).filter(
    (code) => (chosen !== 'rejected' || reasonCodes[code] === 'error') && (chosen !== 'unplaced' || unplacedReasons.includes(code)),
  );
  const state = chosen === 'created' || chosen === 'updated' || chosen === 'unchanged' || chosen === 'conflict' ? chosen : null;
  return (
    <div className="import-check">
      <Figures counts={counts} conflicts={conflicts} chosen={chosen} choose={choose} />
      <TableCounts counts={counts} />
      <p className="hint">
        {t('imports.checkHint')} {counts.unplaced > 0 ? t('imports.unplacedKept') : null}
      </p>
      {reviewId === undefined ? (
        <IssueList key={chosen} outcome={outcome} codes={codes} importing={importing} />
      ) : (
        <>
          <ViewSwitch
            view={view}
            setView={setView}
            numbers={{
              rows: formatCount(counts.created + counts.updated),
              duplicates: formatCount(duplicates),
              issues: formatCount(outcome.issuesTotal),
            }}
          />
          {view === 'rows' ? (
            <RowList key={state} reviewId={reviewId} state={state} />
          ) : view === 'duplicates' ? (
            <DuplicateList reviewId={reviewId} importing={importing} />
          ) : (
            <IssueList key={chosen} outcome={outcome} codes={codes} importing={importing} />
          )}
        </>
      )}
    </div>
  );
}
