import type { Position } from 'geojson';
import { clipLine } from '../ground/clip-path.ts';
import type { Box } from './zone-content.ts';

/**
 * The vertices of a line from its first segment that touches a box to its last: indexes of both ends, null when none does. What leaves the box
 * and comes back between them is kept.
 */
export function spanWithin(line: readonly Position[], [west, south, east, north]: Box): [number, number] | null {
  // The line cutter works on a square: the box is stretched to the unit square.
  const [width, height] = [east - west, north - south];
  const path = Float64Array.from(line.flatMap(([x, y]) => [((x as number) - west) / width, ((y as number) - south) / height]));
  const touches = (segment: number): boolean => clipLine(path, segment, segment + 2, 0, 1).length > 0;
  const last = line.length - 2;
  let from = 0;
  while (from <= last && !touches(from)) from++;
  if (from > last) return null;
  let to = last;
  while (!touches(to)) to--;
  return [from, to + 1];
}
