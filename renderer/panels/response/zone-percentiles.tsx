import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { formatDuration } from './duration.ts';

/** How soon the first is there for nine in ten premises of each zone, the slowest zone first. @param most how many are told */
export function ZonePercentiles({ answer: { zones }, most = zones.length }: { answer: CoverageAnswer; most?: number }) {
  const { t } = useTranslation();
  if (zones.length === 0) return <p className="hint">{t('response.zones.none')}</p>;
  return (
    <table className="response-table" data-testid="zone-percentiles">
      <tbody>
        {zones
          .toSorted((a, b) => (b.percentileSeconds ?? -1) - (a.percentileSeconds ?? -1))
          .slice(0, most)
          .map(({ id, name, premises, reached, percentileSeconds }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="number">
                {percentileSeconds === null ? t('response.zones.noPremises') : formatDuration(t, percentileSeconds)}
              </td>
              <td className="muted number">
                {t('response.zones.reached', { reached: formatCount(reached), premises: formatCount(premises) })}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
