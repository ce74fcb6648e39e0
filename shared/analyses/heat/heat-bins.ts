import { EQUATOR_METERS, mercatorTerms, mercatorX, mercatorYByTerms } from '../mercator.ts';

/** Cells per bandwidth at the reference latitude: linear reading of a cell grid stays within 1 % of the kernel's peak. */
export const CELLS_PER_BANDWIDTH = 10;
/** Cells along one side of a block. */
export const BLOCK_SIZE = 64;
export const BLOCK_BITS = 6;
const BLOCK_CELLS = BLOCK_SIZE * BLOCK_SIZE;
/** Cells are anchored at multiples of this many degrees of latitude; see `referenceLatitude`. */
const REFERENCE_STEP_DEGREES = 10;
/** Below this many points a block is sorted by insertion: clearing a histogram of all its cells would cost more. */
const FEW_POINTS = 48;

/**
 * Points sorted by cell of the world-anchored heat grid. Depends on positions and bandwidth only: kept while weights,
 * filters or time change. All arrays are transferable.
 */
export interface HeatBins {
  bandwidthMeters: number;
  /** Side of a cell in world units (the whole Web Mercator square is 1). */
  cellMercator: number;
  /** Points with a usable position. */
  count: number;
  /** Point indices, by block, then by cell, then in the given order. */
  order: Uint32Array<ArrayBuffer>;
  /** Position inside the cell in 1/256 of a cell, x in the low byte and y in the high byte, in `order`. */
  offsets: Uint16Array<ArrayBuffer>;
  /** Occupied cells: where their points start in `order` (one more entry at the end) and where they lie inside the block. */
  cellStart: Uint32Array<ArrayBuffer>;
  cellLocal: Uint16Array<ArrayBuffer>;
  /** Occupied blocks: where their cells start (one more entry at the end), and block coordinates. */
  blockStart: Uint32Array<ArrayBuffer>;
  blockColumn: Int32Array<ArrayBuffer>;
  blockRow: Int32Array<ArrayBuffer>;
}

/**
 * The latitude whose scale fixes the cell size: the smallest |latitude| of the points, rounded down to ten degrees. Rounding
 * towards the equator can only make cells finer in metres, never coarser than bandwidth / CELLS_PER_BANDWIDTH; the coarse step
 * keeps cells in place when points are added, unless one lies in a band nearer to the equator than all others.
 */
export function referenceLatitude(lat: Float64Array): number {
  let lowest = 90;
  for (let index = 0; index < lat.length; index++) {
    const absolute = Math.abs(lat[index]!);
    if (absolute < lowest) lowest = absolute;
  }
  return Math.min(80, Math.floor(lowest / REFERENCE_STEP_DEGREES) * REFERENCE_STEP_DEGREES);
}

/** Side of a heat cell in world units for a bandwidth in metres. */
export function heatCellMercator(bandwidthMeters: number, referenceDegrees: number): number {
  return bandwidthMeters / CELLS_PER_BANDWIDTH / (EQUATOR_METERS * Math.cos((referenceDegrees * Math.PI) / 180));
}

/**
 * Working memory of `binForHeat`, 16 bytes a row, for callers that bin again and again: fresh memory for a million rows costs more time than sorting
 * them. It grows as needed and holds nothing between calls.
 */
export interface BinScratch {
  /** Slot of the block (−1 without a position) and place of every row. */
  placed: Int32Array<ArrayBuffer>;
  /** Row and place of every point, by block. */
  sorted: Int32Array<ArrayBuffer>;
}

export const makeBinScratch = (): BinScratch => ({ placed: new Int32Array(0), sorted: new Int32Array(0) });

/**
 * Sorts points by cell (two counting sorts: by block, then by cell inside the block). A place is the cell inside the block (12 bits), then the
 * position inside the cell (16 bits).
 * @param lon degrees WGS84 @param lat degrees WGS84; rows that are not finite are left out
 * @param bandwidthMeters radius of the kernel, > 0
 */
export function binForHeat(
  lon: Float64Array,
  lat: Float64Array,
  bandwidthMeters: number,
  scratch: BinScratch = makeBinScratch(),
): HeatBins {
  if (!(bandwidthMeters > 0)) throw new RangeError(`bandwidth must be positive: ${bandwidthMeters}`);
  if (scratch.placed.length < 2 * lon.length) scratch.placed = new Int32Array(2 * lon.length);
  if (scratch.sorted.length < 2 * lon.length) scratch.sorted = new Int32Array(2 * lon.length);
  const cellMercator = heatCellMercator(bandwidthMeters, referenceLatitude(lat));
  const blocks = new BlockTable();
  const pointStart = placeRows(lon, lat, 1 / cellMercator, blocks, scratch.placed);
  sortByBlock(lon.length, pointStart, scratch);
  const cells = sortByCell(pointStart, scratch);
  return {
    bandwidthMeters,
    cellMercator,
    count: pointStart[blocks.count]!,
    ...cells,
    blockColumn: blocks.columns.slice(0, blocks.count),
    blockRow: blocks.rows.slice(0, blocks.count),
  };
}

/** Slot and place of every row into `placed`; returns where the points of each block begin, with one more entry at the end. */
function placeRows(lon: Float64Array, lat: Float64Array, cellsPerWorld: number, blocks: BlockTable, placed: Int32Array): Uint32Array {
  const terms = mercatorTerms();
  let slotRows = new Uint32Array(1024);
  for (let row = 0; row < lon.length; row++) {
    const x = mercatorX(lon[row]!) * cellsPerWorld;
    const y = mercatorYByTerms(terms, lat[row]!) * cellsPerWorld;
    if (!(x > -1e9 && x < 1e9 && y > -1e9 && y < 1e9)) {
      placed[2 * row] = -1;
      continue;
    }
    const column = Math.floor(x);
    const line = Math.floor(y);
    const slot = blocks.slotOf(column >> BLOCK_BITS, line >> BLOCK_BITS);
    if (slot === slotRows.length) slotRows = grown(slotRows);
    slotRows[slot]!++;
    const local = ((line & (BLOCK_SIZE - 1)) << BLOCK_BITS) | (column & (BLOCK_SIZE - 1));
    placed[2 * row] = slot;
    placed[2 * row + 1] = (local << 16) | (((y - line) * 256) << 8) | ((x - column) * 256);
  }
  const pointStart = new Uint32Array(blocks.count + 1);
  for (let slot = 0; slot < blocks.count; slot++) pointStart[slot + 1] = pointStart[slot]! + slotRows[slot]!;
  return pointStart;
}

function sortByBlock(rows: number, pointStart: Uint32Array, { placed, sorted }: BinScratch): void {
  const next = pointStart.slice();
  for (let row = 0; row < rows; row++) {
    const slot = placed[2 * row]!;
    if (slot < 0) continue;
    const to = next[slot]!++ * 2;
    sorted[to] = row;
    sorted[to + 1] = placed[2 * row + 1]!;
  }
}

/** Sorts the points of each block by cell. The memory of `placed` takes start and cell of every occupied cell. */
function sortByCell(
  pointStart: Uint32Array,
  { placed, sorted }: BinScratch,
): Pick<HeatBins, 'order' | 'offsets' | 'cellStart' | 'cellLocal' | 'blockStart'> {
  const blockCount = pointStart.length - 1;
  const count = pointStart[blockCount]!;
  const order = new Uint32Array(count);
  const offsets = new Uint16Array(count);
  const blockStart = new Uint32Array(blockCount + 1);
  const next = new Uint32Array(BLOCK_CELLS + 1);
  let cells = 0;
  for (let slot = 0; slot < blockCount; slot++) {
    blockStart[slot] = cells;
    const from = pointStart[slot]!;
    const to = pointStart[slot + 1]!;
    if (to - from <= FEW_POINTS) {
      sortFew(sorted, from, to);
      let last = -1;
      for (let at = from; at < to; at++) {
        const place = sorted[2 * at + 1]!;
        order[at] = sorted[2 * at]!;
        offsets[at] = place;
        if (place >>> 16 === last) continue;
        last = place >>> 16;
        placed[2 * cells] = at;
        placed[2 * cells++ + 1] = last;
      }
      continue;
    }
    next.fill(0);
    for (let at = from; at < to; at++) next[(sorted[2 * at + 1]! >>> 16) + 1]!++;
    next[0] = from;
    for (let local = 0; local < BLOCK_CELLS; local++) {
      const points = next[local + 1]!;
      if (points > 0) {
        placed[2 * cells] = next[local]!;
        placed[2 * cells++ + 1] = local;
      }
      next[local + 1] = next[local]! + points;
    }
    for (let at = from; at < to; at++) {
      const place = sorted[2 * at + 1]!;
      const position = next[place >>> 16]!++;
      order[position] = sorted[2 * at]!;
      offsets[position] = place;
    }
  }
  blockStart[blockCount] = cells;
  const cellStart = new Uint32Array(cells + 1);
  const cellLocal = new Uint16Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    cellStart[cell] = placed[2 * cell]!;
    cellLocal[cell] = placed[2 * cell + 1]!;
  }
  cellStart[cells] = count;
  return { order, offsets, cellStart, cellLocal, blockStart };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Sorts a range of points by cell in place, keeping the order of rows within a cell. */
function sortFew(sorted: Int32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const row = sorted[2 * at]!;
    const place = sorted[2 * at + 1]!;
    const local = place >>> 16;
    let hole = at;
    for (; hole > from && sorted[2 * hole - 1]! >>> 16 > local; hole--) {
      sorted[2 * hole] = sorted[2 * hole - 2]!;
      sorted[2 * hole + 1] = sorted[2 * hole - 1]!;
    }
    sorted[2 * hole] = row;
    sorted[2 * hole + 1] = place;
  }
}

const NEAR_BITS = 5;
const NEAR_MASK = (1 << NEAR_BITS) - 1;

/** Block coordinates → dense slot: open addressing over typed arrays behind a small direct table. */
export class BlockTable {
  count = 0;
  columns = new Int32Array(64);
  rows = new Int32Array(64);
  private table = new Int32Array(256).fill(-1);
  /** Slot by the low bits of column and row: right for all of a district, checked for anything larger. */
  private readonly near = new Int32Array(1 << (2 * NEAR_BITS));

  /** The block's slot, made if it is new. */
  slotOf(column: number, row: number): number {
    const nearby = ((row & NEAR_MASK) << NEAR_BITS) | (column & NEAR_MASK);
    const near = this.near[nearby]!;
    if (this.columns[near] === column && this.rows[near] === row && near < this.count) return near;
    const place = this.place(column, row);
    let slot = this.table[place]!;
    if (slot < 0) {
      slot = this.count++;
      if (slot === this.columns.length) this.grow();
      this.columns[slot] = column;
      this.rows[slot] = row;
      this.table[this.place(column, row)] = slot;
    }
    this.near[nearby] = slot;
    return slot;
  }

  /** The block's slot, or -1. */
  find(column: number, row: number): number {
    return this.table[this.place(column, row)]!;
  }

  private place(column: number, row: number): number {
    const mask = this.table.length - 1;
    let place = (Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) >>> 7;
    for (place &= mask; ; place = (place + 1) & mask) {
      const slot = this.table[place]!;
      if (slot < 0 || (this.columns[slot] === column && this.rows[slot] === row)) return place;
    }
  }

  private grow(): void {
    const columns = new Int32Array(this.columns.length * 2);
    columns.set(this.columns);
    const rows = new Int32Array(columns.length);
    rows.set(this.rows);
    this.columns = columns;
    this.rows = rows;
    this.table = new Int32Array(columns.length * 4).fill(-1);
    for (let slot = 0; slot < this.count - 1; slot++) this.table[this.place(columns[slot]!, rows[slot]!)] = slot;
  }
}
