import type { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import type { Explanation } from '../explanation.ts';
import { adjustPValues, type CellGrid, confidenceClasses, explainHotspots, giStar } from '../hotspots/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { columnsInRegion, gridOver, hotspotOptions, valuesOf } from './cell-parameters.ts';
import type { ResponseInputs } from './inputs.ts';
import { type AnswerFacts, factsOf } from './response-task.ts';

export const hotspotParameters = hotspotOptions;
export type HotspotParameters = z.infer<typeof hotspotParameters>;

export interface HotspotAnswer extends AnswerFacts<HotspotParameters> {
  /** Columns below have one entry a cell of the grid; what takes no part has NaN scores and class 0. */
  grid: CellGrid;
  /** 1 for cells that take part. */
  inside: Uint8Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer>;
  z: Float64Array<ArrayBuffer>;
  p: Float64Array<ArrayBuffer>;
  /** p after the correction for testing many cells. */
  adjustedP: Float64Array<ArrayBuffer>;
  /** −3 … 3: cold at 99, 95, 90 %, not significant, hot at 90, 95, 99 %. */
  classes: Int8Array<ArrayBuffer>;
  cells: number;
  mean: number;
  deviation: number;
  /** Hazards counted, and those outside of the grid. */
  counted: number;
  outside: number;
  explanation: Explanation;
}

/** Where high or low values gather (Getis–Ord Gi*). Fails with `tooManyCells`, `noRecords`. */
export async function runHotspots(
  parameters: HotspotParameters,
  inputs: ResponseInputs,
  watch: Watch = {},
): Promise<Result<HotspotAnswer>> {
  const pace = makePace(watch);
  const columns = columnsInRegion(parameters, inputs);
  const grid = gridOver(parameters, inputs, columns);
  if (!grid.ok) return grid;
  await pace(0.3);
  const values = valuesOf(parameters, grid.value, columns);
  await pace(0.5);
  const gi = giStar(grid.value, values.values, values.inside, parameters.neighbourhood);
  await pace(0.8);
  const classes = confidenceClasses(gi.z, gi.p, parameters.correction, parameters.alpha);
  return done({
    ...factsOf(parameters, inputs),
    grid: grid.value,
    inside: values.inside,
    values: values.values,
    ...gi,
    adjustedP: adjustPValues(gi.p, parameters.correction),
    classes,
    counted: values.counted,
    outside: values.outside,
    explanation: explainHotspots({ ...parameters, grid: grid.value, values }, gi, classes),
  });
}
