import { type GroupTotals, groupTotals, HIDDEN, STRIDE } from './group-totals.ts';
import { firstAtOrAfter, ORDER_BITS, orderKey, type PointTileIndex } from './point-tile-index.ts';

/** Tile units along one side. */
export const TILE_EXTENT = 4096;

/** Part of a cell, in shares of its side from the north-west corner. */
export interface CellPart {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
}
const middle: CellPart = { x: [0.25, 0.75], y: [0.25, 0.75] };

export interface PointTileOptions {
  /** By row; 0 hides the point. Pass a new array when it changes: totals are kept per array, not per content. */
  mask: Uint8Array | null;
  /** By row, each below `groupCount`. Pass a new array when it changes. */
  groups: Uint8Array;
  /** 1 to 8. */
  groupCount: number;
  /** Cluster cells along one side of a tile: a power of two. */
  clusterCells: number;
  /** Where in its cell a cluster may stand: the middle half of each side unless told. */
  part?: CellPart;
  /** A tile with at most this many visible points shows each of them; others are clustered by cell. */
  maxPoints: number;
}

export interface PointTile {
  /** Points on their own: row in the columns the index was built from, position in tile units (extent 4096). */
  points: { indices: Uint32Array<ArrayBuffer>; x: Int16Array<ArrayBuffer>; y: Int16Array<ArrayBuffer> };
  /**
   * Cells with two points or more, at the mean of their points moved into `part` of the cell, so that the numbers of neighbours stay
   * apart. `groupCounts` has `groupCount` entries a cluster.
   */
  clusters: {
    x: Int16Array<ArrayBuffer>;
    y: Int16Array<ArrayBuffer>;
    count: Uint32Array<ArrayBuffer>;
    groupCounts: Uint32Array<ArrayBuffer>;
  };
  groupCount: number;
}

/**
 * The points of one tile, each counted in exactly one tile of a zoom (no buffer): single points when few, otherwise one
 * cluster a cell whose counts sum to the tile's visible points; a cell with one visible point stays a point.
 *
 * Cells are ranges of the Z-order; their counts come from running totals kept for the last mask and groups, so a tile costs
 * the same at every zoom once those are made (one pass over the points).
 */
export function readPointTile(index: PointTileIndex, z: number, x: number, y: number, options: PointTileOptions): PointTile {
  const { groupCount, clusterCells, part = middle, maxPoints } = options;
  const cellBits = Math.min(Math.log2(clusterCells), ORDER_BITS - z);
  if (!Number.isInteger(cellBits) || cellBits < 0) throw new RangeError(`no tile at zoom ${z} with ${clusterCells} cells a side`);
  const side = 2 ** z;
  if (x < 0 || y < 0 || x >= side || y >= side) return emptyTile(groupCount);
  const totals = groupTotals(index, options.mask, options.groups, groupCount);
  const key = orderKey(x, y);
  const from = firstAtOrAfter(index, z, key, 0, index.count);
  const to = firstAtOrAfter(index, z, key + 1, from, index.count);
  const sums = new Float64Array(2 + groupCount);
  const visible = sumRange(index, totals, from, to, sums);
  if (visible === 0) return emptyTile(groupCount);

  const positions = new Uint32Array(Math.min(visible, Math.max(maxPoints, 4 ** cellBits)));
  let points = 0;
  const means: number[] = [];
  const counts: number[] = [];
  const groupCounts: number[] = [];
  if (visible <= maxPoints) {
    points = collect(totals, from, to, positions, points);
  } else {
    const cellZoom = z + cellBits;
    const firstCell = key * 4 ** cellBits;
    let start = from;
    for (let cell = 0; cell < 4 ** cellBits && start < to; cell++) {
      const end = firstAtOrAfter(index, cellZoom, firstCell + cell + 1, start, to);
      const count = end > start ? sumRange(index, totals, start, end, sums) : 0;
      if (count === 1) points = collect(totals, start, end, positions, points);
      if (count > 1) {
        means.push(sums[0]! / count, sums[1]! / count);
        counts.push(count);
        for (let group = 0; group < groupCount; group++) groupCounts.push(sums[2 + group]!);
      }
      start = end;
    }
  }

  const units = (2 ** z * TILE_EXTENT) / 4_294_967_296;
  const toTile = (world: number, tile: number): number => Math.min(TILE_EXTENT - 1, Math.floor(world * units - tile * TILE_EXTENT));
  const cellSide = TILE_EXTENT / 2 ** cellBits;
  const toCluster = (world: number, tile: number, [from, to]: readonly [number, number]): number => {
    const at = toTile(world, tile);
    const cell = Math.floor(at / cellSide) * cellSide;
    return Math.min(cell + cellSide * to, Math.max(cell + cellSide * from, at));
  };
  const indices = new Uint32Array(points);
  const pointX = new Int16Array(points);
  const pointY = new Int16Array(points);
  for (let point = 0; point < points; point++) {
    const at = positions[point]!;
    indices[point] = index.order[at]!;
    pointX[point] = toTile(index.x[at]!, x);
    pointY[point] = toTile(index.y[at]!, y);
  }
  return {
    points: { indices, x: pointX, y: pointY },
    clusters: {
      x: Int16Array.from(counts, (_, cluster) => toCluster(means[2 * cluster]!, x, part.x)),
      y: Int16Array.from(counts, (_, cluster) => toCluster(means[2 * cluster + 1]!, y, part.y)),
      count: Uint32Array.from(counts),
      groupCounts: Uint32Array.from(groupCounts),
    },
    groupCount,
  };
}

/** Writes Σx, Σy and the count of each group of the visible points in a range to `sums`; returns how many there are. */
function sumRange(index: PointTileIndex, totals: GroupTotals, from: number, to: number, sums: Float64Array): number {
  const { groupCount, counts, sumX, sumY } = totals;
  sums.fill(0);
  const firstStride = Math.ceil(from / STRIDE);
  const lastStride = Math.floor(to / STRIDE);
  if (firstStride < lastStride) {
    sums[0] = sumX[lastStride]! - sumX[firstStride]!;
    sums[1] = sumY[lastStride]! - sumY[firstStride]!;
    for (let group = 0; group < groupCount; group++) {
      sums[2 + group] = counts[lastStride * groupCount + group]! - counts[firstStride * groupCount + group]!;
    }
    addPoints(index, totals, from, firstStride * STRIDE, sums);
    addPoints(index, totals, lastStride * STRIDE, to, sums);
  } else addPoints(index, totals, from, to, sums);
  let count = 0;
  for (let group = 0; group < groupCount; group++) count += sums[2 + group]!;
  return count;
}

function addPoints(index: PointTileIndex, totals: GroupTotals, from: number, to: number, sums: Float64Array): void {
  for (let at = from; at < to; at++) {
    const group = totals.groups[at]!;
    if (group === HIDDEN) continue;
    sums[0]! += index.x[at]!;
    sums[1]! += index.y[at]!;
    sums[2 + group]!++;
  }
}

/** Appends the positions of visible points in a range, passing over strides that have none. */
function collect(totals: GroupTotals, from: number, to: number, positions: Uint32Array, already: number): number {
  const { groups, groupCount, counts } = totals;
  let found = already;
  for (let at = from; at < to; ) {
    if (at % STRIDE === 0 && at + STRIDE <= to) {
      const stride = (at / STRIDE) * groupCount;
      let any = false;
      for (let group = 0; group < groupCount; group++) {
        if (counts[stride + groupCount + group] !== counts[stride + group]) any = true;
      }
      if (!any) {
        at += STRIDE;
        continue;
      }
    }
    if (groups[at] !== HIDDEN) positions[found++] = at;
    at++;
  }
  return found;
}

function emptyTile(groupCount: number): PointTile {
  return {
    points: { indices: new Uint32Array(0), x: new Int16Array(0), y: new Int16Array(0) },
    clusters: { x: new Int16Array(0), y: new Int16Array(0), count: new Uint32Array(0), groupCounts: new Uint32Array(0) },
    groupCount,
  };
}
