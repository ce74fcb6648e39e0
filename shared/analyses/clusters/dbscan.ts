import { UnionFind } from './union-find.ts';

export const NOISE = -1;

export interface DbscanOptions {
  /** Two points are neighbours at this distance or nearer, in the units of x and y (metres). */
  radiusMeters: number;
  /** A point with this many points in its neighbourhood, itself included, is a core point. */
  minPoints: number;
}

export interface DbscanResult {
  /** Cluster of every point, 0 the largest; −1 noise, or no position. */
  labels: Int32Array<ArrayBuffer>;
  /** 1 for core points. */
  core: Uint8Array<ArrayBuffer>;
  clusterCount: number;
}

/** A hair under 1/√2: all points of a cell are neighbours of each other whatever the rounding. */
const CELL_PER_RADIUS = Math.SQRT1_2 * (1 - 1e-9);

/**
 * DBSCAN (Ester et al. 1996) with the points in cells of radius/√2 (Gunawan 2013): a cell with `minPoints` points needs no distance at all, and core points
 * of two cells are joined by one close pair. Core points and noise are those of the definition whatever the order of the points. A border point, which
 * may be near several clusters, goes to that of its nearest core point; at equal distance to the larger cluster. Clusters are numbered by
 * falling number of core points, then by their first core point.
 * @param x @param y metres on a plane; points that are not finite are noise
 */
export function findClusters(x: Float64Array, y: Float64Array, { radiusMeters, minPoints }: DbscanOptions): DbscanResult {
  if (!(radiusMeters > 0)) throw new RangeError(`radius must be positive: ${radiusMeters}`);
  const cells = sortIntoCells(x, y, radiusMeters * CELL_PER_RADIUS);
  const squared = radiusMeters * radiusMeters;
  const cores = markCores(cells, squared, minPoints);
  const groups = joinCores(cells, cores, squared);
  return numberClusters(x.length, cells, cores, groups, squared);
}

/** Points by cell, with the occupied cells within two steps of each. Positions are copied in that order: neighbours lie together in memory. */
interface Cells {
  count: number;
  /** First point of each cell, one more entry at the end. */
  start: Uint32Array;
  /** Row of each point, ascending within a cell. */
  rows: Uint32Array;
  x: Float64Array;
  y: Float64Array;
  /** Occupied cells nearby, without the cell itself: those of cell c are nearStart[c] … nearStart[c + 1] − 1. */
  near: Uint32Array;
  nearStart: Uint32Array;
}

function sortIntoCells(allX: Float64Array, allY: Float64Array, side: number): Cells {
  const placed = placedRows(allX, allY);
  const columns = cellNumbers(allX, placed, side);
  const lines = cellNumbers(allY, placed, side);
  const points = placed.length;
  // By column, then stable by line, everything carried along: reading in order and writing to a few streams is kind to the caches.
  let places = placesByNumber(columns.numbers, columns.count);
  const byColumn = {
    rows: permute(placed, places, new Uint32Array(points)),
    column: permute(columns.numbers, places, new Uint32Array(points)),
    line: permute(lines.numbers, places, new Uint32Array(points)),
  };
  places = placesByNumber(byColumn.line, lines.count);
  const rows = permute(byColumn.rows, places, new Uint32Array(points));
  const column = permute(byColumn.column, places, new Uint32Array(points));
  const line = permute(byColumn.line, places, new Uint32Array(points));
  const x = new Float64Array(points);
  const y = new Float64Array(points);
  for (let at = 0; at < points; at++) {
    x[at] = allX[rows[at]!]!;
    y[at] = allY[rows[at]!]!;
  }

  const start = new Uint32Array(points + 1);
  const cellColumn = new Int32Array(points);
  // First cell of every line, two empty lines on both sides.
  const lineStart = new Uint32Array(lines.count + 5);
  let count = 0;
  let opened = 0;
  for (let at = 0; at < points; at++) {
    if (at > 0 && column[at] === column[at - 1] && line[at] === line[at - 1]) continue;
    while (opened <= line[at]! + 2) lineStart[opened++] = count;
    start[count] = at;
    cellColumn[count++] = column[at]!;
  }
  lineStart.fill(count, opened);
  start[count] = points;
  return { count, start: start.slice(0, count + 1), rows, x, y, ...nearCells(count, cellColumn, lineStart) };
}

/** Rows with a position, in their order. */
function placedRows(x: Float64Array, y: Float64Array): Uint32Array {
  const rows = new Uint32Array(x.length);
  let count = 0;
  for (let row = 0; row < x.length; row++) if (Number.isFinite(x[row]!) && Number.isFinite(y[row]!)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** More lines than this are renumbered, so that a stray in another country costs no memory. */
const MAX_LINES = 1 << 21;

/** Number of the cell along one axis, from 0; gaps of more than two cells may be shortened to three. */
function cellNumbers(values: Float64Array, rows: Uint32Array, side: number): { numbers: Uint32Array; count: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at]!]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const numbers = new Uint32Array(rows.length);
  const cells = Math.floor((high - low) / side) + 1;
  if (!(cells > MAX_LINES)) {
    for (let at = 0; at < rows.length; at++) numbers[at] = (values[rows[at]!]! - low) / side;
    return { numbers, count: rows.length === 0 ? 0 : cells };
  }
  const exact = Float64Array.from(rows, (row) => Math.floor((values[row]! - low) / side));
  const order = Uint32Array.from(rows.keys()).sort((a, b) => exact[a]! - exact[b]!);
  let number = 0;
  order.forEach((at, place) => {
    if (place > 0) number += Math.min(3, exact[at]! - exact[order[place - 1]!]!);
    numbers[at] = number;
  });
  return { numbers, count: number + 1 };
}

/** Where each entry goes when sorted by its number (counting sort, stable). */
function placesByNumber(numbers: Uint32Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (let at = 0; at < numbers.length; at++) next[numbers[at]! + 1]!++;
  for (let number = 0; number < count; number++) next[number + 1]! += next[number]!;
  const places = new Uint32Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) places[at] = next[numbers[at]!]!++;
  return places;
}

function permute(source: Uint32Array, places: Uint32Array, target: Uint32Array): Uint32Array {
  for (let at = 0; at < source.length; at++) target[places[at]!] = source[at]!;
  return target;
}

/** For every cell a sweep along its own line and the two lines on either side; its own line first, as close cells end a search sooner. */
function nearCells(count: number, column: Int32Array, lineStart: Uint32Array): Pick<Cells, 'near' | 'nearStart'> {
  const near = new Uint32Array(count * 24);
  const nearStart = new Uint32Array(count + 1);
  const cursors = new Uint32Array(5);
  let filled = 0;
  for (let line = 2; line + 3 < lineStart.length; line++) {
    for (let step = 0; step < 5; step++) cursors[step] = lineStart[line + STEPS[step]!]!;
    for (let cell = lineStart[line]!; cell < lineStart[line + 1]!; cell++) {
      nearStart[cell] = filled;
      const middle = column[cell]!;
      for (let step = 0; step < 5; step++) {
        const end = lineStart[line + STEPS[step]! + 1]!;
        let other = cursors[step]!;
        while (other < end && column[other]! < middle - 2) other++;
        cursors[step] = other;
        for (; other < end && column[other]! <= middle + 2; other++) if (other !== cell) near[filled++] = other;
      }
    }
  }
  nearStart[count] = filled;
  return { near, nearStart };
}

const STEPS = [0, -1, 1, -2, 2] as const;

interface Cores {
  /** 1 for core points, in the order of the cells. */
  flags: Uint8Array;
  /** Core points of each cell: most cells of a sparse region have none and are passed over. */
  inCell: Uint32Array;
}

function markCores(cells: Cells, squared: number, minPoints: number): Cores {
  const flags = new Uint8Array(cells.rows.length);
  const inCell = new Uint32Array(cells.count);
  const { start, near, nearStart, x, y } = cells;
  for (let cell = 0; cell < cells.count; cell++) {
    const from = start[cell]!;
    const to = start[cell + 1]!;
    if (to - from >= minPoints) {
      flags.fill(1, from, to);
      inCell[cell] = to - from;
      continue;
    }
    const nearFrom = nearStart[cell]!;
    const nearTo = nearStart[cell + 1]!;
    let reachable = to - from;
    for (let at = nearFrom; at < nearTo && reachable < minPoints; at++) reachable += start[near[at]! + 1]! - start[near[at]!]!;
    if (reachable < minPoints) continue;
    for (let point = from; point < to; point++) {
      let neighbours = to - from;
      const px = x[point]!;
      const py = y[point]!;
      for (let at = nearFrom; at < nearTo && neighbours < minPoints; at++) {
        const last = start[near[at]! + 1]!;
        for (let other = start[near[at]!]!; other < last; other++) {
          const dx = x[other]! - px;
          const dy = y[other]! - py;
          if (dx * dx + dy * dy <= squared) neighbours++;
        }
      }
      if (neighbours < minPoints) continue;
      flags[point] = 1;
      inCell[cell]!++;
    }
  }
  return { flags, inCell };
}

/** Joins cells whose core points are within reach: the core points of one cell are always one cluster. */
function joinCores(cells: Cells, { flags, inCell }: Cores, squared: number): UnionFind {
  const groups = new UnionFind(cells.count);
  const { start, near, nearStart, x, y } = cells;
  for (let cell = 0; cell < cells.count; cell++) {
    if (inCell[cell] === 0) continue;
    for (let at = nearStart[cell]!; at < nearStart[cell + 1]!; at++) {
      const other = near[at]!;
      if (other < cell || inCell[other] === 0 || groups.find(cell) === groups.find(other)) continue;
      pairs: for (let one = start[cell]!; one < start[cell + 1]!; one++) {
        if (flags[one] === 0) continue;
        for (let two = start[other]!; two < start[other + 1]!; two++) {
          if (flags[two] === 0) continue;
          const dx = x[two]! - x[one]!;
          const dy = y[two]! - y[one]!;
          if (dx * dx + dy * dy > squared) continue;
          groups.join(cell, other);
          break pairs;
        }
      }
    }
  }
  return groups;
}

function numberClusters(rowCount: number, cells: Cells, cores: Cores, groups: UnionFind, squared: number): DbscanResult {
  const { start, rows } = cells;
  const { numberOf, clusterCount } = rankGroups(cells, cores, groups);
  const labels = new Int32Array(rowCount).fill(NOISE);
  const core = new Uint8Array(rowCount);
  for (let cell = 0; cell < cells.count; cell++) {
    const from = start[cell]!;
    const to = start[cell + 1]!;
    for (let point = from; point < to; point++) {
      if (cores.flags[point] === 0) continue;
      labels[rows[point]!] = numberOf[cell]!;
      core[rows[point]!] = 1;
    }
    if (cores.inCell[cell] !== to - from) labelBorder(cells, cores, cell, squared, numberOf, labels);
  }
  return { labels, core, clusterCount };
}

/** Clusters in their order: the cluster number of every cell with core points. */
function rankGroups(cells: Cells, { flags, inCell }: Cores, groups: UnionFind): { numberOf: Int32Array; clusterCount: number } {
  const sizes = new Uint32Array(cells.count);
  const firstRow = new Uint32Array(cells.count).fill(0xffff_ffff);
  for (let cell = 0; cell < cells.count; cell++) {
    if (inCell[cell] === 0) continue;
    const root = groups.find(cell);
    sizes[root]! += inCell[cell]!;
    for (let point = cells.start[cell]!; point < cells.start[cell + 1]!; point++) {
      if (flags[point] === 1 && cells.rows[point]! < firstRow[root]!) firstRow[root] = cells.rows[point]!;
    }
  }
  const roots: number[] = [];
  for (let root = 0; root < cells.count; root++) if (sizes[root]! > 0) roots.push(root);
  roots.sort((a, b) => sizes[b]! - sizes[a]! || firstRow[a]! - firstRow[b]!);
  const numberOf = new Int32Array(cells.count);
  roots.forEach((root, number) => {
    numberOf[root] = number;
  });
  for (let cell = 0; cell < cells.count; cell++) if (inCell[cell]! > 0) numberOf[cell] = numberOf[groups.find(cell)]!;
  return { numberOf, clusterCount: roots.length };
}

/** Gives the points of a cell that are not core points to the cluster of the nearest core point within reach. */
function labelBorder(
  cells: Cells,
  { flags, inCell }: Cores,
  cell: number,
  squared: number,
  numberOf: Int32Array,
  labels: Int32Array,
): void {
  const { start, near, nearStart, x, y, rows } = cells;
  const nearFrom = nearStart[cell]!;
  const nearTo = nearStart[cell + 1]!;
  for (let point = start[cell]!; point < start[cell + 1]!; point++) {
    if (flags[point] === 1) continue;
    const px = x[point]!;
    const py = y[point]!;
    let nearest = squared;
    let label = NOISE;
    // The cell itself first, then those nearby.
    for (let at = nearFrom - 1; at < nearTo; at++) {
      const other = at < nearFrom ? cell : near[at]!;
      if (inCell[other] === 0) continue;
      const number = numberOf[other]!;
      for (let two = start[other]!; two < start[other + 1]!; two++) {
        if (flags[two] === 0) continue;
        const dx = x[two]! - px;
        const dy = y[two]! - py;
        const distance = dx * dx + dy * dy;
        if (distance > nearest || (distance === nearest && label !== NOISE && number >= label)) continue;
        nearest = distance;
        label = number;
      }
    }
    labels[rows[point]!] = label;
  }
}
