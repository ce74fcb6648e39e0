import type { HeatGrid } from './heat-grid.ts';

const CLASS_COUNT = 6;
const STEPS = [1, 2, 5] as const;

/**
 * Six ascending absolute thresholds per km² of the 1-2-5 series, the highest one the largest that the densest cell reaches:
 * every class is on the map and the numbers read well in a legend. An empty grid gets 1 to 50.
 */
export function suggestHeatClasses(grid: HeatGrid): number[] {
  let step = 5;
  if (grid.maxDensity > 0) {
    step = Math.floor(Math.log10(grid.maxDensity)) * 3 + 2;
    while (classValue(step) > grid.maxDensity) step--;
  }
  return Array.from({ length: CLASS_COUNT }, (_, index) => classValue(step - CLASS_COUNT + 1 + index));
}

/** The series …, 0.5, 1, 2, 5, 10, …: step 0 is 1. */
function classValue(step: number): number {
  const decade = Math.floor(step / 3);
  return Number(`${STEPS[step - decade * 3]!}e${decade}`);
}
