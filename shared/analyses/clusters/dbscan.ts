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
  const cores = findCores(cells, squared, minPoints);
  const { numberOf, clusterCount } = numberGroups(cells, cores, joinCores(cells, cores, squared));
  const labels = new Int32Array(x.length).fill(NOISE);
  const core = new Uint8Array(x.length);
  labelCores(cells, cores, numberOf, labels, core);
  labelBorders(cells, cores, numberOf, squared, labels);
  return { labels, core, clusterCount };
}

/**
 * Points by cell, occupied cells line by line. Positions are copied in that order: neighbours lie together in memory, and what lies near a cell is one
 * run of cells, and of points, in each of five lines.
 */
interface Cells {
  count: number;
  /** First point of each cell, one more entry at the end. */
  start: Uint32Array;
  /** Row of each point, ascending within a cell. */
  rows: Uint32Array;
  x: Float64Array;
  y: Float64Array;
  column: Int32Array;
  /** First cell of every line, two empty lines on both sides. */
  lineStart: Uint32Array;
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
  return { count, start: start.slice(0, count + 1), rows, x, y, column: cellColumn, lineStart };
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

/** Lines in which cells are near, the cell's own first: close points end a search sooner. */
const STEPS = [0, 1, 2, -1, -2] as const;
/** The first three lead to cells that come later. */
const LATER_STEPS = 3;
/** More than the squared distance of any two points two cells apart, in squared radii: (3/√2)² in each direction. */
const FARTHEST_SQUARED = 10;
/** Numbers that tell the runs of a cell. */
const RUNS = 2 * STEPS.length;

/** The core points, and the cells they lie in: few of many where points are sparse. */
interface Cores {
  /** 1 for core points, in the order of the cells. */
  flags: Uint8Array;
  /** Cells with core points, ascending. */
  count: number;
  cell: Uint32Array;
  /** How many of a cell's points are core points. */
  points: Uint32Array;
  /** Cells within two steps of a core cell, itself included: a first cell and an end for each of `STEPS`. */
  runs: Uint32Array;
  /** Number among the core cells of every cell, −1 for others. */
  indexOf: Int32Array;
}

/** Sweeps every line with a window of five columns on it and on the two lines on either side. */
function findCores(cells: Cells, squared: number, minPoints: number): Cores {
  const { start, column, lineStart } = cells;
  const cores: Cores = {
    flags: new Uint8Array(cells.rows.length),
    count: 0,
    cell: new Uint32Array(cells.count),
    points: new Uint32Array(cells.count),
    runs: new Uint32Array(cells.count * RUNS),
    indexOf: new Int32Array(cells.count).fill(-1),
  };
  const window = new Uint32Array(RUNS);
  const lineEnd = new Uint32Array(STEPS.length);
  for (let line = 2; line + 3 < lineStart.length; line++) {
    for (let step = 0; step < STEPS.length; step++) {
      window[2 * step] = window[2 * step + 1] = lineStart[line + STEPS[step]!]!;
      lineEnd[step] = lineStart[line + STEPS[step]! + 1]!;
    }
    for (let cell = lineStart[line]!; cell < lineStart[line + 1]!; cell++) {
      const west = column[cell]! - 2;
      const east = west + 4;
      let reachable = 0;
      for (let step = 0; step < STEPS.length; step++) {
        const end = lineEnd[step]!;
        let first = window[2 * step]!;
        let last = window[2 * step + 1]!;
        while (first < end && column[first]! < west) first++;
        if (last < first) last = first;
        while (last < end && column[last]! <= east) last++;
        window[2 * step] = first;
        window[2 * step + 1] = last;
        reachable += start[last]! - start[first]!;
      }
      if (reachable < minPoints) continue;
      const points = markCores(cells, cell, window, squared, minPoints, cores.flags);
      if (points === 0) continue;
      cores.cell[cores.count] = cell;
      cores.points[cores.count] = points;
      cores.runs.set(window, cores.count * RUNS);
      cores.indexOf[cell] = cores.count++;
    }
  }
  return cores;
}

/**
 * Flags the core points of a cell and counts them. Whether a point is in reach is a coin toss to the branch predictor, so the difference of squares is
 * scaled to −1 … 1 and rounded down: −1 for a point out of reach, 0 for a neighbour.
 */
function markCores({ start, x, y }: Cells, cell: number, runs: Uint32Array, squared: number, minPoints: number, flags: Uint8Array): number {
  const from = start[cell]!;
  const to = start[cell + 1]!;
  if (to - from >= minPoints) {
    flags.fill(1, from, to);
    return to - from;
  }
  const scale = 1 / (FARTHEST_SQUARED * squared);
  let marked = 0;
  for (let point = from; point < to; point++) {
    const px = x[point]!;
    const py = y[point]!;
    let neighbours = 0;
    for (let run = 0; run < RUNS && neighbours < minPoints; run += 2) {
      const first = start[runs[run]!]!;
      const end = start[runs[run + 1]!]!;
      neighbours += end - first;
      for (let other = first; other < end; other++) {
        const dx = x[other]! - px;
        const dy = y[other]! - py;
        neighbours += Math.floor((squared - (dx * dx + dy * dy)) * scale);
      }
    }
    if (neighbours < minPoints) continue;
    flags[point] = 1;
    marked++;
  }
  return marked;
}

/** Joins core cells whose core points are within reach: the core points of one cell are always one cluster. */
function joinCores(cells: Cells, cores: Cores, squared: number): UnionFind {
  const groups = new UnionFind(cores.count);
  const { cell, runs, indexOf } = cores;
  for (let index = 0; index < cores.count; index++) {
    for (let run = index * RUNS; run < index * RUNS + 2 * LATER_STEPS; run += 2) {
      for (let near = Math.max(runs[run]!, cell[index]! + 1); near < runs[run + 1]!; near++) {
        const other = indexOf[near]!;
        if (other < 0 || groups.find(index) === groups.find(other)) continue;
        if (areClose(cells, cores.flags, cell[index]!, near, squared)) groups.join(index, other);
      }
    }
  }
  return groups;
}

/** Whether a core point of one cell has one of the other within reach. */
function areClose({ start, x, y }: Cells, flags: Uint8Array, cell: number, other: number, squared: number): boolean {
  for (let one = start[cell]!; one < start[cell + 1]!; one++) {
    if (flags[one] === 0) continue;
    for (let two = start[other]!; two < start[other + 1]!; two++) {
      const dx = x[two]! - x[one]!;
      const dy = y[two]! - y[one]!;
      if (dx * dx + dy * dy <= squared && flags[two] === 1) return true;
    }
  }
  return false;
}

/** Clusters in their order: the cluster number of every core cell. */
function numberGroups({ start, rows }: Cells, cores: Cores, groups: UnionFind): { numberOf: Int32Array; clusterCount: number } {
  const sizes = new Uint32Array(cores.count);
  const firstRow = new Uint32Array(cores.count).fill(0xffff_ffff);
  for (let index = 0; index < cores.count; index++) {
    const root = groups.find(index);
    const cell = cores.cell[index]!;
    sizes[root]! += cores.points[index]!;
    for (let point = start[cell]!; point < start[cell + 1]!; point++) {
      if (cores.flags[point] === 1 && rows[point]! < firstRow[root]!) firstRow[root] = rows[point]!;
    }
  }
  const roots: number[] = [];
  for (let root = 0; root < cores.count; root++) if (sizes[root]! > 0) roots.push(root);
  roots.sort((a, b) => sizes[b]! - sizes[a]! || firstRow[a]! - firstRow[b]!);
  const numberOfRoot = new Int32Array(cores.count);
  roots.forEach((root, number) => {
    numberOfRoot[root] = number;
  });
  return {
    numberOf: Int32Array.from({ length: cores.count }, (_, index) => numberOfRoot[groups.find(index)]!),
    clusterCount: roots.length,
  };
}

function labelCores({ start, rows }: Cells, cores: Cores, numberOf: Int32Array, labels: Int32Array, core: Uint8Array): void {
  for (let index = 0; index < cores.count; index++) {
    const cell = cores.cell[index]!;
    for (let point = start[cell]!; point < start[cell + 1]!; point++) {
      if (cores.flags[point] === 0) continue;
      labels[rows[point]!] = numberOf[index]!;
      core[rows[point]!] = 1;
    }
  }
}

/** Gives the points that are not core points to the cluster of the nearest core point within reach. */
function labelBorders(cells: Cells, cores: Cores, numberOf: Int32Array, squared: number, labels: Int32Array): void {
  const { start, x, y, rows } = cells;
  const { flags, cell, points, runs, indexOf } = cores;
  const nearest = new Float64Array(rows.length).fill(squared);
  for (let index = 0; index < cores.count; index++) {
    const number = numberOf[index]!;
    const from = start[cell[index]!]!;
    const to = start[cell[index]! + 1]!;
    for (let run = index * RUNS; run < (index + 1) * RUNS; run += 2) {
      for (let near = runs[run]!; near < runs[run + 1]!; near++) {
        const other = indexOf[near]!;
        if (other >= 0 && points[other] === start[near + 1]! - start[near]!) continue;
        for (let border = start[near]!; border < start[near + 1]!; border++) {
          if (flags[border] === 1) continue;
          const row = rows[border]!;
          for (let point = from; point < to; point++) {
            const dx = x[point]! - x[border]!;
            const dy = y[point]! - y[border]!;
            const distance = dx * dx + dy * dy;
            if (distance > nearest[border]! || flags[point] === 0) continue;
            if (distance === nearest[border] && labels[row] !== NOISE && number >= labels[row]!) continue;
            nearest[border] = distance;
            labels[row] = number;
          }
        }
      }
    }
  }
}
