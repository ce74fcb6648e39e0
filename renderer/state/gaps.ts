import type { CoverageAnswer } from '../../shared/analyses/response/index.ts';

/** Premises no tier reaches in time, by why, as their places in the answer. */
export interface Gaps {
  /** Somebody arrives, but too late: the latest first. */
  late: number[];
  /** On a road nobody can come by. */
  unreached: number[];
  /** No road is near enough: when somebody arrives is not known. */
  offRoad: number[];
}

export function findGaps({ premises, tiers }: CoverageAnswer): Gaps {
  const count = premises.fid.length;
  const gaps: Gaps = { late: [], unreached: [], offRoad: [] };
  const secondsOf = (place: number): number => premises.due.seconds[place * premises.due.k]!;
  for (let place = 0; place < count; place++) {
    if (tiers.some(({ travelSeconds }, tier) => premises.tierSeconds[tier * count + place]! <= travelSeconds)) continue;
    if (!Number.isFinite(premises.snapMeters[place]!)) gaps.offRoad.push(place);
    else if (Number.isFinite(secondsOf(place))) gaps.late.push(place);
    else gaps.unreached.push(place);
  }
  gaps.late.sort((a, b) => secondsOf(b) - secondsOf(a) || a - b);
  return gaps;
}

/** All of them, those first that more force or other roads would help. */
export const placesOf = ({ late, unreached, offRoad }: Gaps): number[] => [...late, ...unreached, ...offRoad];
