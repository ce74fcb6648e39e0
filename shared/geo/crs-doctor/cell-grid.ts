/** A grid of square cells over a box in metres; every cell lists the items whose box touches it. */
export interface CellGrid {
  readonly west: number;
  readonly south: number;
  readonly cellMeters: number;
  readonly columns: number;
  readonly rows: number;
  /** Items of cell c are `items[starts[c]…starts[c + 1])`. */
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

const mostCells = 4_000_000;

/** Builds the grid of items given by their boxes (west, south, east, north of item i at 4 i); cells grow where the box would need too many. */
export function buildCellGrid(boxes: Float64Array, cellMeters: number): CellGrid {
  const count = boxes.length / 4;
  let [west, south, east, north] = count === 0 ? [0, 0, 0, 0] : [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < boxes.length; at += 4) {
    west = Math.min(west, boxes[at]!);
    south = Math.min(south, boxes[at + 1]!);
    east = Math.max(east, boxes[at + 2]!);
    north = Math.max(north, boxes[at + 3]!);
  }
  const side = Math.max(cellMeters, Math.sqrt(((east - west) * (north - south)) / mostCells));
  const columns = Math.floor((east - west) / side) + 1;
  const rows = Math.floor((north - south) / side) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const eachCell = (item: number, visit: (cell: number) => void): void => {
    const at = item * 4;
    const lastColumn = Math.floor((boxes[at + 2]! - west) / side);
    const lastRow = Math.floor((boxes[at + 3]! - south) / side);
    for (let row = Math.floor((boxes[at + 1]! - south) / side); row <= lastRow; row++)
      for (let column = Math.floor((boxes[at]! - west) / side); column <= lastColumn; column++) visit(row * columns + column);
  };
  for (let item = 0; item < count; item++)
    eachCell(item, (cell) => {
      starts[cell + 1]!++;
    });
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!;
  const items = new Uint32Array(starts[columns * rows]!);
  const next = starts.slice();
  for (let item = 0; item < count; item++)
    eachCell(item, (cell) => {
      items[next[cell]!++] = item;
    });
  return { west, south, cellMeters: side, columns, rows, starts, items };
}

/** The cell a position lies in, or −1 outside the grid. */
export function cellAt({ west, south, cellMeters, columns, rows }: CellGrid, x: number, y: number): number {
  const column = Math.floor((x - west) / cellMeters);
  const row = Math.floor((y - south) / cellMeters);
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
}
