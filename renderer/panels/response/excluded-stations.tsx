import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { flyTo } from '../../state/map-view.ts';
import { NamedRow } from './named-rows.tsx';

/** Stations that do not count, each with the reason. */
export function ExcludedStations({ answer: { excluded, parameters } }: { answer: CoverageAnswer }) {
  const { t } = useTranslation();
  if (excluded.length === 0) return <p className="hint">{t('response.excluded.none')}</p>;
  return (
    <ul className="plain-rows" data-testid="excluded-stations">
      {excluded.map(({ station, reason }) => (
        <li key={station.id}>
          <NamedRow
            name={station.name}
            hint={t(`response.excluded.${reason}`, { meters: parameters.snapLimitMeters })}
            disabled={reason === 'noPosition'}
            onClick={() => flyTo([station.lon, station.lat], 16)}
          />
        </li>
      ))}
    </ul>
  );
}
