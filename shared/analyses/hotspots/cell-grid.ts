import type { Position } from 'geojson';
import { done, failed, type Result } from '../../model/failure.ts';
import { type MetricPlane, positionOnPlane, projectToPlane } from '../metric-plane.ts';

export const cellShapes = ['hexagon', 'square'] as const;
export type CellShape = (typeof cellShapes)[number];

/** More cells than this are refused: at 16 bytes of working memory each a result stays under 100 MB. */
export const MAX_CELLS = 4_000_000;
const ROW_SPACING = Math.sqrt(3) / 2;

/**
 * Cells of one size over a region, row by row from the north-west, anchored to the world: cell (0, 0) of the plane touches 180° W, so the same
 * ground lies in the same cell whatever the region. `cellMeters` is the side of a square, and for hexagons (pointed to the north, odd world
 * rows half a cell to the east) the distance between neighbouring centres.
 */
export interface CellGrid {
  shape: CellShape;
  cellMeters: number;
  plane: MetricPlane;
  /** World column and row of the first cell. */
  firstColumn: number;
  firstRow: number;
  columns: number;
  rows: number;
  /** 1 for cells of the region. */
  inside: Uint8Array<ArrayBuffer>;
}

export interface CellGridOptions {
  plane: MetricPlane;
  shape: CellShape;
  cellMeters: number;
  /** Degrees WGS84. */
  bounds: { west: number; south: number; east: number; north: number };
  /** Polygons of the district (even–odd); null for all cells of the bounds. */
  district: readonly Position[][][] | null;
}

/**
 * A grid over the bounds, its cells restricted to those whose centre lies in the district. `keepCellsOf` adds border cells that hold points.
 * Fails with `tooManyCells` where the cells are too small for the bounds.
 */
export function makeCellGrid({ plane, shape, cellMeters, bounds, district }: CellGridOptions): Result<CellGrid> {
  if (!(cellMeters > 0)) throw new RangeError(`cell size must be positive: ${cellMeters}`);
  const corners = projectToPlane(plane, Float64Array.of(bounds.west, bounds.east), Float64Array.of(bounds.north, bounds.south));
  const height = rowSpacing(shape, cellMeters);
  const firstColumn = Math.floor(corners.x[0]! / cellMeters) - 1;
  const firstRow = Math.floor(corners.y[0]! / height) - 1;
  const columns = Math.floor(corners.x[1]! / cellMeters) + 2 - firstColumn;
  const rows = Math.floor(corners.y[1]! / height) + 2 - firstRow;
  if (!(columns * rows <= MAX_CELLS)) return failed('tooManyCells', { cells: columns * rows, limit: MAX_CELLS });
  const grid: CellGrid = { shape, cellMeters, plane, firstColumn, firstRow, columns, rows, inside: new Uint8Array(columns * rows) };
  if (district === null) grid.inside.fill(1);
  else markCentersInside(grid, district);
  return done(grid);
}

/** Cell of every point; −1 outside the grid or without a position. */
export function locateCells(grid: CellGrid, lon: Float64Array, lat: Float64Array): Int32Array<ArrayBuffer> {
  const { x, y } = projectToPlane(grid.plane, lon, lat);
  const { columns, rows, firstColumn, firstRow, cellMeters } = grid;
  const height = rowSpacing(grid.shape, cellMeters);
  const cells = new Int32Array(lon.length);
  const hexagons = grid.shape === 'hexagon';
  for (let at = 0; at < cells.length; at++) {
    const across = x[at]! / cellMeters;
    const down = y[at]! / height;
    let row = Math.floor(down);
    let column: number;
    if (hexagons) {
      // The nearest centre is in the row above or below.
      const upper = Math.round(across - (row & 1) / 2);
      const lower = Math.round(across - ((row + 1) & 1) / 2);
      const upperX = across - (row & 1) / 2 - upper;
      const lowerX = across - ((row + 1) & 1) / 2 - lower;
      const upperY = (down - row) * ROW_SPACING;
      const lowerY = (row + 1 - down) * ROW_SPACING;
      const isUpper = upperX * upperX + upperY * upperY <= lowerX * lowerX + lowerY * lowerY;
      column = isUpper ? upper : lower;
      if (!isUpper) row++;
    } else column = Math.floor(across);
    column -= firstColumn;
    row -= firstRow;
    cells[at] = column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
  }
  return cells;
}

/** Adds the cells in which the given points lie, as border cells of a district whose centre lies outside. @param mask null for all */
export function keepCellsOf(grid: CellGrid, cells: Int32Array, mask: Uint8Array | null): void {
  for (let at = 0; at < cells.length; at++) if (cells[at]! >= 0 && (mask === null || mask[at] !== 0)) grid.inside[cells[at]!] = 1;
}

/** Centre of a cell in metres on the plane. */
export function cellCenter(grid: CellGrid, cell: number): [x: number, y: number] {
  const row = grid.firstRow + Math.floor(cell / grid.columns);
  const column = grid.firstColumn + (cell % grid.columns);
  return grid.shape === 'hexagon'
    ? [(column + (row & 1) / 2) * grid.cellMeters, row * grid.cellMeters * ROW_SPACING]
    : [(column + 0.5) * grid.cellMeters, (row + 0.5) * grid.cellMeters];
}

/** Cells of the grid that touch a cell, at a side or a corner. */
export function neighbouringCells({ shape, columns, rows, firstRow }: CellGrid, cell: number): number[] {
  const row = Math.floor(cell / columns);
  const column = cell % columns;
  // Odd world rows of hexagons stand half a cell to the east.
  const odd = (firstRow + row) & 1;
  const besides = shape === 'hexagon' ? [odd - 1, odd] : [-1, 0, 1];
  const found: number[] = [];
  for (const down of [-1, 0, 1]) {
    for (const across of down === 0 ? [-1, 1] : besides) {
      const [x, y] = [column + across, row + down];
      if (x >= 0 && x < columns && y >= 0 && y < rows) found.push(y * columns + x);
    }
  }
  return found;
}

/** Closed ring of a cell in degrees, counter-clockwise, for drawing and export. */
export function cellRing(grid: CellGrid, cell: number): [lon: number, lat: number][] {
  const [x, y] = cellCenter(grid, cell);
  const half = grid.cellMeters / 2;
  const point = grid.cellMeters / Math.sqrt(3);
  const corners =
    grid.shape === 'hexagon'
      ? [
          [0, point],
          [half, point / 2],
          [half, -point / 2],
          [0, -point],
          [-half, -point / 2],
          [-half, point / 2],
        ]
      : [
          [-half, half],
          [half, half],
          [half, -half],
          [-half, -half],
        ];
  const ring = corners.map(([dx, dy]) => positionOnPlane(grid.plane, x + dx!, y + dy!));
  return [...ring, ring[0]!];
}

/** Area of a cell at the reference latitude, square metres. */
export function cellArea(shape: CellShape, cellMeters: number): number {
  return cellMeters * rowSpacing(shape, cellMeters);
}

export function rowSpacing(shape: CellShape, cellMeters: number): number {
  return shape === 'hexagon' ? cellMeters * ROW_SPACING : cellMeters;
}

/** Scan lines through the centres: a cell is inside where an odd number of district edges lies to its west (even–odd rule). */
function markCentersInside(grid: CellGrid, district: readonly Position[][][]): void {
  const crossings: number[][] = Array.from({ length: grid.rows }, () => []);
  const [, firstY] = cellCenter(grid, 0);
  const height = rowSpacing(grid.shape, grid.cellMeters);
  for (const ring of district.flat()) {
    const { x, y } = projectToPlane(
      grid.plane,
      Float64Array.from(ring, (position) => position[0]!),
      Float64Array.from(ring, (position) => position[1]!),
    );
    for (let at = 0, before = x.length - 1; at < x.length; before = at++) {
      const top = Math.min(y[at]!, y[before]!);
      const bottom = Math.max(y[at]!, y[before]!);
      const from = Math.max(0, Math.ceil((top - firstY) / height) - 1);
      const to = Math.min(grid.rows - 1, Math.floor((bottom - firstY) / height) + 1);
      for (let row = from; row <= to; row++) {
        const level = cellCenter(grid, row * grid.columns)[1];
        if (y[at]! > level === y[before]! > level) continue;
        crossings[row]!.push(x[before]! + ((level - y[before]!) / (y[at]! - y[before]!)) * (x[at]! - x[before]!));
      }
    }
  }
  for (let row = 0; row < grid.rows; row++) {
    const xs = Float64Array.from(crossings[row]!).sort();
    const [firstX] = cellCenter(grid, row * grid.columns);
    for (let pair = 0; pair + 1 < xs.length; pair += 2) {
      const from = Math.max(0, Math.ceil((xs[pair]! - firstX) / grid.cellMeters));
      const to = Math.min(grid.columns - 1, Math.ceil((xs[pair + 1]! - firstX) / grid.cellMeters) - 1);
      grid.inside.fill(1, row * grid.columns + from, row * grid.columns + Math.max(from, to + 1));
    }
  }
}
