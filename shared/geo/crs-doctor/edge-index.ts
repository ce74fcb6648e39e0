import { buildCellGrid, type CellGrid } from './cell-grid.ts';
import { type LocalFrame, toLocal } from './local-frame.ts';
import type { ShapeColumns } from './shape-columns.ts';

/** The edges of lines or polygons, found by place. */
export interface EdgeIndex {
  /** ax, ay, bx, by in metres of the frame. */
  readonly edges: Float64Array;
  readonly grid: CellGrid;
}

const cellMeters = 50;
/** Longer edges are cut: the box of a slanting one would touch many cells. */
const longestEdgeMeters = 100;

export function indexEdges({ coordinates, pathEnds }: ShapeColumns, frame: LocalFrame): EdgeIndex {
  const points = toLocal(frame, coordinates);
  let pieces = 0;
  const eachEdge = (visit: (from: number, parts: number) => void): void => {
    let start = 0;
    for (const end of pathEnds) {
      for (let vertex = start; vertex + 1 < end; vertex++) {
        const from = vertex * 2;
        const length = Math.hypot(points[from + 2]! - points[from]!, points[from + 3]! - points[from + 1]!);
        visit(from, Math.max(1, Math.ceil(length / longestEdgeMeters)));
      }
      start = end;
    }
  };
  eachEdge((_from, parts) => {
    pieces += parts;
  });
  const edges = new Float64Array(pieces * 4);
  const boxes = new Float64Array(pieces * 4);
  let at = 0;
  eachEdge((from, parts) => {
    const stepX = (points[from + 2]! - points[from]!) / parts;
    const stepY = (points[from + 3]! - points[from + 1]!) / parts;
    for (let part = 0; part < parts; part++, at += 4) {
      const ax = points[from]! + stepX * part;
      const ay = points[from + 1]! + stepY * part;
      edges.set([ax, ay, ax + stepX, ay + stepY], at);
      boxes.set([Math.min(ax, ax + stepX), Math.min(ay, ay + stepY), Math.max(ax, ax + stepX), Math.max(ay, ay + stepY)], at);
    }
  });
  return { edges, grid: buildCellGrid(boxes, cellMeters) };
}

/** Metres from a position to the nearest edge; `limitMeters` when none is nearer. */
export function nearestEdgeMeters({ edges, grid }: EdgeIndex, x: number, y: number, limitMeters: number): number {
  const { west, south, columns, rows, starts, items } = grid;
  const side = grid.cellMeters;
  const column = Math.floor((x - west) / side);
  const row = Math.floor((y - south) / side);
  let best = limitMeters * limitMeters;
  const lookIn = (cell: number): void => {
    for (let place = starts[cell]!; place < starts[cell + 1]!; place++) {
      const at = items[place]! * 4;
      const ax = edges[at]!;
      const ay = edges[at + 1]!;
      const dx = edges[at + 2]! - ax;
      const dy = edges[at + 3]! - ay;
      const square = dx * dx + dy * dy;
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
      const offX = x - ax - along * dx;
      const offY = y - ay - along * dy;
      best = Math.min(best, offX * offX + offY * offY);
    }
  };
  // Rings of cells outward, until no farther cell can hold anything nearer.
  for (let ring = 0; ring === 0 || (ring - 1) * side < Math.sqrt(best); ring++) {
    const firstRow = Math.max(0, row - ring);
    const lastRow = Math.min(rows - 1, row + ring);
    for (let r = firstRow; r <= lastRow; r++) {
      const whole = Math.abs(r - row) === ring;
      const step = whole || ring === 0 ? 1 : 2 * ring;
      for (let c = column - ring; c <= column + ring; c += step) if (c >= 0 && c < columns) lookIn(r * columns + c);
    }
  }
  return Math.sqrt(best);
}
