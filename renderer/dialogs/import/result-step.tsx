import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ReasonCode } from '../../../shared/formats/issue.ts';
import type { ImportOutcome } from '../../../shared/ipc/index.ts';
import { Figures, TableCounts } from './figures.tsx';
import { IssueList } from './issue-list.tsx';

/** What the commit wrote. */
export function ResultStep({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  return (
    <div className="import-check">
      <h3 className="outcome-title">
        <CheckCircleFilled className="good-text" /> {t('imports.doneTitle')} <span className="hint">{t('imports.doneHint')}</span>
      </h3>
      <Figures counts={outcome.counts} />
      <TableCounts counts={outcome.counts} />
      {outcome.counts.unplaced > 0 ? <p className="hint">{t('imports.unplacedKept')}</p> : null}
      <IssueList outcome={outcome} codes={Object.keys(outcome.byReason) as ReasonCode[]} importing={null} />
    </div>
  );
}
