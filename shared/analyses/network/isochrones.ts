import type { Position } from 'geojson';
import { assembleAreas } from './assemble-areas.ts';
import type { ReachField } from './reach-field.ts';
import type { Isochrone } from './results.ts';

/** Sides of a square of four cell centres, counter-clockwise from below. */
const [BELOW, RIGHT, ABOVE, LEFT] = [0, 1, 2, 3] as const;

/**
 * The border inside one square by which of its corners are within (1 lower left, 2 lower right, 4 upper right, 8 upper left): from side to side with the
 * inside on the left. The two saddles are listed for corners that do not join in the middle; where they do, it is the border of the other saddle.
 */
const borders: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [],
  [[BELOW, LEFT]],
  [[RIGHT, BELOW]],
  [[RIGHT, LEFT]],
  [[ABOVE, RIGHT]],
  [
    [BELOW, LEFT],
    [ABOVE, RIGHT],
  ],
  [[ABOVE, BELOW]],
  [[ABOVE, LEFT]],
  [[LEFT, ABOVE]],
  [[BELOW, ABOVE]],
  [
    [RIGHT, BELOW],
    [LEFT, ABOVE],
  ],
  [[RIGHT, ABOVE]],
  [[LEFT, RIGHT]],
  [[BELOW, RIGHT]],
  [[LEFT, BELOW]],
  [],
];
const joinedSaddles: Readonly<Record<number, (typeof borders)[number]>> = {
  5: [
    [BELOW, RIGHT],
    [ABOVE, LEFT],
  ],
  10: [
    [LEFT, BELOW],
    [RIGHT, ABOVE],
  ],
};

/**
 * The areas reached within each limit: marching squares over one field, so the area of a longer limit contains that of a shorter one; holes and
 * detached areas (救援飞地) are kept. Saddles join where the mean of their corners is within.
 */
export function traceIsochrones(field: ReachField, limitsSeconds: readonly number[]): Isochrone[] {
  let latest = Math.max(...limitsSeconds) * 1000;
  for (const at of field.milliseconds) if (at > latest && at < Infinity) latest = at;
  // Ground that is not reached at all, just later than the latest: the same for all limits, or areas would not nest.
  const never = latest + 60_000;
  return limitsSeconds.map((seconds) => ({ seconds, area: assembleAreas(traceRings(field, never, seconds * 1000)) }));
}

function traceRings(
  { west, south, cellLon, cellLat, columns, rows, milliseconds }: ReachField,
  never: number,
  limit: number,
): Position[][] {
  // A crossing is named by the cell at the lower or left end of the line it lies on, twice, plus one for upright lines.
  const next = new Int32Array(2 * columns * rows).fill(-1);
  const crossings: number[] = [];
  const crossing = (column: number, row: number, side: number): number =>
    side === BELOW
      ? 2 * (row * columns + column)
      : side === LEFT
        ? 2 * (row * columns + column) + 1
        : side === ABOVE
          ? 2 * ((row + 1) * columns + column)
          : 2 * (row * columns + column + 1) + 1;
  const within = (cell: number): number => (milliseconds[cell]! <= limit ? 1 : 0);
  const valueAt = (cell: number): number => Math.min(milliseconds[cell]!, never);
  for (let row = 0; row + 1 < rows; row++) {
    let [lowerLeft, upperLeft] = [within(row * columns), within((row + 1) * columns)];
    for (let column = 0; column + 1 < columns; column++) {
      const cell = row * columns + column;
      const lowerRight = within(cell + 1);
      const upperRight = within(cell + columns + 1);
      const inside = lowerLeft | (lowerRight << 1) | (upperRight << 2) | (upperLeft << 3);
      lowerLeft = lowerRight;
      upperLeft = upperRight;
      if (inside === 0 || inside === 15) continue;
      const joined =
        (inside === 5 || inside === 10) &&
        (valueAt(cell) + valueAt(cell + 1) + valueAt(cell + columns + 1) + valueAt(cell + columns)) / 4 <= limit;
      for (const [from, to] of joined ? joinedSaddles[inside]! : borders[inside]!) {
        const name = crossing(column, row, from);
        next[name] = crossing(column, row, to);
        crossings.push(name);
      }
    }
  }
  const position = (name: number): Position => {
    const cell = name >> 1;
    const column = cell % columns;
    const row = (cell - column) / columns;
    const upright = (name & 1) === 1;
    const a = valueAt(cell);
    const b = valueAt(upright ? cell + columns : cell + 1);
    // Kept off the corners, where rings would touch themselves.
    const share = Math.min(0.999, Math.max(0.001, (limit - a) / (b - a)));
    return [west + (column + (upright ? 0 : share)) * cellLon, south + (row + (upright ? share : 0)) * cellLat];
  };
  const rings: Position[][] = [];
  for (const first of crossings) {
    const ring: Position[] = [];
    for (let at = first; next[at]! >= 0; ) {
      ring.push(position(at));
      const following = next[at]!;
      next[at] = -1;
      at = following;
    }
    if (ring.length < 3) continue;
    ring.push([...ring[0]!]);
    rings.push(ring);
  }
  return rings;
}
