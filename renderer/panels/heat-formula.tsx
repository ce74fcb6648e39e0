import { useTranslation } from 'react-i18next';
import { riskFormula } from '../../shared/rules/risk-score.ts';
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
  return (
    <div className="formula number" data-testid="risk-formula">
      <p>{t('panels.heat.formula.risk', { version })}</p>
      <p>
        {terms
          .map(({ term, coefficient, quantity }) =>
            t(quantity === 'count' ? 'panels.heat.formula.riskCount' : 'panels.heat.formula.riskFlag', {
              term: t(`panels.heat.riskTerm.${term}`),
              coefficient,
            }),
          )
          .join(' + ')}
      </p>
    </div>
  );
}
