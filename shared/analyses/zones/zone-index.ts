import { type EdgeBands, edgesOf, isInsideBand, makeEdgeBands, type ZonePolygons } from './edge-bands.ts';

/** Cells along each side of the raster: boundary cells are then a few per cent of all. */
const DEFAULT_SIDE = 1024;
/** Nothing lies in the cell; a cell ≥ 0 lies wholly in that zone; below, list −2 − value. */
const EMPTY = -1;
const MARGIN = 1e-6;

/**
 * Zones on a raster: most cells lie wholly in one zone or none, the others list the zones whose border passes through. Where zones overlap the one
 * that comes first counts.
 */
export interface ZoneIndex {
  zoneCount: number;
  west: number;
  south: number;
  cellWidth: number;
  cellHeight: number;
  side: number;
  cells: Int32Array<ArrayBuffer>;
  /** Zones of list l in their order: listStart[l] … listStart[l + 1] − 1; a zone that covers the whole cell is written as −1 − zone and ends the list. */
  listStart: Uint32Array<ArrayBuffer>;
  listZone: Int32Array<ArrayBuffer>;
  bands: EdgeBands[];
}

/** Puts zones on a raster, in time proportional to their borders and the raster. @param zones longitude and latitude (or any plane) */
export function indexZones(zones: readonly ZonePolygons[], side = DEFAULT_SIDE): ZoneIndex {
  const edges = zones.map(edgesOf);
  const box = boundsOf(edges);
  const cellWidth = (box.east - box.west) / side || 1;
  const cellHeight = (box.north - box.south) / side || 1;
  const cells = new Int32Array(side * side).fill(EMPTY);
  const bands = edges.map((of) => makeEdgeBands(of, box.south, cellHeight));
  const noted = new PairList();
  const mixed = new Uint8Array(side * side);
  const touched = new Uint8Array(side + 1);
  const note = (cell: number, value: number): void => {
    mixed[cell] = 1;
    noted.push(cell, value);
  };
  bands.forEach((band, zone) => {
    for (let row = Math.max(0, band.first); row < Math.min(side, band.first + band.start.length - 1); row++) {
      const { from, to } = markTouched(band, row, box.west, cellWidth, side, touched);
      const middle = box.south + (row + 0.5) * cellHeight;
      let covered = false;
      for (let column = from; column <= to; column++) {
        const cell = row * side + column;
        if (touched[column] === 1) {
          // A cell that belongs to an earlier zone stays with it.
          if (cells[cell] === EMPTY) note(cell, zone);
        } else {
          // No border passes through a run of untouched cells: one test for all of it.
          if (column === from || touched[column - 1] === 1) {
            covered = isInsideBand(band, row - band.first, box.west + (column + 0.5) * cellWidth, middle);
          }
          if (covered && cells[cell] === EMPTY) {
            if (mixed[cell] === 1) note(cell, -1 - zone);
            else cells[cell] = zone;
          }
        }
      }
      touched.fill(0, from, to + 1);
    }
  });
  return { zoneCount: zones.length, west: box.west, south: box.south, cellWidth, cellHeight, side, cells, bands, ...noted.toLists(cells) };
}

/** Zone of every point, −1 for none or without a position. */
export function assignZones(index: ZoneIndex, lon: Float64Array, lat: Float64Array): Int32Array<ArrayBuffer> {
  const { west, south, side, cells } = index;
  const perWidth = 1 / index.cellWidth;
  const perHeight = 1 / index.cellHeight;
  const zoneOf = new Int32Array(lon.length);
  for (let point = 0; point < lon.length; point++) {
    const across = (lon[point]! - west) * perWidth;
    const down = (lat[point]! - south) * perHeight;
    // Also false for NaN. The eastern and northern rim lies on the last cell.
    if (!(across >= 0 && down >= 0 && across <= side && down <= side)) {
      zoneOf[point] = -1;
      continue;
    }
    const row = Math.min(side - 1, Math.floor(down));
    const value = cells[row * side + Math.min(side - 1, Math.floor(across))]!;
    zoneOf[point] = value >= EMPTY ? value : firstOfList(index, -2 - value, row, lon[point]!, lat[point]!);
  }
  return zoneOf;
}

/** Points (or their weights) by zone. @param mask 1 for points that count, null for all @param weights null for 1 each */
export function sumByZone(
  zoneOf: Int32Array,
  zoneCount: number,
  weights: ArrayLike<number> | null,
  mask: Uint8Array | null,
): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(zoneCount);
  for (let point = 0; point < zoneOf.length; point++) {
    const zone = zoneOf[point]!;
    if (zone >= 0 && (mask === null || mask[point] !== 0)) sums[zone]! += weights === null ? 1 : weights[point]!;
  }
  return sums;
}

function firstOfList(index: ZoneIndex, list: number, row: number, x: number, y: number): number {
  const end = index.listStart[list + 1]!;
  for (let at = index.listStart[list]!; at < end; at++) {
    const zone = index.listZone[at]!;
    if (zone < 0) return -1 - zone;
    const bands = index.bands[zone]!;
    if (isInsideBand(bands, row - bands.first, x, y)) return zone;
  }
  return -1;
}

function boundsOf(zones: Float64Array[]): { west: number; south: number; east: number; north: number } {
  const box = {
    west: Number.POSITIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
  };
  for (const edges of zones) {
    for (let at = 0; at < edges.length; at += 2) {
      box.west = Math.min(box.west, edges[at]!);
      box.east = Math.max(box.east, edges[at]!);
      box.south = Math.min(box.south, edges[at + 1]!);
      box.north = Math.max(box.north, edges[at + 1]!);
    }
  }
  return box.west <= box.east ? box : { west: 0, south: 0, east: 0, north: 0 };
}

/** Marks the columns of a row that edges pass through and returns the range of columns that may hold the zone. */
function markTouched(
  { origin, height, first, start, edges }: EdgeBands,
  row: number,
  west: number,
  cellWidth: number,
  side: number,
  touched: Uint8Array,
): { from: number; to: number } {
  const bottom = origin + (row - MARGIN) * height;
  const top = origin + (row + 1 + MARGIN) * height;
  let from = side;
  let to = -1;
  for (let at = start[row - first]! * 4; at < start[row - first + 1]! * 4; at += 4) {
    const [x1, y1, x2, y2] = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!];
    const slope = y2 > y1 ? (x2 - x1) / (y2 - y1) : 0;
    const lower = y1 < bottom && y2 > y1 ? x1 + slope * (bottom - y1) : x1;
    const upper = y2 > top && y2 > y1 ? x1 + slope * (top - y1) : x2;
    const first = Math.max(0, Math.floor((Math.min(lower, upper) - west) / cellWidth - MARGIN));
    const last = Math.min(side - 1, Math.floor((Math.max(lower, upper) - west) / cellWidth + MARGIN));
    touched.fill(1, first, last + 1);
    from = Math.min(from, first);
    to = Math.max(to, last);
  }
  return { from, to };
}

/** A growing list of (cell, value) in the order of the zones. */
class PairList {
  private pairs = new Int32Array(4096);
  private filled = 0;

  push(cell: number, value: number): void {
    if (this.filled === this.pairs.length) {
      const grown = new Int32Array(this.pairs.length * 2);
      grown.set(this.pairs);
      this.pairs = grown;
    }
    this.pairs[this.filled++] = cell;
    this.pairs[this.filled++] = value;
  }

  /** Lists by cell, values in the order they came; the cells get the number of their list. */
  toLists(cells: Int32Array): Pick<ZoneIndex, 'listStart' | 'listZone'> {
    const counts: number[] = [];
    for (let at = 0; at < this.filled; at += 2) {
      const cell = this.pairs[at]!;
      if (cells[cell]! === EMPTY) cells[cell] = -2 - (counts.push(0) - 1);
      counts[-2 - cells[cell]!]!++;
    }
    const listStart = new Uint32Array(counts.length + 1);
    counts.forEach((count, list) => {
      listStart[list + 1] = listStart[list]! + count;
    });
    const next = listStart.slice(0, counts.length);
    const listZone = new Int32Array(this.filled >> 1);
    for (let at = 0; at < this.filled; at += 2) listZone[next[-2 - cells[this.pairs[at]!]!]!++] = this.pairs[at + 1]!;
    return { listStart, listZone };
  }
}
