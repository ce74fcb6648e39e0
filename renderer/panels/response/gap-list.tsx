import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { findGaps, type Gaps, placesOf } from '../../state/gaps.ts';
import { flyTo } from '../../state/map-view.ts';
import { select } from '../../state/selection.ts';
import { tierName } from '../../state/tier-name.ts';
import { formatDuration } from './duration.ts';
import { onlyPlaces } from './only-places.ts';
import { saveAnswer } from './save-answer.ts';

const ROW = 40;

/** The gaps: a click shows the premises on the map and opens its card. */
export function GapList({ answer }: { answer: CoverageAnswer }) {
  const { t, i18n } = useTranslation();
  const gaps = useMemo(() => findGaps(answer), [answer]);
  const places = useMemo(() => placesOf(gaps), [gaps]);
  const [range, setRange] = useState({ from: 0, to: 0 });
  const names = useNames(answer, places, range);
  if (places.length === 0) return <p className="hint">{t('response.gap.none')}</p>;
  const { premises } = answer;
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
      <div style={{ height: Math.min(6, places.length) * ROW }} className="gap-frame">
        <VirtualList
          oneStop
          total={places.length}
          rowHeight={ROW}
          label={t('response.gap.title')}
          onRange={(from, to) => setRange({ from, to })}
          row={(index) => {
            const place = places[index]!;
            const fid = premises.fid[place]!;
            const position = [premises.lon[place]!, premises.lat[place]!] as const;
            return (
              <button
                type="button"
                className="row-button gap-row"
                onClick={() => {
                  flyTo(position, 16);
                  select({ table: 'premises', fid, id: null, position });
                }}
              >
                <span className="gap-name">{names.get(fid) ?? t('response.gap.loading')}</span>
                <span className="hint">{arrivalText(t, answer, place)}</span>
              </button>
            );
          }}
        />
      </div>
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

/** Names of the rows in sight, kept once read. */
function useNames(
  answer: CoverageAnswer,
  places: readonly number[],
  { from, to }: { from: number; to: number },
): ReadonlyMap<number, string> {
  const { t } = useTranslation();
  const [names, setNames] = useState<ReadonlyMap<number, string>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: read for what came into sight.
  useEffect(() => {
    let current = true;
    const missing = places
      .slice(from, to)
      .map((place) => answer.premises.fid[place]!)
      .filter((fid) => !names.has(fid));
    if (missing.length === 0) return undefined;
    void host()
      .records.premisesNames({ fids: missing })
      .then((read) => {
        if (!current) return;
        setNames((before) => {
          const next = new Map(before);
          for (const [index, fid] of missing.entries()) next.set(fid, read[index] || t('response.gap.unnamed', { fid }));
          return next;
        });
      });
    return () => {
      current = false;
    };
  }, [answer, places, from, to]);
  return names;
}
