import { useTranslation } from 'react-i18next';
import { gradeSymbols } from '../../shared/look/symbols.ts';
import { riskFormula } from '../../shared/rules/risk-score.ts';
import { ruleVersionText } from '../i18n.ts';
import type { HeatSource, HeatWeight } from '../state/heat.ts';

/** What one premises or hazard adds to the heat, with the numbers the computation uses. */
export function HeatFormula({ source, weight }: { source: HeatSource; weight: HeatWeight }) {
  const { t } = useTranslation();
  if (weight === 'count') {
    return <p className="formula">{t(source === 'hazards' ? 'panels.heat.formula.hazardCount' : 'panels.heat.formula.count')}</p>;
  }
  if (weight === 'openHazards') {
    return <p className="formula">{t(source === 'hazards' ? 'panels.heat.formula.hazardOpen' : 'panels.heat.formula.openHazards')}</p>;
  }
  const { terms, version } = riskFormula();
  const say = ({ term, coefficient, quantity }: (typeof terms)[number]) =>
    t(quantity === 'count' ? 'panels.heat.formula.riskCount' : 'panels.heat.formula.riskFlag', {
      term: t(`panels.heat.riskTerm.${term}`),
      coefficient,
    });
  // A premises has one grade: its terms exclude each other and stand together, not in the sum.
  const grades = terms.filter(({ term }) => term in gradeSymbols).map(say);
  const others = terms.filter(({ term }) => !(term in gradeSymbols)).map(say);
  return (
    <div className="formula number" data-testid="risk-formula">
      <p>{t('panels.heat.formula.risk', { version: ruleVersionText(t, version) })}</p>
      <p>{t('panels.heat.formula.riskGrade', { list: grades.join(' / ') })}</p>
      {others.map((term) => (
        <p key={term}>+ {term}</p>
      ))}
    </div>
  );
}
