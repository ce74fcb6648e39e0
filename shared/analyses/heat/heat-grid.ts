import { cosineAtMercatorY, EQUATOR_METERS, mercatorX, mercatorY } from '../mercator.ts';
import { quarticPeakPerSquareKilometer } from './exact-density.ts';
import { BLOCK_BITS, BLOCK_SIZE, BlockTable, type HeatBins } from './heat-bins.ts';

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

/**
 * Quartic kernel density of binned points, per km².
 *
 * Each occupied cell is reduced to the moments of its points up to order two and laid on 3×3 cell centres that have the same
 * moments, so binning is exact to the third order of cell / bandwidth. The blocks are then convolved with the kernel:
 * each row of masses is folded once over ±dx, its weighted sums serve the rows at ±dy, empty rows are skipped. Both rows take
 * the latitude of the masses for that of the place asked for: off by bandwidth·tan(latitude)/6,378 km, 0.1 % of the peak at
 * 5 km and 60 degrees.
 *
 * Cells are anchored to the world and do not depend on the view: the same points give the same values at any zoom.
 * A point alone reaches up to four blocks, 17 kB each.
 * @param weights finite, by point index, null for 1 each
 * @param mask by point index, 0 leaves the point out; null for all
 */
export function heatFromBins(bins: HeatBins, weights: Float32Array | null, mask: Uint8Array | null): HeatGrid {
  const { bandwidthMeters, cellMercator } = bins;
  const masses = new MassPlanes(bins, orderedWeights(bins, weights, mask));
  const kernels = new KernelRows(bandwidthMeters, cellMercator);
  const scratch = new Scratch();
  const blocks: HeatBlock[] = [];
  let maxDensity = 0;
  const reached = reachedBlocks(bins, kernels);
  const farthest = reached.reduce((most, { row }) => Math.max(most, kernels.radiusOfRows(row * BLOCK_SIZE - 1, SIDE)), 0);
  const reach = Math.ceil((farthest + 2) / BLOCK_SIZE);
  for (const { column, row } of reached) {
    const radius = kernels.radiusOfRows(row * BLOCK_SIZE - 1, SIDE);
    scratch.clear(radius);
    masses.forgetAbove(row - reach);
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const plane = masses.at(column + dx, row + dy);
        if (plane) scratch.lay(plane, dx * BLOCK_SIZE + radius, dy * BLOCK_SIZE + radius);
      }
    }
    const values = new Float32Array(SIDE * SIDE);
    const max = convolve(scratch, row * BLOCK_SIZE - 1 - radius, kernels, values);
    if (max <= 0) continue;
    if (max > maxDensity) maxDensity = max;
    blocks.push({ column, row, values });
  }
  return { bandwidthMeters, cellMercator, blockSize: BLOCK_SIZE, blocks, maxDensity, totalWeight: masses.totalWeight };
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

/**
 * Weight of each point in the order of the bins, the mask applied without a branch (a filter is noise to the branch
 * predictor); null when every point counts 1.
 */
function orderedWeights(bins: HeatBins, weights: Float32Array | null, mask: Uint8Array | null): Float32Array | null {
  if (mask === null && weights === null) return null;
  const { order } = bins;
  const ordered = new Float32Array(order.length);
  if (mask === null) for (let at = 0; at < order.length; at++) ordered[at] = weights![order[at]!]!;
  else if (weights === null) for (let at = 0; at < order.length; at++) ordered[at] = Math.min(1, mask[order[at]!]!);
  else for (let at = 0; at < order.length; at++) ordered[at] = weights[order[at]!]! * Math.min(1, mask[order[at]!]!);
  return ordered;
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

/** The masses of occupied blocks laid on cell centres, made when first asked for and dropped once the rows have passed. */
class MassPlanes {
  totalWeight = 0;
  private readonly bins: HeatBins;
  private readonly weights: Float32Array | null;
  private readonly slots = new BlockTable();
  private readonly planes = new Map<number, Float64Array>();
  private free: Float64Array[] = [];

  constructor(bins: HeatBins, weights: Float32Array | null) {
    this.bins = bins;
    this.weights = weights;
    for (let block = 0; block < bins.blockColumn.length; block++) this.slots.slotOf(bins.blockColumn[block]!, bins.blockRow[block]!);
  }

  /** SIDE² masses of a block, one cell of spill on every side; null when no point lies in it. */
  at(column: number, row: number): Float64Array | null {
    const slot = this.slots.find(column, row);
    if (slot < 0) return null;
    let plane = this.planes.get(slot);
    if (plane === undefined) {
      plane = this.free.pop()?.fill(0) ?? new Float64Array(SIDE * SIDE);
      this.totalWeight += layMoments(this.bins, slot, this.weights, plane);
      this.planes.set(slot, plane);
    }
    return plane;
  }

  forgetAbove(row: number): void {
    for (const [slot, plane] of this.planes) {
      if (this.slots.rows[slot]! >= row) continue;
      this.planes.delete(slot);
      this.free.push(plane);
    }
  }
}

/**
 * Lays each cell of a block on 3×3 cell centres with the same moments up to order two, which are the products of the
 * three-point Lagrange weights cut at the second degree. Returns the sum of the weights.
 */
function layMoments(bins: HeatBins, slot: number, weights: Float32Array | null, plane: Float64Array): number {
  const { offsets, cellStart, cellLocal, blockStart } = bins;
  let total = 0;
  for (let cell = blockStart[slot]!; cell < blockStart[slot + 1]!; cell++) {
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    let sumXX = 0;
    let sumYY = 0;
    let sumXY = 0;
    const end = cellStart[cell + 1]!;
    for (let position = cellStart[cell]!; position < end; position++) {
      const weight = weights === null ? 1 : weights[position]!;
      const offset = offsets[position]!;
      const x = fromCenter[offset & 255]!;
      const y = fromCenter[offset >> 8]!;
      const weightX = weight * x;
      const weightY = weight * y;
      sum += weight;
      sumX += weightX;
      sumY += weightY;
      sumXX += weightX * x;
      sumYY += weightY * y;
      sumXY += weightX * y;
    }
    total += sum;
    const local = cellLocal[cell]!;
    const at = ((local >> BLOCK_BITS) + 1) * SIDE + (local & (BLOCK_SIZE - 1)) + 1;
    const corner = sumXY / 4;
    plane[at - SIDE - 1]! += corner;
    plane[at - SIDE]! += (sumYY - sumY) / 2;
    plane[at - SIDE + 1]! -= corner;
    plane[at - 1]! += (sumXX - sumX) / 2;
    plane[at]! += sum - sumXX - sumYY;
    plane[at + 1]! += (sumXX + sumX) / 2;
    plane[at + SIDE - 1]! -= corner;
    plane[at + SIDE]! += (sumYY + sumY) / 2;
    plane[at + SIDE + 1]! += corner;
  }
  return total;
}

/** Distance from the centre of the cell, in cells, of the middle of each of the 256 steps across it. */
const fromCenter = Float64Array.from({ length: 256 }, (_, step) => (step + 0.5) / 256 - 0.5);

/** Masses of one block and of its surroundings within the kernel's radius, and the sums that become its densities. */
class Scratch {
  radius = 0;
  width = 0;
  masses = new Float64Array(0);
  folded = new Float64Array(0);
  readonly sums = new Float64Array(SIDE * SIDE + 4);

  clear(radius: number): void {
    if (radius !== this.radius) {
      this.radius = radius;
      this.width = SIDE + 2 * radius;
      this.masses = new Float64Array(this.width * this.width);
      this.folded = new Float64Array((radius + 1) * SIDE + 4);
    } else this.masses.fill(0);
    this.sums.fill(0);
  }

  /** Adds the masses of a block whose first cell (of the spill) is at column `left`, row `top`. */
  lay(plane: Float64Array, left: number, top: number): void {
    const { width, masses } = this;
    const fromX = Math.max(0, -left);
    const toX = Math.min(SIDE, width - left);
    const toY = Math.min(SIDE, width - top);
    for (let y = Math.max(0, -top); y < toY; y++) {
      const to = (top + y) * width + left;
      const from = y * SIDE;
      for (let x = fromX; x < toX; x++) masses[to + x]! += plane[from + x]!;
    }
  }
}

/** The kernel sampled on cells, which depends on the row: a cell of the world grid is smaller in metres farther north. */
interface Kernel {
  cosine: number;
  radius: number;
  /** (radius + 1)² values for |dy|, |dx|, and a row of zeros. */
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
  // Rows come in pairs: the last pair may need a row of zeros.
  const values = new Float64Array((radius + 2) * (radius + 1));
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

/** Convolves the masses into `values` (SIDE²) and returns the largest value. Overshoot below zero at the rim is cut. */
function convolve(scratch: Scratch, firstRow: number, kernels: KernelRows, values: Float32Array): number {
  const { radius, width, masses, folded, sums } = scratch;
  for (let y = 0; y < width; y++) {
    const row = y * width;
    let first = 0;
    let last = width - 1;
    while (first < width && masses[row + first] === 0) first++;
    if (first === width) continue;
    while (masses[row + last] === 0) last--;
    const from = Math.max(0, first - 2 * radius);
    const to = Math.min(SIDE - 1, last);
    if (from > to) continue;
    fold(masses, row + radius, radius, from, to, folded);
    spread(kernels.at(firstRow + y), folded, from, to, y - radius, sums);
  }
  let max = 0;
  for (let at = 0; at < values.length; at++) {
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

/**
 * Adds one folded row of masses to the rows of sums at ±dy. Two rows of the kernel and four cells at a time keep eight sums
 * in registers.
 */
function spread(kernel: Kernel, folded: Float64Array, from: number, to: number, row: number, sums: Float64Array): void {
  const { values, reach, radius } = kernel;
  const stride = radius + 1;
  for (let dy = 0; dy <= radius && reach[dy]! >= 0; dy += 2) {
    const farthest = reach[dy]!;
    const inner = dy * stride;
    const outer = inner + stride;
    const north = row - dy;
    const south = row + dy;
    const hasNorth = north >= 0 && north < SIDE;
    const hasSouth = dy > 0 && south >= 0 && south < SIDE;
    const hasOuterNorth = north > 0 && north <= SIDE;
    const hasOuterSouth = south >= -1 && south < SIDE - 1;
    if (!(hasNorth || hasSouth || hasOuterNorth || hasOuterSouth)) continue;
    for (let x = from; x <= to; x += 4) {
      let inner0 = 0;
      let inner1 = 0;
      let inner2 = 0;
      let inner3 = 0;
      let outer0 = 0;
      let outer1 = 0;
      let outer2 = 0;
      let outer3 = 0;
      let at = x;
      for (let dx = 0; dx <= farthest; dx++) {
        const innerTap = values[inner + dx]!;
        const outerTap = values[outer + dx]!;
        const mass0 = folded[at]!;
        const mass1 = folded[at + 1]!;
        const mass2 = folded[at + 2]!;
        const mass3 = folded[at + 3]!;
        inner0 += innerTap * mass0;
        inner1 += innerTap * mass1;
        inner2 += innerTap * mass2;
        inner3 += innerTap * mass3;
        outer0 += outerTap * mass0;
        outer1 += outerTap * mass1;
        outer2 += outerTap * mass2;
        outer3 += outerTap * mass3;
        at += SIDE;
      }
      const cells = to - x + 1;
      if (hasNorth) add(sums, north * SIDE + x, cells, inner0, inner1, inner2, inner3);
      if (hasSouth) add(sums, south * SIDE + x, cells, inner0, inner1, inner2, inner3);
      if (hasOuterNorth) add(sums, (north - 1) * SIDE + x, cells, outer0, outer1, outer2, outer3);
      if (hasOuterSouth) add(sums, (south + 1) * SIDE + x, cells, outer0, outer1, outer2, outer3);
    }
  }
}

function add(sums: Float64Array, at: number, cells: number, sum0: number, sum1: number, sum2: number, sum3: number): void {
  sums[at]! += sum0;
  if (cells > 1) sums[at + 1]! += sum1;
  if (cells > 2) sums[at + 2]! += sum2;
  if (cells > 3) sums[at + 3]! += sum3;
}
