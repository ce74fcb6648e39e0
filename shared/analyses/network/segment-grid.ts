import { METERS_PER_DEGREE } from '../../geo/haversine-meters.ts';

/**
 * A uniform grid over the segments of many lines. A segment is named by its first vertex. Cells are squares of `cellMeters` on a plane that
 * shortens east–west distances to those of the latitude farthest from the equator, so that cell distances never exceed true ones.
 */
export interface SegmentGrid {
  west: number;
  south: number;
  cellLon: number;
  cellLat: number;
  cellMeters: number;
  columns: number;
  rows: number;
  /** Segments that touch cell c: `cellStart[c] … cellStart[c + 1] − 1` of `cellSegment`. */
  cellStart: Uint32Array<ArrayBuffer>;
  cellSegment: Uint32Array<ArrayBuffer>;
}

/** The point of a segment nearest to a position. */
export interface NearestPoint {
  /** First vertex of the segment. */
  vertex: number;
  /** 0 at the first vertex, 1 at the second. */
  share: number;
  meters: number;
}

const MOST_CELLS = 2 ** 22;

/** Lines as in `RoadColumns`: vertices of line r are `lineStart[r] … lineStart[r + 1] − 1`. */
export function buildSegmentGrid(lon: Float64Array, lat: Float64Array, lineStart: Uint32Array, wantedCellMeters = 120): SegmentGrid {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let vertex = 0; vertex < lon.length; vertex++) {
    west = Math.min(west, lon[vertex]!);
    east = Math.max(east, lon[vertex]!);
    south = Math.min(south, lat[vertex]!);
    north = Math.max(north, lat[vertex]!);
  }
  if (lon.length === 0) [west, south, east, north] = [0, 0, 0, 0];
  const cosine = Math.max(0.01, Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180));
  const widthMeters = (east - west) * METERS_PER_DEGREE * cosine;
  const heightMeters = (north - south) * METERS_PER_DEGREE;
  let cellMeters = wantedCellMeters;
  while ((widthMeters / cellMeters + 1) * (heightMeters / cellMeters + 1) > MOST_CELLS) cellMeters *= 1.5;
  const columns = Math.floor(widthMeters / cellMeters) + 1;
  const rows = Math.floor(heightMeters / cellMeters) + 1;
  const grid: SegmentGrid = {
    west,
    south,
    cellLon: cellMeters / (METERS_PER_DEGREE * cosine),
    cellLat: cellMeters / METERS_PER_DEGREE,
    cellMeters,
    columns,
    rows,
    cellStart: new Uint32Array(columns * rows + 1),
    cellSegment: new Uint32Array(0),
  };
  const counts = new Uint32Array(columns * rows);
  const visit = (place: (cell: number, vertex: number) => void): void => {
    for (let line = 0; line + 1 < lineStart.length; line++) {
      for (let vertex = lineStart[line]!; vertex + 1 < lineStart[line + 1]!; vertex++) visitCells(grid, lon, lat, vertex, place);
    }
  };
  visit((cell) => counts[cell]!++);
  for (let cell = 0; cell < counts.length; cell++) grid.cellStart[cell + 1] = grid.cellStart[cell]! + counts[cell]!;
  grid.cellSegment = new Uint32Array(grid.cellStart[counts.length]!);
  counts.set(grid.cellStart.subarray(0, counts.length));
  visit((cell, vertex) => {
    grid.cellSegment[counts[cell]!++] = vertex;
  });
  return grid;
}

/** The nearest point within the limit on a segment that is accepted; null when there is none. Of equally near ones the lower vertex. */
export function nearestOnSegments(
  grid: SegmentGrid,
  lon: Float64Array,
  lat: Float64Array,
  at: { lon: number; lat: number },
  limitMeters: number,
  accept: (vertex: number) => boolean,
): NearestPoint | null {
  const column = Math.floor((at.lon - grid.west) / grid.cellLon);
  const row = Math.floor((at.lat - grid.south) / grid.cellLat);
  const insideX = ((at.lon - grid.west) / grid.cellLon - column) * grid.cellMeters;
  const insideY = ((at.lat - grid.south) / grid.cellLat - row) * grid.cellMeters;
  const margin = Math.min(insideX, grid.cellMeters - insideX, insideY, grid.cellMeters - insideY);
  const metersPerLon = METERS_PER_DEGREE * Math.cos((at.lat * Math.PI) / 180);
  let best: NearestPoint | null = null;
  let bestSquare = limitMeters * limitMeters;
  const tryCell = (x: number, y: number): void => {
    const cell = y * grid.columns + x;
    for (let entry = grid.cellStart[cell]!; entry < grid.cellStart[cell + 1]!; entry++) {
      const vertex = grid.cellSegment[entry]!;
      const ax = (lon[vertex]! - at.lon) * metersPerLon;
      const ay = (lat[vertex]! - at.lat) * METERS_PER_DEGREE;
      const dx = (lon[vertex + 1]! - lon[vertex]!) * metersPerLon;
      const dy = (lat[vertex + 1]! - lat[vertex]!) * METERS_PER_DEGREE;
      const length = dx * dx + dy * dy;
      const share = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
      const square = (ax + share * dx) ** 2 + (ay + share * dy) ** 2;
      if (square > bestSquare || (best !== null && square === bestSquare && vertex >= best.vertex)) continue;
      if (!accept(vertex)) continue;
      bestSquare = square;
      best = { vertex, share, meters: Math.sqrt(square) };
    }
  };
  const farthest = Math.max(column, grid.columns - 1 - column, row, grid.rows - 1 - row, 0);
  for (let ring = 0; ring <= farthest; ring++) {
    // Cells of this ring are at least this far away.
    const nearest = ring === 0 ? 0 : (ring - 1) * grid.cellMeters + margin;
    if (nearest * nearest > bestSquare) break;
    const top = Math.min(grid.rows - 1, row + ring);
    for (let y = Math.max(0, row - ring); y <= top; y++) {
      const whole = y === row - ring || y === row + ring;
      if (whole) {
        const right = Math.min(grid.columns - 1, column + ring);
        for (let x = Math.max(0, column - ring); x <= right; x++) tryCell(x, y);
      } else {
        if (column - ring >= 0 && column - ring < grid.columns) tryCell(column - ring, y);
        if (column + ring >= 0 && column + ring < grid.columns) tryCell(column + ring, y);
      }
    }
  }
  return best;
}

/** Every cell whose square the segment's box and line may touch: all cells of the box where it is small, row by row where it is not. */
function visitCells(
  grid: SegmentGrid,
  lon: Float64Array,
  lat: Float64Array,
  vertex: number,
  place: (cell: number, vertex: number) => void,
): void {
  const ax = (lon[vertex]! - grid.west) / grid.cellLon;
  const ay = (lat[vertex]! - grid.south) / grid.cellLat;
  const bx = (lon[vertex + 1]! - grid.west) / grid.cellLon;
  const by = (lat[vertex + 1]! - grid.south) / grid.cellLat;
  const bottom = clamp(Math.floor(Math.min(ay, by)), grid.rows);
  const top = clamp(Math.floor(Math.max(ay, by)), grid.rows);
  const slope = (bx - ax) / (by - ay);
  for (let row = bottom; row <= top; row++) {
    let [from, to] = [Math.min(ax, bx), Math.max(ax, bx)];
    if (bottom !== top) {
      const x1 = ax + (Math.max(row, Math.min(ay, by)) - ay) * slope;
      const x2 = ax + (Math.min(row + 1, Math.max(ay, by)) - ay) * slope;
      [from, to] = [Math.max(from, Math.min(x1, x2) - 1e-9), Math.min(to, Math.max(x1, x2) + 1e-9)];
    }
    const right = clamp(Math.floor(to), grid.columns);
    for (let column = clamp(Math.floor(from), grid.columns); column <= right; column++) place(row * grid.columns + column, vertex);
  }
}

const clamp = (cell: number, count: number): number => Math.min(count - 1, Math.max(0, cell));

/** Visits segments whose cells touch a box, in degrees; one in several cells is visited several times. */
export function forSegmentsInBox(
  grid: SegmentGrid,
  { west, south, east, north }: { west: number; south: number; east: number; north: number },
  visit: (vertex: number) => void,
): void {
  const top = clamp(Math.floor((north - grid.south) / grid.cellLat), grid.rows);
  const right = clamp(Math.floor((east - grid.west) / grid.cellLon), grid.columns);
  for (let row = clamp(Math.floor((south - grid.south) / grid.cellLat), grid.rows); row <= top; row++) {
    for (let column = clamp(Math.floor((west - grid.west) / grid.cellLon), grid.columns); column <= right; column++) {
      const cell = row * grid.columns + column;
      for (let entry = grid.cellStart[cell]!; entry < grid.cellStart[cell + 1]!; entry++) visit(grid.cellSegment[entry]!);
    }
  }
}
