import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { bivariateColors } from '../../../shared/look/analysis-colors.ts';
import { inkOn } from '../../../shared/look/contrast.ts';
import { formatCount } from '../../format.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { formatLimit } from './duration.ts';

const SIDE = 34;
const WIDTH = 3 * SIDE + 62;
const HEIGHT = 3 * SIDE + 20;
const FONT = 11;

/** Nine colours as a square, risk to the right, response time upwards, with the number of units in each. @param scale of all of it, in print */
export function BivariateLegend({ answer, scale = 1 }: { answer: BivariateAnswer; scale?: number }) {
  const { t } = useTranslation();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const colors = bivariateColors[theme];
  const { riskBreaks, responseBreaks, counts } = answer;
  return (
    <figure className="bivariate-legend" data-testid="bivariate-legend" style={{ fontSize: FONT * scale }}>
      <div className="bivariate-up">{t('response.bivariate.response')}</div>
      <svg
        width={WIDTH * scale}
        height={HEIGHT * scale}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('response.legend.bivariate')}
      >
        {colors.map((color, group) => {
          const across = group % 3;
          const up = Math.floor(group / 3);
          const x = 58 + across * SIDE;
          const y = (2 - up) * SIDE;
          const worst = group === 8;
          return (
            <g key={color}>
              <rect
                x={x + 0.5}
                y={y + 0.5}
                width={SIDE - 1}
                height={SIDE - 1}
                fill={color}
                stroke={worst ? 'currentColor' : 'none'}
                strokeWidth={worst ? 2 : 0}
              />
              <text x={x + SIDE / 2} y={y + SIDE / 2 + 4} textAnchor="middle" fontSize={FONT} fill={inkOn(color)}>
                {formatCount(counts[group]!)}
              </text>
            </g>
          );
        })}
        {responseBreaks.map((limit, index) => (
          <text key={limit} x={54} y={(2 - index) * SIDE + 4} textAnchor="end" fontSize={FONT} fill="currentColor">
            {formatLimit(t, limit)}
          </text>
        ))}
        {riskBreaks.map((limit, index) => (
          <text key={limit} x={58 + (index + 1) * SIDE} y={3 * SIDE + 14} textAnchor="middle" fontSize={FONT} fill="currentColor">
            {formatCount(limit)}
          </text>
        ))}
      </svg>
      <div className="bivariate-across">{t('response.bivariate.risk')}</div>
    </figure>
  );
}
