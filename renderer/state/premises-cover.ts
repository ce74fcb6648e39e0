import type { CoverageAnswer } from '../../shared/analyses/response/index.ts';
import type { Theme } from '../../shared/ipc/index.ts';
import { depthColors, gapColor, offRoadColor, secondsColors, tierColors } from '../../shared/look/analysis-colors.ts';
import type { Shape } from '../../shared/look/symbols.ts';
import { firstTiers, type PremisesShow } from './coverage.ts';

/** Upper limits of the classes of arrival, seconds; the last class is beyond, or never. */
export const secondsLimits = [60, 120, 180, 300, 600] as const;
export const tierShapes: readonly Shape[] = ['circle', 'square', 'diamond', 'ring', 'ring', 'ring'];
const secondsShapes: readonly Shape[] = ['circle', 'circle', 'square', 'diamond', 'ring', 'triangle'];
const depthShapes: readonly Shape[] = ['triangle', 'diamond', 'square', 'circle'];

/** Symbol of each class of premises; classes are counted from 0. The last is that of premises no road is near enough to. */
export function coverSymbols(show: Exclude<PremisesShow, 'off'>, tiers: number, theme: Theme): { shape: Shape; color: string }[] {
  const offRoad = { shape: 'cross' as const, color: offRoadColor[theme] };
  if (show === 'tier') {
    const symbols = Array.from({ length: tiers }, (_, tier) => ({ shape: tierShapes[tier]!, color: tierColors[theme][tier]! as string }));
    return [...symbols, { shape: 'triangle', color: gapColor[theme] }, offRoad];
  }
  const symbols =
    show === 'seconds'
      ? secondsShapes.map((shape, index) => ({ shape, color: secondsColors[theme][index]! }))
      : depthShapes.map((shape, index) => ({ shape, color: depthColors[theme][index]! }));
  return [...symbols, offRoad];
}

/** The class among `coverSymbols` that is the gap. */
export const gapClass = (show: Exclude<PremisesShow, 'off'>, tiers: number): number =>
  show === 'tier' ? tiers : show === 'depth' ? 0 : secondsLimits.length;
/** The class of premises no road is near enough to: the one after all others. */
export const offRoadClass = (show: Exclude<PremisesShow, 'off'>, tiers: number): number =>
  show === 'tier' ? tiers + 1 : show === 'depth' ? depthShapes.length : secondsShapes.length;

/** Class of each premises of an answer. @param firstTier while ghosts are dragged; null for the answer's own */
export function coverClasses(answer: CoverageAnswer, show: Exclude<PremisesShow, 'off'>, firstTier: Int8Array | null): Uint8Array {
  const { fid, due, depth, snapMeters } = answer.premises;
  const tiers = show === 'tier' ? (firstTier ?? firstTiers(answer)) : null;
  const [gap, offRoad] = [gapClass(show, answer.tiers.length), offRoadClass(show, answer.tiers.length)];
  return Uint8Array.from(fid, (_, place) => {
    if (!Number.isFinite(snapMeters[place]!)) return offRoad;
    if (show === 'depth') return Math.min(3, depth[place]!);
    const found = tiers === null ? secondsLimits.findIndex((limit) => due.seconds[place * due.k]! <= limit) : tiers[place]!;
    return found === -1 ? gap : found;
  });
}
