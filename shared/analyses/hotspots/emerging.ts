import { makePace, type Watch } from '../pace.ts';
import { type ConfidenceAlpha, type Correction, confidenceClasses } from './false-discovery.ts';
import { spreadOf, standardScores } from './gi-star.ts';
import { testTrend } from './mann-kendall.ts';
import { type CellLayout, type Neighbourhood, sumNeighbours } from './neighbour-sums.ts';

/**
 * How a place became what it is, said of hot and of cold alike. "Hot" in a step means significant at 90 % or more after correction.
 *
 * - `new` 新增: hot in the last step and never before.
 * - `consecutive` 连续: hot in an unbroken run of at least two steps up to the last, never before that run, and in less than 90 % of all steps.
 * - `intensifying` 加强: hot in at least 90 % of the steps, the last among them, with a significant rise of the score.
 * - `persistent` 持续: the same without a significant rise or fall.
 * - `diminishing` 减弱: the same with a significant fall.
 * - `sporadic` 零星: hot in the last step, on and off before it, in less than 90 % of the steps, and never cold.
 * - `oscillating` 振荡: hot in the last step, cold in an earlier one, hot in less than 90 % of the steps.
 * - `historical` 历史: not hot in the last step, but in at least 90 % of the steps.
 *
 * Where two would fit, the one further up holds. For cold places "rise" reads "fall" and the other way round. The definitions are those of emerging hot spot analysis as commonly used (ArcGIS).
 */
export const emergingKinds = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;
export type EmergingKind = (typeof emergingKinds)[number];

/** Category of a cell as one number: 0 none; 1 … 8 hot, −1 … −8 cold, in the order of `emergingKinds`. */
export function kindOfCode(code: number): { kind: EmergingKind; hot: boolean } | null {
  return code === 0 ? null : { kind: emergingKinds[Math.abs(code) - 1]!, hot: code > 0 };
}

export interface EmergingOptions extends Watch {
  neighbourhood: Neighbourhood;
  /** A cell's neighbours in this many steps before its own count too. */
  stepsBack: number;
  correction: Correction;
  /** Largest share of false alarms that still counts. */
  alpha?: ConfidenceAlpha | undefined;
  /** A trend is significant at this p or below. */
  trendAlpha: number;
}

export interface EmergingHotspots {
  /** See `kindOfCode`. */
  codes: Int8Array<ArrayBuffer>;
  /** Confidence class (−3 … 3) by step, then cell. */
  classes: Int8Array<ArrayBuffer>;
  /** Score by step, then cell; NaN where undefined. */
  z: Float64Array<ArrayBuffer>;
  /** Trend of the score by cell, as z of Mann–Kendall and its p. */
  trendZ: Float64Array<ArrayBuffer>;
  trendP: Float64Array<ArrayBuffer>;
  steps: number;
}

/** Share of steps that makes a place lasting. */
const LASTING = 0.9;

/**
 * Emerging and persisting hot spots: Gi* over a cube of cells × steps whose neighbourhood reaches `stepsBack` steps into the past, corrected over
 * the whole cube, and the Mann–Kendall trend of each cell's score. Mean and spread are those of the whole cube, so steps compare.
 * @param cube values by step, oldest first, then cell @param inside 1 for cells that take part
 */
export async function findEmerging(
  layout: CellLayout,
  cube: Float64Array,
  steps: number,
  inside: Uint8Array,
  { neighbourhood, stepsBack, correction, alpha, trendAlpha, ...watch }: EmergingOptions,
): Promise<EmergingHotspots> {
  const cells = layout.columns * layout.rows;
  if (cube.length !== cells * steps) throw new RangeError(`${cube.length} values for ${cells} cells and ${steps} steps`);
  const pace = makePace(watch);
  const insideCube = new Uint8Array(cube.length);
  for (let step = 0; step < steps; step++) insideCube.set(inside, step * cells);
  const spread = spreadOf(cube, insideCube);
  const around = sumNeighbours(layout, Float64Array.from(inside), neighbourhood);
  const sums = new Float64Array(cube.length);
  const neighbours = new Float64Array(cube.length);
  for (let step = 0; step < steps; step++) {
    const centred = Float64Array.from(inside, (takesPart, cell) => (takesPart === 0 ? 0 : cube[step * cells + cell]! - spread.mean));
    const own = sumNeighbours(layout, centred, neighbourhood);
    // What this step holds counts for itself and for the steps that look back to it.
    for (let later = step; later < Math.min(steps, step + stepsBack + 1); later++) {
      for (let cell = 0; cell < cells; cell++) {
        sums[later * cells + cell]! += own[cell]!;
        neighbours[later * cells + cell]! += around[cell]!;
      }
    }
    await pace((0.6 * (step + 1)) / steps);
  }
  const { z, p } = standardScores(sums, neighbours, insideCube, spread.cells, spread.deviation);
  const classes = confidenceClasses(z, p, correction, alpha);
  const codes = new Int8Array(cells);
  const trendZ = new Float64Array(cells).fill(Number.NaN);
  const trendP = new Float64Array(cells).fill(Number.NaN);
  const series = new Float64Array(steps);
  const levels = new Int8Array(steps);
  for (let cell = 0; cell < cells; cell++) {
    if (inside[cell] === 0) continue;
    for (let step = 0; step < steps; step++) {
      series[step] = z[step * cells + cell]!;
      levels[step] = classes[step * cells + cell]!;
    }
    const trend = testTrend(series);
    trendZ[cell] = trend.z;
    trendP[cell] = trend.p;
    codes[cell] = emergingCode(levels, trend.p <= trendAlpha ? Math.sign(trend.z) : 0);
    if (cell % 256 === 0) await pace(0.6 + (0.4 * cell) / cells);
  }
  watch.progress?.(1);
  return { codes, classes, z, trendZ, trendP, steps };
}

/** The category of a place from its confidence class in every step and its trend: 1 rising, −1 falling, 0 neither. */
export function emergingCode(levels: ArrayLike<number>, trend: number): number {
  return codeOf(levels, trend, 1) || codeOf(levels, trend, -1);
}

function codeOf(levels: ArrayLike<number>, trend: number, sign: 1 | -1): number {
  const steps = levels.length;
  let hot = 0;
  let cold = 0;
  // Hot steps up to the last without a break.
  let run = 0;
  for (let step = 0; step < steps; step++) {
    const level = levels[step]! * sign;
    if (level > 0) hot++;
    if (level < 0) cold++;
    run = level > 0 ? run + 1 : 0;
  }
  const kind = kindOf(steps, hot, cold, run, trend * sign);
  return kind === null ? 0 : sign * (emergingKinds.indexOf(kind) + 1);
}

function kindOf(steps: number, hot: number, cold: number, run: number, rises: number): EmergingKind | null {
  const lasting = hot > 0 && hot >= LASTING * steps;
  if (run === 0) return lasting ? 'historical' : null;
  if (hot === 1) return 'new';
  if (lasting) return rises > 0 ? 'intensifying' : rises < 0 ? 'diminishing' : 'persistent';
  if (run === hot) return 'consecutive';
  return cold > 0 ? 'oscillating' : 'sporadic';
}
