import { cosineAtMercatorY, EQUATOR_METERS, mercatorX, mercatorY } from '../mercator.ts';
import { quarticPeakPerSquareKilometer } from './exact-density.ts';
import { BLOCK_SIZE, BlockTable, type HeatBins } from './heat-bins.ts';

/** A square of the density grid, with one extra cell on every side so that linear filtering has no seams. */
export interface HeatBlock {
  /** The block covers world x from column·blockSize·cellMercator to (column + 1)·blockSize·cellMercator; rows run south. */
  column: number;
  row: number;
  /** (blockSize + 2)² densities per km² at cell centres, rows from north to south. */
  values: Float32Array<ArrayBuffer>;
}

/** Density in real units on world-anchored cells; only blocks reached by a point exist, elsewhere the density is 0. */
export interface HeatGrid {
  bandwidthMeters: number;
  cellMercator: number;
  blockSize: number;
  blocks: HeatBlock[];
  /** Largest density of any cell, per km². */
  maxDensity: number;
  /** Sum of the weights that were counted. */
  totalWeight: number;
}

/** One more cell on each side of a block. */
const SIDE = BLOCK_SIZE + 2;
const MOMENTS = 6;

/**
 * Quartic kernel density of binned points, per km².
 *
 * Each occupied cell is reduced to the moments of its points up to order two and laid on 3×3 cell centres that have the same
 * moments, so binning is exact to the third order of cell / bandwidth. The blocks are then convolved with the kernel:
 * each row of masses is folded once over ±dx, its weighted sums serve the rows at ±dy, empty rows are skipped.
 * @param weights by point index, null for 1 each @param mask by point index, 0 leaves the point out; null for all
 */
export function heatFromBins(bins: HeatBins, weights: Float32Array | null, mask: Uint8Array | null): HeatGrid {
  const { bandwidthMeters, cellMercator } = bins;
  const { moments, totalWeight } = cellMoments(bins, weights, mask);
  const sources = new BlockTable();
  for (let block = 0; block < bins.blockColumn.length; block++) sources.slotOf(bins.blockColumn[block]!, bins.blockRow[block]!);
  const kernels = new KernelRows(bandwidthMeters, cellMercator);
  const blocks: HeatBlock[] = [];
  let maxDensity = 0;
  for (const { column, row } of reachedBlocks(bins, kernels)) {
    const radius = kernels.radiusOfRows(row * BLOCK_SIZE - 1, SIDE);
    const plane = new MassPlane(radius);
    const reach = Math.ceil((radius + 2) / BLOCK_SIZE);
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const source = sources.find(column + dx, row + dy);
        if (source >= 0) plane.lay(bins, source, moments, dx, dy);
      }
    }
    if (!plane.filled) continue;
    const values = new Float32Array(SIDE * SIDE);
    const max = convolve(plane, row * BLOCK_SIZE - 1 - radius, kernels, values);
    if (max <= 0) continue;
    if (max > maxDensity) maxDensity = max;
    blocks.push({ column, row, values });
  }
  return { bandwidthMeters, cellMercator, blockSize: BLOCK_SIZE, blocks, maxDensity, totalWeight };
}

/** Density per km² at a position: linear between cell centres, exactly what a linearly filtered texture shows. */
export function densityAt(grid: HeatGrid, lon: number, lat: number): number {
  const x = mercatorX(lon) / grid.cellMercator;
  const y = mercatorY(lat) / grid.cellMercator;
  const column = Math.floor(x / grid.blockSize);
  const row = Math.floor(y / grid.blockSize);
  const block = blockIndex(grid).get(blockKey(column, row));
  if (!block) return 0;
  const side = grid.blockSize + 2;
  const localX = x - column * grid.blockSize + 0.5;
  const localY = y - row * grid.blockSize + 0.5;
  const left = Math.min(side - 2, Math.floor(localX));
  const top = Math.min(side - 2, Math.floor(localY));
  const fx = localX - left;
  const fy = localY - top;
  const at = top * side + left;
  const { values } = block;
  const north = values[at]! * (1 - fx) + values[at + 1]! * fx;
  const south = values[at + side]! * (1 - fx) + values[at + side + 1]! * fx;
  return north * (1 - fy) + south * fy;
}

const indexes = new WeakMap<HeatGrid, Map<number, HeatBlock>>();
const blockKey = (column: number, row: number): number => row * 0x4000000 + column;

function blockIndex(grid: HeatGrid): Map<number, HeatBlock> {
  let index = indexes.get(grid);
  if (!index) {
    index = new Map(grid.blocks.map((block) => [blockKey(block.column, block.row), block]));
    indexes.set(grid, index);
  }
  return index;
}

/** Six moments a cell (1, x, y, x², y², xy, in cells from the cell's centre) of the weights of its points. */
function cellMoments(
  bins: HeatBins,
  weights: Float32Array | null,
  mask: Uint8Array | null,
): { moments: Float64Array; totalWeight: number } {
  const { order, offsets, cellStart, cellLocal } = bins;
  const moments = new Float64Array(cellLocal.length * MOMENTS);
  let totalWeight = 0;
  for (let cell = 0; cell < cellLocal.length; cell++) {
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    let sumXX = 0;
    let sumYY = 0;
    let sumXY = 0;
    const end = cellStart[cell + 1]!;
    for (let position = cellStart[cell]!; position < end; position++) {
      let weight = 1;
      if (mask !== null || weights !== null) {
        const point = order[position]!;
        if (mask !== null && mask[point] === 0) continue;
        if (weights !== null) weight = weights[point]!;
      }
      const offset = offsets[position]!;
      // Twice the distance from the centre in 1/256 cell: the middle of the quantised step.
      const x = ((offset & 255) << 1) - 255;
      const y = ((offset >> 8) << 1) - 255;
      sum += weight;
      sumX += weight * x;
      sumY += weight * y;
      sumXX += weight * (x * x);
      sumYY += weight * (y * y);
      sumXY += weight * (x * y);
    }
    totalWeight += sum;
    const at = cell * MOMENTS;
    moments[at] = sum;
    moments[at + 1] = sumX / 512;
    moments[at + 2] = sumY / 512;
    moments[at + 3] = sumXX / 262_144;
    moments[at + 4] = sumYY / 262_144;
    moments[at + 5] = sumXY / 262_144;
  }
  return { moments, totalWeight };
}

/** Blocks a kernel can reach from the occupied blocks, from north to south and west to east. */
function reachedBlocks(bins: HeatBins, kernels: KernelRows): { column: number; row: number }[] {
  const reached = new BlockTable();
  const { blockColumn, blockRow, blockStart, cellLocal } = bins;
  for (let block = 0; block < blockColumn.length; block++) {
    let west = BLOCK_SIZE;
    let east = -1;
    for (let cell = blockStart[block]!; cell < blockStart[block + 1]!; cell++) {
      const x = cellLocal[cell]! % BLOCK_SIZE;
      if (x < west) west = x;
      if (x > east) east = x;
    }
    const north = Math.floor(cellLocal[blockStart[block]!]! / BLOCK_SIZE);
    const south = Math.floor(cellLocal[blockStart[block + 1]! - 1]! / BLOCK_SIZE);
    const firstRow = blockRow[block]! * BLOCK_SIZE;
    const farthest = kernels.radiusOfRows(firstRow - BLOCK_SIZE, 3 * BLOCK_SIZE);
    // One cell of binning, one of the apron.
    const reach = farthest + 2;
    for (let dy = Math.floor((north - reach) / BLOCK_SIZE); dy <= Math.floor((south + reach) / BLOCK_SIZE); dy++) {
      for (let dx = Math.floor((west - reach) / BLOCK_SIZE); dx <= Math.floor((east + reach) / BLOCK_SIZE); dx++) {
        reached.slotOf(blockColumn[block]! + dx, blockRow[block]! + dy);
      }
    }
  }
  const list = Array.from({ length: reached.count }, (_, slot) => ({ column: reached.columns[slot]!, row: reached.rows[slot]! }));
  return list.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** Masses of a block and of its surroundings within the kernel's radius. */
class MassPlane {
  readonly radius: number;
  readonly width: number;
  readonly masses: Float64Array;
  /** First and last column of each row that may hold mass; empty rows have first > last. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  filled = false;

  constructor(radius: number) {
    this.radius = radius;
    this.width = SIDE + 2 * radius;
    this.masses = new Float64Array(this.width * this.width);
    this.first = new Int32Array(this.width).fill(this.width);
    this.last = new Int32Array(this.width).fill(-1);
  }

  /** Lays the cells of a source block, `dx`, `dy` blocks away, on this plane. */
  lay(bins: HeatBins, source: number, moments: Float64Array, dx: number, dy: number): void {
    const { cellLocal, blockStart } = bins;
    const { width } = this;
    const left = dx * BLOCK_SIZE + 1 + this.radius;
    const top = dy * BLOCK_SIZE + 1 + this.radius;
    for (let cell = blockStart[source]!; cell < blockStart[source + 1]!; cell++) {
      const local = cellLocal[cell]!;
      const x = left + (local & (BLOCK_SIZE - 1));
      const y = top + Math.floor(local / BLOCK_SIZE);
      if (x < -1 || y < -1 || x > width || y > width) continue;
      const at = cell * MOMENTS;
      const sum = moments[at]!;
      const sumXX = moments[at + 3]!;
      if (sum === 0 && sumXX === 0) continue;
      const halfX = moments[at + 1]! / 2;
      const halfY = moments[at + 2]! / 2;
      const halfXX = sumXX / 2;
      const halfYY = moments[at + 4]! / 2;
      const quarterXY = moments[at + 5]! / 4;
      this.put(x - 1, y - 1, quarterXY);
      this.put(x, y - 1, halfYY - halfY);
      this.put(x + 1, y - 1, -quarterXY);
      this.put(x - 1, y, halfXX - halfX);
      this.put(x, y, sum - 2 * halfXX - 2 * halfYY);
      this.put(x + 1, y, halfXX + halfX);
      this.put(x - 1, y + 1, -quarterXY);
      this.put(x, y + 1, halfYY + halfY);
      this.put(x + 1, y + 1, quarterXY);
    }
  }

  private put(x: number, y: number, mass: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.width) return;
    this.masses[y * this.width + x]! += mass;
    if (x < this.first[y]!) this.first[y] = x;
    if (x > this.last[y]!) this.last[y] = x;
    this.filled = true;
  }
}

/** The kernel sampled on cells, which depends on the row: a cell of the world grid is smaller in metres farther north. */
interface Kernel {
  cosine: number;
  radius: number;
  /** (radius + 1)² values for |dy|, |dx|. */
  values: Float64Array;
  /** Largest |dx| with a value for each |dy|. */
  reach: Int32Array;
}

class KernelRows {
  private current: Kernel | undefined;
  private readonly bandwidthMeters: number;
  private readonly cellMercator: number;

  constructor(bandwidthMeters: number, cellMercator: number) {
    this.bandwidthMeters = bandwidthMeters;
    this.cellMercator = cellMercator;
  }

  /** Largest kernel radius in cells among the rows. */
  radiusOfRows(firstRow: number, rows: number): number {
    const smallest = Math.min(this.cosine(firstRow), this.cosine(firstRow + rows));
    return Math.ceil(this.bandwidthMeters / (smallest * this.cellMercator * EQUATOR_METERS));
  }

  /** The kernel for a row of cells; neighbouring rows whose scale differs by less than 1e-5 share one. */
  at(row: number): Kernel {
    const cosine = this.cosine(row);
    if (!this.current || Math.abs(this.current.cosine / cosine - 1) > 1e-5) {
      this.current = sampleKernel(this.bandwidthMeters, this.cellMercator, cosine);
    }
    return this.current;
  }

  private cosine(row: number): number {
    return cosineAtMercatorY(Math.min(1, Math.max(0, (row + 0.5) * this.cellMercator)));
  }
}

/**
 * K(r) = 3/(π h²)·(1 − r²/h²)² minus cell²/16 of its Laplacian. Reading linearly between cell centres adds between 0 and
 * cell²/8 of the second derivative in each direction; taking half of that off beforehand halves the largest error.
 */
function sampleKernel(bandwidthMeters: number, cellMercator: number, cosine: number): Kernel {
  const cell = (cellMercator * EQUATOR_METERS * cosine) / bandwidthMeters;
  const radius = Math.ceil(1 / cell);
  const values = new Float64Array((radius + 1) * (radius + 1));
  const reach = new Int32Array(radius + 1).fill(-1);
  const peak = quarticPeakPerSquareKilometer(bandwidthMeters);
  for (let dy = 0; dy <= radius; dy++) {
    for (let dx = 0; dx <= radius; dx++) {
      const squared = (dx * dx + dy * dy) * cell * cell;
      if (squared >= 1) break;
      values[dy * (radius + 1) + dx] = peak * ((1 - squared) ** 2 - cell * cell * (squared - 0.5));
      reach[dy] = dx;
    }
  }
  return { cosine, radius, values, reach };
}

/** Convolves the plane into `values` (SIDE²) and returns the largest value. Overshoot below zero at the rim is cut. */
function convolve(plane: MassPlane, firstRow: number, kernels: KernelRows, values: Float32Array): number {
  const { radius, width, masses } = plane;
  const sums = new Float64Array(SIDE * SIDE);
  const folded = new Float64Array((radius + 1) * SIDE);
  for (let y = 0; y < width; y++) {
    const first = plane.first[y]!;
    const last = plane.last[y]!;
    if (first > last) continue;
    const kernel = kernels.at(firstRow + y);
    const from = Math.max(0, first - 2 * radius);
    const to = Math.min(SIDE - 1, last);
    if (from > to) continue;
    fold(masses, y * width + radius, radius, from, to, folded);
    spread(kernel, folded, from, to, y - radius, sums);
  }
  let max = 0;
  for (let at = 0; at < sums.length; at++) {
    const value = sums[at]!;
    if (value <= 0) continue;
    values[at] = value;
    if (value > max) max = value;
  }
  return max;
}

/** folded[dx][x] = mass[x − dx] + mass[x + dx] for the cells `from` to `to`. */
function fold(masses: Float64Array, origin: number, radius: number, from: number, to: number, folded: Float64Array): void {
  for (let x = from; x <= to; x++) folded[x] = masses[origin + x]!;
  for (let dx = 1; dx <= radius; dx++) {
    const base = dx * SIDE;
    for (let x = from; x <= to; x++) folded[base + x] = masses[origin + x - dx]! + masses[origin + x + dx]!;
  }
}

/** Adds one folded row of masses to the rows of sums at ±dy. */
function spread(kernel: Kernel, folded: Float64Array, from: number, to: number, row: number, sums: Float64Array): void {
  const { values, reach, radius } = kernel;
  for (let dy = 0; dy <= radius; dy++) {
    const farthest = reach[dy]!;
    if (farthest < 0) break;
    const above = row - dy;
    const below = row + dy;
    const hasAbove = above >= 0 && above < SIDE;
    const hasBelow = dy > 0 && below >= 0 && below < SIDE;
    if (!hasAbove && !hasBelow) continue;
    const taps = dy * (radius + 1);
    for (let x = from; x <= to; x += 4) {
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      let at = x;
      for (let dx = 0; dx <= farthest; dx++) {
        const tap = values[taps + dx]!;
        sum0 += tap * folded[at]!;
        sum1 += tap * folded[at + 1]!;
        sum2 += tap * folded[at + 2]!;
        sum3 += tap * folded[at + 3]!;
        at += SIDE;
      }
      const width = to - x + 1;
      if (hasAbove) add(sums, above * SIDE + x, width, sum0, sum1, sum2, sum3);
      if (hasBelow) add(sums, below * SIDE + x, width, sum0, sum1, sum2, sum3);
    }
  }
}

function add(sums: Float64Array, at: number, width: number, sum0: number, sum1: number, sum2: number, sum3: number): void {
  sums[at]! += sum0;
  if (width > 1) sums[at + 1]! += sum1;
  if (width > 2) sums[at + 2]! += sum2;
  if (width > 3) sums[at + 3]! += sum3;
}
