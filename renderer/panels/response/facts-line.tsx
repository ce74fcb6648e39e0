import { useTranslation } from 'react-i18next';
import type { AnswerFacts } from '../../../shared/analyses/response/index.ts';
import { formatCount, formatDate, formatMinute } from '../../format.ts';

/** From which records, of which day and premises an answer is, and when it was computed: in the panel as in legends. */
export function FactsLine({ answer: { rev, asOf, madeAt, scope } }: { answer: AnswerFacts<unknown> }) {
  const { t } = useTranslation();
  return (
    <p className="hint">
      {t('response.facts', { rev, at: formatMinute(madeAt) })}
      {asOf === formatDate(madeAt) ? null : ` · ${t('response.sheet.day', { date: asOf })}`}
      {scope === undefined ? null : ` · ${t('response.scope.facts', { n: formatCount(scope.premises) })}`}
    </p>
  );
}
