import type { CoverageAnswer } from '../../shared/analyses/response/index.ts';
import type { Theme } from '../../shared/ipc/index.ts';
import { depthColors, gapColor, secondsColors, tierColors } from '../../shared/look/analysis-colors.ts';
import type { Shape } from '../../shared/look/symbols.ts';
import { firstTiers, type PremisesShow } from './coverage.ts';

/** Upper limits of the classes of arrival, seconds; the last class is beyond, or never. */
export const secondsLimits = [60, 120, 180, 300, 600] as const;
export const tierShapes: readonly Shape[] = ['circle', 'square', 'diamond', 'ring', 'ring', 'ring'];
const secondsShapes: readonly Shape[] = ['circle', 'circle', 'square', 'diamond', 'ring', 'triangle'];
const depthShapes: readonly Shape[] = ['triangle', 'diamond', 'square', 'circle'];

/** Symbol of each class of premises; classes are counted from 0. */
export function coverSymbols(show: Exclude<PremisesShow, 'off'>, tiers: number, theme: Theme): { shape: Shape; color: string }[] {
  if (show === 'tier') {
    const symbols = Array.from({ length: tiers }, (_, tier) => ({ shape: tierShapes[tier]!, color: tierColors[theme][tier]! as string }));
    return [...symbols, { shape: 'triangle', color: gapColor[theme] }];
  }
  return show === 'seconds'
    ? secondsShapes.map((shape, index) => ({ shape, color: secondsColors[theme][index]! }))
    : depthShapes.map((shape, index) => ({ shape, color: depthColors[theme][index]! }));
}

/** Class of each premises of an answer. @param firstTier while ghosts are dragged; null for the answer's own */
export function coverClasses(answer: CoverageAnswer, show: Exclude<PremisesShow, 'off'>, firstTier: Int8Array | null): Uint8Array {
  const { fid, due, depth } = answer.premises;
  if (show === 'tier') return Uint8Array.from(firstTier ?? firstTiers(answer), (tier) => (tier === -1 ? answer.tiers.length : tier));
  if (show === 'depth') return Uint8Array.from(depth, (stations) => Math.min(3, stations));
  return Uint8Array.from(fid, (_, place) => {
    const found = secondsLimits.findIndex((limit) => due.seconds[place * due.k]! <= limit);
    return found === -1 ? secondsLimits.length : found;
  });
}
