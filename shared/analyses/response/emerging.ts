import { z } from 'zod';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { done, failed, type Result } from '../../model/failure.ts';
import type { Explanation } from '../explanation.ts';
import {
  type CellGrid,
  type CellValues,
  type DaySteps,
  type EmergingHotspots,
  explainEmerging,
  fillCube,
  findEmerging,
  locateCells,
  MAX_CELLS,
  makeDaySteps,
  type SeverityWeights,
  spreadOf,
  stepOfDays,
  stepUnits,
} from '../hotspots/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { columnsInRegion, gridOver, hotspotOptions, type RegionColumns, valuesOf } from './cell-parameters.ts';
import { daysOf } from './day-range.ts';
import type { ResponseInputs } from './inputs.ts';
import { type AnswerFacts, factsOf } from './response-task.ts';

/** The fewest steps a trend can be tested on. */
const FEWEST_STEPS = 4;

export const emergingParameters = hotspotOptions.extend({
  measure: z
    .enum(['hazards', 'severityWeighted'])
    .default('hazards')
    .describe('每格每期的数值：发现的隐患数，或按严重程度加权 · hazards found in a step, counted or weighted by severity'),
  unit: z.enum(stepUnits).default('month').describe('每期长度：月或季度 · length of a step'),
  stepsBack: z.int().min(0).max(12).default(1).describe('邻近范围包括此前几期 · how many earlier steps count as neighbours'),
  trendAlpha: z.number().min(0.001).max(0.5).default(0.1).describe('趋势检验的显著性水平 · significance of the trend'),
});
export type EmergingParameters = z.infer<typeof emergingParameters>;

export interface EmergingAnswer extends AnswerFacts<EmergingParameters>, EmergingHotspots {
  grid: CellGrid;
  inside: Uint8Array<ArrayBuffer>;
  days: DaySteps;
  /** Hazards by step, then cell. */
  cube: Float64Array<ArrayBuffer>;
  explanation: Explanation;
}

/** Hot spots that are new, last, grow or fade. Fails with `tooManyCells`, `noRecords`, `tooFewSteps`. */
export async function runEmerging(
  parameters: EmergingParameters,
  inputs: ResponseInputs,
  watch: Watch = {},
): Promise<Result<EmergingAnswer>> {
  const pace = makePace(watch);
  const columns = columnsInRegion(parameters, inputs);
  const gridded = gridOver(parameters, inputs, columns);
  if (!gridded.ok) return gridded;
  const grid = gridded.value;
  await pace(0.1);
  const range = daysOf(parameters.period, inputs.asOfDay);
  const first = range.first === NO_DAY ? earliestDay(columns.hazards) : range.first;
  if (first === null) return failed('noRecords');
  const days = makeDaySteps(parameters.unit, first, range.last);
  if (days.count < FEWEST_STEPS) return failed('tooFewSteps', { steps: days.count, least: FEWEST_STEPS });
  const cells = grid.inside.length;
  if (cells * days.count > MAX_CELLS) return failed('tooManyCells', { cells: cells * days.count, limit: MAX_CELLS });
  const values: CellValues = valuesOf(parameters, grid, columns);
  const { lon, lat, foundDay, severity, mask } = columns.hazards;
  const weights = parameters.severityWeights as SeverityWeights;
  const cube = fillCube(
    locateCells(grid, lon, lat),
    stepOfDays(days, foundDay),
    cells,
    days.count,
    parameters.measure === 'severityWeighted' ? Float64Array.from(severity, (level) => weights[level] ?? weights[0]) : null,
    mask,
  );
  await pace(0.2);
  const { stepsBack, trendAlpha, alpha, correction, neighbourhood } = parameters;
  const found = await findEmerging(grid, cube, days.count, values.inside, {
    neighbourhood,
    stepsBack,
    correction,
    alpha,
    trendAlpha,
    signal: watch.signal,
    progress: (share) => watch.progress?.(0.2 + 0.8 * share),
  });
  const insideCube = Uint8Array.from(cube, (_, at) => values.inside[at % cells]!);
  const { mean } = spreadOf(cube, insideCube);
  return done({
    ...factsOf(parameters, inputs),
    ...found,
    grid,
    inside: values.inside,
    days,
    cube,
    explanation: explainEmerging({ ...parameters, grid, values }, found, parameters, days, mean, range.last),
  });
}

function earliestDay({ foundDay, mask }: RegionColumns['hazards']): number | null {
  let earliest = Infinity;
  for (let row = 0; row < foundDay.length; row++) {
    if (mask[row] === 1 && foundDay[row] !== NO_DAY) earliest = Math.min(earliest, foundDay[row]!);
  }
  return Number.isFinite(earliest) ? earliest : null;
}
