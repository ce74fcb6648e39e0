import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { findGaps, placesOf } from '../../state/gaps.ts';
import { tierName } from '../../state/tier-name.ts';
import { formatDuration } from './duration.ts';
import { GapReasons } from './gap-list.tsx';

/** At most this many are named, and as many of them as there is room for. */
const MOST_NAMED = 24;
/** Height of a row, as sheet.css has it. */
const ROW = 25;

/** How many premises nobody reaches in time, by why, and the latest of them by name. @param onRead the names are there */
export function SheetGaps({ answer, onRead }: { answer: CoverageAnswer; onRead: () => void }) {
  const { t, i18n } = useTranslation();
  const gaps = useMemo(() => findGaps(answer), [answer]);
  const places = useMemo(() => placesOf(gaps).slice(0, MOST_NAMED), [gaps]);
  const names = useNames(answer, places, onRead);
  const frame = useRef<HTMLDivElement>(null);
  const fits = useRowsThatFit(frame);
  const { parameters, premises, stations } = answer;
  const all = gaps.late.length + gaps.unreached.length + gaps.offRoad.length;
  const shown = places.slice(0, fits);
  return (
    <section className="sheet-gaps">
      <h2>{t('response.gap.title')}</h2>
      {all === 0 ? (
        <p>{t('response.sheet.gapNone')}</p>
      ) : (
        <>
          <p>
            {t('response.gap.count', { n: formatCount(all), tier: tierName(i18n.language, answer.tiers.at(-1)!.tier) })}
            {all > shown.length ? ` · ${t('response.sheet.gapFirst', { n: shown.length })}` : null}
          </p>
          <GapReasons answer={answer} gaps={gaps} />
          <div className="sheet-gap-rows" ref={frame}>
            <table className="response-table">
              <tbody>
                {shown.map((place, index) => {
                  const seconds = premises.due.seconds[place * premises.due.k]!;
                  const offRoad = !Number.isFinite(premises.snapMeters[place]!);
                  return (
                    <tr key={place}>
                      <td className="number">{index + 1}</td>
                      <th scope="row">{names[index]}</th>
                      <td className="muted">{stations[premises.due.station[place * premises.due.k]!]?.name}</td>
                      <td className="number">
                        {offRoad ? t('response.gap.offRoad', { meters: parameters.snapLimitMeters }) : formatDuration(t, seconds)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function useNames(answer: CoverageAnswer, places: readonly number[], onRead: () => void): readonly string[] {
  const { t } = useTranslation();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const fids = places.map((place) => answer.premises.fid[place]!);
    void host()
      .records.premisesNames({ fids })
      .then((read) => {
        setNames(read.map((name, index) => name || t('response.gap.unnamed', { fid: fids[index] })));
        onRead();
      });
  }, [answer, places, t, onRead]);
  return names;
}

/** How many rows fit into the frame, as it is after everything else has its room. */
function useRowsThatFit(frame: React.RefObject<HTMLElement | null>): number {
  const [fits, setFits] = useState(0);
  useEffect(() => {
    const { current } = frame;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setFits(Math.floor(current.clientHeight / ROW)));
    observer.observe(current);
    return () => observer.disconnect();
  }, [frame]);
  return fits;
}
