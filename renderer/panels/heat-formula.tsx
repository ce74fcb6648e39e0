import { useTranslation } from 'react-i18next';
import type { PremisesCategory } from '../../shared/model/index.ts';
import { defaultRiskParameters } from '../../shared/rules/risk-score.ts';
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
  const { byGrade, factorByCategory, ...points } = defaultRiskParameters;
  const factors = Object.entries(factorByCategory) as [PremisesCategory, number][];
  return (
    <div className="formula number" data-testid="risk-formula">
      <p>
        {t('panels.heat.formula.risk', {
          open: points.perOpenHazard,
          high: points.perOpenHighHazard,
          settled: points.perSettledHazard,
          most: points.maxSettledHazards,
          mixed: points.mixedUse,
        })}
      </p>
      <p>
        {t('panels.heat.formula.riskGrades', {
          excellent: byGrade.gradeExcellent,
          good: byGrade.gradeGood,
          secure: byGrade.gradeSecure,
          ungraded: byGrade.ungraded,
        })}
      </p>
      <p>
        {t('panels.heat.formula.riskFactors', {
          list: factors.map(([category, factor]) => `${t(`codes.premisesCategory.${category}`)} ${factor}`).join(' · '),
        })}
      </p>
    </div>
  );
}
