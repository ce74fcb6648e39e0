import { type Explanation, readable, type Sentence, say } from '../explanation.ts';
import type { CellGrid } from './cell-grid.ts';
import type { EmergingHotspots, EmergingOptions } from './emerging.ts';
import { type ConfidenceAlpha, type Correction, confidenceAlphas } from './false-discovery.ts';
import type { GiStar } from './gi-star.ts';
import { type BiasInput, FAR_MORE_CHECKS, type InspectionBias, type NeverVisited } from './inspection-bias.ts';
import type { CellValues, HotspotMeasure } from './measure-cells.ts';
import type { Neighbourhood } from './neighbour-sums.ts';
import type { DaySteps } from './steps-of-days.ts';

export interface HotspotRun {
  grid: CellGrid;
  measure: HotspotMeasure;
  neighbourhood: Neighbourhood;
  correction: Correction;
  alpha?: ConfidenceAlpha;
  values: CellValues;
}

/** Gi* in plain words: parameters, n, what the colours mean, what it does not say. */
export function explainHotspots(run: HotspotRun, { cells, mean, p }: GiStar, classes: Int8Array): Explanation {
  let [hot, cold, tests] = [0, 0, 0];
  for (let cell = 0; cell < classes.length; cell++) {
    if (classes[cell]! > 0) hot++;
    if (classes[cell]! < 0) cold++;
    if (p[cell]! >= 0) tests++;
  }
  return {
    method: [...describeRun(run, cells, mean), say('correctionOf', { tests, correction: run.correction })],
    reading: [
      say('giColors'),
      say('giCounts', { hot, cold, neutral: cells - hot - cold }),
      ...(run.correction === 'none' ? [] : [say('correctionMeaning', { percent: alphaPercent(run) })]),
    ],
    caveats: [
      ...(run.correction === 'none' ? [say('uncorrectedCaveat', { falseAlarms: Math.round((tests * alphaPercent(run)) / 100) })] : []),
      ...(cells < 30 ? [say('fewCells', { cells })] : []),
      ...commonCaveats(run.measure),
    ],
  };
}

const alphaPercent = ({ alpha = confidenceAlphas[0] }: HotspotRun): number => Math.round(alpha * 100);

/** Emerging hot spots in plain words; the meaning of each category is `analyses.emergingMeaning`. */
export function explainEmerging(
  run: HotspotRun,
  { steps, classes }: EmergingHotspots,
  { stepsBack, trendAlpha }: Pick<EmergingOptions, 'stepsBack' | 'trendAlpha'>,
  days: DaySteps,
  mean: number,
  lastDay: number,
): Explanation {
  const cells = run.values.inside.reduce((sum, flag) => sum + flag, 0);
  const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  let tests = 0;
  for (let at = 0; at < classes.length; at++) tests += run.values.inside[at % run.values.inside.length]!;
  return {
    method: [
      say('emergingWhat', { unit: days.unit, from: isoDay(days.starts[0]!), to: isoDay(days.starts[days.count]! - 1), steps, stepsBack }),
      ...describeRun(run, cells, mean),
      say('correctionOf', { tests, correction: run.correction }),
      say('emergingTrend', { alpha: trendAlpha }),
    ],
    reading: [say('giColors')],
    caveats: [
      ...(lastDay < days.starts[days.count]! - 1 ? [say('emergingOpen', { to: isoDay(lastDay) })] : []),
      ...(steps < 10 ? [say('emergingFew', { steps })] : []),
      ...commonCaveats(run.measure),
    ],
  };
}

/** Inspection bias in plain words. @param never as `listNeverVisited` gives them @param premisesCount all premises that count */
export function explainBias(bias: InspectionBias, input: BiasInput, never: readonly NeverVisited[], premisesCount: number): Explanation {
  const sum = (values: Float64Array): number => readable(values.reduce((total, value) => total + value, 0));
  const flagged = (flag: string): number => bias.units.filter((unit) => unit.flag === flag).length;
  const longest = never[0]?.days ?? null;
  const count = never.length;
  return {
    method: [
      say('biasWhat', {
        rate: readable(bias.hazardsPerCheck),
        hazards: sum(input.hazards),
        checks: sum(input.checks),
        intensity: readable(bias.checksPerPremises),
      }),
      say('biasSmoothed'),
    ],
    reading: [
      say('biasExplained', { units: flagged('explainedByChecks'), times: FAR_MORE_CHECKS }),
      say('biasUnder', { units: flagged('underChecked') }),
      longest === null
        ? say('neverVisitedUndated', { count, total: premisesCount })
        : say('neverVisited', { count, total: premisesCount, days: longest }),
    ],
    caveats: [say('reportedCaveat')],
  };
}

function describeRun({ grid, measure, neighbourhood, values }: HotspotRun, cells: number, mean: number): Sentence[] {
  return [
    say('gridOf', { meters: readable(grid.cellMeters), shape: grid.shape, cells, measure }),
    say('counted', { counted: values.counted, outside: values.outside }),
    ...(values.emptyCells > 0 ? [say('emptyLeftOut', { cells: values.emptyCells })] : []),
    neighbourhood.kind === 'touching'
      ? say('touching', { mean: readable(mean) })
      : say('within', { meters: readable(neighbourhood.meters), mean: readable(mean) }),
  ];
}

/** A rate per check already takes the number of checks out. */
function commonCaveats(measure: HotspotMeasure): Sentence[] {
  return [...(measure === 'hazardsPerCheck' ? [] : [say('reportedCaveat')]), say('cellSizeCaveat'), say('edgeCaveat')];
}
