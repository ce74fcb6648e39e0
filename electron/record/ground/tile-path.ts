/**
 * Turns flat x,y paths into the command integers of a vector tile feature (Mapbox Vector Tile 2.1, 4.3): vertices are
 * rounded to the grid, repeated ones left out, rings wound outside clockwise and inside anticlockwise (y down).
 */
export interface TilePath {
  commands: number[];
  cursorX: number;
  cursorY: number;
}

export function createTilePath(): TilePath {
  return { commands: [], cursorX: 0, cursorY: 0 };
}

export function addPoint(path: TilePath, x: number, y: number): void {
  path.commands.push(9);
  moveTo(path, Math.round(x), Math.round(y));
}

/** Adds a line of at least two distinct grid vertices; shorter ones are left out. */
export function addLine(path: TilePath, line: Float64Array, vertexCount: number): void {
  const grid = toGrid(line, vertexCount);
  if (grid.length < 4) return;
  path.commands.push(9);
  moveTo(path, grid[0]!, grid[1]!);
  path.commands.push(((grid.length / 2 - 1) << 3) | 2);
  for (let i = 2; i < grid.length; i += 2) moveTo(path, grid[i]!, grid[i + 1]!);
}

/**
 * Adds a ring, closed or open, wound as an outer or an inner one. False when fewer than three distinct vertices or less
 * than `minArea` square units are left on the grid: then nothing is added.
 */
export function addRing(path: TilePath, ring: Float64Array, vertexCount: number, outer: boolean, minArea: number): boolean {
  const grid = toGrid(ring, vertexCount);
  if (grid.length >= 4 && grid[0] === grid[grid.length - 2] && grid[1] === grid[grid.length - 1]) grid.length -= 2;
  if (grid.length < 6) return false;
  const area = signedArea(grid);
  if (area === 0 || Math.abs(area) < minArea) return false;
  const backward = area > 0 !== outer;
  const count = grid.length / 2;
  path.commands.push(9);
  moveTo(path, grid[0]!, grid[1]!);
  path.commands.push(((count - 1) << 3) | 2);
  for (let i = 1; i < count; i++) {
    const at = (backward ? count - i : i) * 2;
    moveTo(path, grid[at]!, grid[at + 1]!);
  }
  path.commands.push(15);
  return true;
}

/** Area by the surveyor's formula: positive for rings clockwise on screen. */
export function signedArea(ring: ArrayLike<number>): number {
  let sum = 0;
  const size = ring.length;
  for (let i = 0, j = size - 2; i < size; j = i, i += 2) sum += ring[j]! * ring[i + 1]! - ring[i]! * ring[j + 1]!;
  return sum / 2;
}

function toGrid(coordinates: Float64Array, vertexCount: number): number[] {
  const grid: number[] = [];
  for (let i = 0; i < vertexCount; i++) {
    const x = Math.round(coordinates[i * 2]!);
    const y = Math.round(coordinates[i * 2 + 1]!);
    const size = grid.length;
    if (size >= 2 && grid[size - 2] === x && grid[size - 1] === y) continue;
    grid.push(x, y);
  }
  return grid;
}

function moveTo(path: TilePath, x: number, y: number): void {
  const dx = x - path.cursorX;
  const dy = y - path.cursorY;
  path.commands.push((dx << 1) ^ (dx >> 31), (dy << 1) ^ (dy >> 31));
  path.cursorX = x;
  path.cursorY = y;
}
