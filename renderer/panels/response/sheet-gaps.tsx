import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { type Gaps, placesOf } from '../../state/gaps.ts';
import { tierName } from '../../state/tier-name.ts';
import { formatDuration } from './duration.ts';
import { GapReasons } from './gap-list.tsx';

/** Height of a row, as sheet.css has it. */
const ROW = 44;

/**
 * How many premises nobody reaches in time, by why, and the latest of them by name.
 * @param names of the first of `gaps`; as many are told as there is room for
 */
export function SheetGaps({ answer, gaps, names }: { answer: CoverageAnswer; gaps: Gaps; names: readonly string[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const fits = useRowsThatFit(frame);
  const { parameters, premises, stations } = answer;
  const all = gaps.late.length + gaps.unreached.length + gaps.offRoad.length;
  const shown = placesOf(gaps).slice(0, Math.min(fits, names.length));
  return (
    <section className="sheet-gaps">
      <h2>{t('response.gap.title')}</h2>
      {all === 0 ? (
        <p>{t('response.sheet.gapNone')}</p>
      ) : (
        <>
          <GapCounts answer={answer} gaps={gaps} named={shown.length} />
          <div className="sheet-gap-rows" ref={frame}>
            <table className="response-table">
              <tbody>
                {shown.map((place, index) => {
                  const seconds = premises.due.seconds[place * premises.due.k]!;
                  const offRoad = !Number.isFinite(premises.snapMeters[place]!);
                  return (
                    <tr key={place}>
                      <td className="number">{index + 1}</td>
                      <th scope="row">
                        {names[index]}
                        <span className="muted">{stations[premises.due.station[place * premises.due.k]!]?.name}</span>
                      </th>
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

/** How many premises nobody reaches in time, and why. @param named as many of them are listed below */
export function GapCounts({ answer, gaps, named }: { answer: CoverageAnswer; gaps: Gaps; named: number }) {
  const { t, i18n } = useTranslation();
  const all = gaps.late.length + gaps.unreached.length + gaps.offRoad.length;
  if (all === 0) return <p>{t('response.sheet.gapNone')}</p>;
  return (
    <>
      <p>
        {t('response.gap.count', { n: formatCount(all), tier: tierName(i18n.language, answer.tiers.at(-1)!.tier) })}
        {named > 0 && all > named ? ` · ${t('response.sheet.gapFirst', { n: named })}` : null}
      </p>
      <GapReasons answer={answer} gaps={gaps} />
    </>
  );
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
