import type { Position } from 'geojson';

/** West, south, east, north, in the units of the positions. */
export type Box = [west: number, south: number, east: number, north: number];

/** The smallest box around positions; of none at all an endless one inside out. */
export function boxOfPositions(positions: Iterable<Position>): Box {
  const box: Box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of positions as Iterable<[number, number]>) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
