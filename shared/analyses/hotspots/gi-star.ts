import { twoSidedP } from '../normal-distribution.ts';
import { type CellLayout, type Neighbourhood, sumNeighbours } from './neighbour-sums.ts';

/** Getis–Ord Gi* by cell; NaN where a cell takes no part or the statistic is undefined (no spread, or everything is its neighbour). */
export interface GiStar {
  /** Standard score: positive where high values gather, negative where low values gather. */
  z: Float64Array<ArrayBuffer>;
  /** Two-sided, from the normal distribution, before any correction. */
  p: Float64Array<ArrayBuffer>;
  /** Cells that take part, the mean of their values and their standard deviation (divided by n). */
  cells: number;
  mean: number;
  deviation: number;
}

/**
 * Gi* with binary weights, the cell itself included (Ord and Getis 1995, eq. 5):
 * z = (Σw·x − x̄·W) / (S·√((n·W − W²)/(n − 1))), where W is the number of neighbours that take part. Values are centred before the running sums, which
 * keeps z within 1e-11 of the sum written out.
 * @param values one a cell @param inside 1 for cells that take part; others count neither as zero nor as neighbours
 */
export function giStar(layout: CellLayout, values: Float64Array, inside: Uint8Array, neighbourhood: Neighbourhood): GiStar {
  const { cells, mean, deviation } = spreadOf(values, inside);
  const centred = new Float64Array(values.length);
  const ones = new Float64Array(values.length);
  for (let cell = 0; cell < values.length; cell++) {
    if (inside[cell] === 0) continue;
    centred[cell] = values[cell]! - mean;
    ones[cell] = 1;
  }
  const sums = sumNeighbours(layout, centred, neighbourhood);
  const neighbours = sumNeighbours(layout, ones, neighbourhood);
  return { ...standardScores(sums, neighbours, inside, cells, deviation), cells, mean, deviation };
}

/** Mean and standard deviation of the values that take part. */
export function spreadOf(values: Float64Array, inside: Uint8Array): { cells: number; mean: number; deviation: number } {
  let cells = 0;
  let sum = 0;
  for (let cell = 0; cell < values.length; cell++) {
    if (inside[cell] === 0) continue;
    cells++;
    sum += values[cell]!;
  }
  const mean = cells === 0 ? Number.NaN : sum / cells;
  let squares = 0;
  for (let cell = 0; cell < values.length; cell++) if (inside[cell] !== 0) squares += (values[cell]! - mean) ** 2;
  return { cells, mean, deviation: cells === 0 ? Number.NaN : Math.sqrt(squares / cells) };
}

/** z and p from sums of centred values and numbers of neighbours. */
export function standardScores(
  sums: Float64Array,
  neighbours: Float64Array,
  inside: Uint8Array,
  cells: number,
  deviation: number,
): Pick<GiStar, 'z' | 'p'> {
  const z = new Float64Array(sums.length).fill(Number.NaN);
  const p = new Float64Array(sums.length).fill(Number.NaN);
  for (let cell = 0; cell < sums.length; cell++) {
    if (inside[cell] === 0) continue;
    const weight = neighbours[cell]!;
    const scale = deviation * Math.sqrt((weight * (cells - weight)) / (cells - 1));
    if (!(scale > 0)) continue;
    const score = sums[cell]! / scale;
    z[cell] = score;
    p[cell] = twoSidedP(score);
  }
  return { z, p };
}
