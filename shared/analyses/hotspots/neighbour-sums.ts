import { type CellShape, rowSpacing } from './cell-grid.ts';

/**
 * Which cells count as neighbours, the cell itself always included: those that touch it (queen contiguity; six on hexagons), or those whose centre
 * lies within a radius.
 */
export type Neighbourhood = { kind: 'touching' } | { kind: 'within'; meters: number };

/** The part of a grid that sums over neighbours depend on. */
export interface CellLayout {
  shape: CellShape;
  cellMeters: number;
  firstRow: number;
  columns: number;
  rows: number;
}

/** Neighbours in one row: columns c + from … c + to of row r + dy, where `odd` world rows of hexagons differ from even ones. */
interface RowReach {
  dy: number;
  from: [even: number, odd: number];
  to: [even: number, odd: number];
}

/**
 * For every cell the sum of `values` over its neighbours and itself: a running sum along each row, then one difference for every row of the neighbourhood,
 * so the cost of a disc grows with its radius, not its area. Values of cells that do not take part must be 0.
 */
export function sumNeighbours(layout: CellLayout, values: Float64Array, neighbourhood: Neighbourhood): Float64Array<ArrayBuffer> {
  const { columns, rows } = layout;
  const reaches = reachOf(layout, neighbourhood);
  let pad = 1;
  for (const { from, to } of reaches) pad = Math.max(pad, -from[0], -from[1], to[0], to[1]);
  pad = Math.min(pad, columns);
  // running[pad + c] is the sum of the columns before c; constant on both margins, so no bounds need testing.
  const stride = columns + 1 + 2 * pad;
  const running = new Float64Array(stride * rows);
  for (let row = 0; row < rows; row++) {
    const base = row * stride + pad;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += values[row * columns + column]!;
      running[base + column + 1] = sum;
    }
    running.fill(sum, base + columns + 1, base + columns + 1 + pad);
  }
  const sums = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const odd = (layout.firstRow + row) & 1;
    const target = row * columns;
    for (const { dy, from, to } of reaches) {
      const source = row + dy;
      if (source < 0 || source >= rows) continue;
      const base = source * stride + pad;
      const upper = base + Math.min(pad, to[odd]!) + 1;
      const lower = base + Math.max(-pad, from[odd]!);
      for (let column = 0; column < columns; column++) sums[target + column]! += running[upper + column]! - running[lower + column]!;
    }
  }
  return sums;
}

function reachOf({ shape, cellMeters }: CellLayout, neighbourhood: Neighbourhood): RowReach[] {
  if (neighbourhood.kind === 'touching') {
    const same: RowReach = { dy: 0, from: [-1, -1], to: [1, 1] };
    return shape === 'hexagon'
      ? [{ dy: -1, from: [-1, 0], to: [0, 1] }, same, { dy: 1, from: [-1, 0], to: [0, 1] }]
      : [{ ...same, dy: -1 }, same, { ...same, dy: 1 }];
  }
  // A hair more than the radius: a centre exactly on it belongs to the disc whatever the rounding.
  const radius = (neighbourhood.meters / cellMeters) * (1 + 1e-12);
  const height = rowSpacing(shape, 1);
  const reaches: RowReach[] = [];
  for (let dy = -Math.floor(radius / height); dy * height <= radius; dy++) {
    const half = Math.sqrt(Math.max(0, radius * radius - dy * dy * height * height));
    // On hexagons a row at an odd distance is shifted by half a cell, to the east seen from an even row.
    const shift = shape === 'hexagon' && (dy & 1) === 1 ? 0.5 : 0;
    reaches.push({
      dy,
      from: [Math.ceil(-half - shift), Math.ceil(-half + shift)],
      to: [Math.floor(half - shift), Math.floor(half + shift)],
    });
  }
  return reaches.filter(({ from, to }) => from[0] <= to[0] || from[1] <= to[1]);
}
