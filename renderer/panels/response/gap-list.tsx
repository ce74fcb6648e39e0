import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { findGaps, type Gaps, placesOf } from '../../state/gaps.ts';
import { flyTo } from '../../state/map-view.ts';
import { select } from '../../state/selection.ts';
import { tierName } from '../../state/tier-name.ts';
import { formatDuration } from './duration.ts';
import { NamedRow, NamedRows } from './named-rows.tsx';
import { onlyPlaces } from './only-places.ts';
import { saveAnswer } from './save-answer.ts';
import { useReadInSight } from './use-read-in-sight.ts';

/** The gaps: a click shows the premises on the map and opens its card. */
export function GapList({ answer }: { answer: CoverageAnswer }) {
  const { t, i18n } = useTranslation();
  const gaps = useMemo(() => findGaps(answer), [answer]);
  const places = useMemo(() => placesOf(gaps), [gaps]);
  const { premises } = answer;
  const fids = useMemo(() => places.map((place) => premises.fid[place]!), [places, premises]);
  const names = useReadInSight(fids, async (missing) => {
    const read = await host().records.premisesNames({ fids: missing });
    return read.map((name) => name ?? '');
  });
  if (places.length === 0) return <p className="hint">{t('response.gap.none')}</p>;
  return (
    <div className="gap-list" data-testid="gap-list">
      <div className="gap-head">
        <span>{t('response.gap.count', { n: formatCount(places.length), tier: tierName(i18n.language, answer.tiers.at(-1)!.tier) })}</span>
        <Button
          size="small"
          onClick={() => void saveAnswer('csv', 'coverage', onlyPlaces(answer, places), { name: t('response.gap.title') })}
          data-testid="gap-export"
        >
          {t('response.gap.export')}
        </Button>
      </div>
      <GapReasons answer={answer} gaps={gaps} />
      <NamedRows
        total={places.length}
        most={6}
        label={t('response.gap.title')}
        onRange={names.onRange}
        row={(index) => {
          const place = places[index]!;
          const fid = fids[index]!;
          const name = names.values.get(fid);
          const position = [premises.lon[place]!, premises.lat[place]!] as const;
          return (
            <NamedRow
              name={name === undefined ? t('response.gap.loading') : name || t('response.gap.unnamed', { fid })}
              hint={arrivalText(t, answer, place)}
              onClick={() => {
                flyTo(position, 16);
                select({ table: 'premises', fid, id: null, position });
              }}
            />
          );
        }}
      />
    </div>
  );
}

/** How many of the gaps are of another kind than reached late; nothing when none is. */
export function GapReasons({ answer: { parameters }, gaps: { unreached, offRoad } }: { answer: CoverageAnswer; gaps: Gaps }) {
  const { t } = useTranslation();
  const reasons = [
    ...(unreached.length > 0 ? [t('response.gap.nobodyCount', { n: formatCount(unreached.length) })] : []),
    ...(offRoad.length > 0 ? [t('response.gap.offRoadCount', { n: formatCount(offRoad.length), meters: parameters.snapLimitMeters })] : []),
  ];
  return reasons.length === 0 ? null : <p className="hint">{reasons.join(' · ')}</p>;
}

/** Who would be there first and when, or why nobody can. */
export function arrivalText(t: TFunction, { premises, stations, parameters }: CoverageAnswer, place: number): string {
  if (!Number.isFinite(premises.snapMeters[place]!)) return t('response.gap.offRoad', { meters: parameters.snapLimitMeters });
  const seconds = premises.due.seconds[place * premises.due.k]!;
  const station = stations[premises.due.station[place * premises.due.k]!];
  if (station === undefined || !Number.isFinite(seconds)) return t('response.gap.nobody');
  return t('response.gap.arrival', { station: station.name, time: formatDuration(t, seconds) });
}
