import { buildCellGrid, type CellGrid, cellAt } from './cell-grid.ts';
import { type LocalFrame, toLocal } from './local-frame.ts';
import type { ShapeColumns } from './shape-columns.ts';

/** Polygons found by place. */
export interface AreaIndex {
  readonly points: Float64Array;
  readonly pathEnds: Uint32Array;
  readonly shapeEnds: Uint32Array;
  readonly boxes: Float64Array;
  readonly grid: CellGrid;
}

export function indexAreas({ coordinates, pathEnds, shapeEnds }: ShapeColumns, frame: LocalFrame, cellMeters: number): AreaIndex {
  const points = toLocal(frame, coordinates);
  const boxes = new Float64Array(shapeEnds.length * 4);
  let vertex = 0;
  for (let shape = 0; shape < shapeEnds.length; shape++) {
    const lastVertex = pathEnds[shapeEnds[shape]! - 1]!;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (; vertex < lastVertex; vertex++) {
      const x = points[vertex * 2]!;
      const y = points[vertex * 2 + 1]!;
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    }
    boxes.set([west, south, east, north], shape * 4);
  }
  return { points, pathEnds, shapeEnds, boxes, grid: buildCellGrid(boxes, cellMeters) };
}

/** Whether a position lies in any of the polygons (even–odd, so holes count as outside). */
export function insideAreas(index: AreaIndex, x: number, y: number): boolean {
  const { points, pathEnds, shapeEnds, boxes, grid } = index;
  const cell = cellAt(grid, x, y);
  if (cell < 0) return false;
  for (let place = grid.starts[cell]!; place < grid.starts[cell + 1]!; place++) {
    const shape = grid.items[place]!;
    const box = shape * 4;
    if (x < boxes[box]! || y < boxes[box + 1]! || x > boxes[box + 2]! || y > boxes[box + 3]!) continue;
    let inside = false;
    for (let path = shape === 0 ? 0 : shapeEnds[shape - 1]!; path < shapeEnds[shape]!; path++) {
      const start = path === 0 ? 0 : pathEnds[path - 1]!;
      const end = pathEnds[path]!;
      for (let vertex = start, previous = end - 1; vertex < end; previous = vertex++) {
        const y1 = points[vertex * 2 + 1]!;
        const y2 = points[previous * 2 + 1]!;
        if (y1 > y === y2 > y) continue;
        const x1 = points[vertex * 2]!;
        if (x < ((points[previous * 2]! - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      }
    }
    if (inside) return true;
  }
  return false;
}
