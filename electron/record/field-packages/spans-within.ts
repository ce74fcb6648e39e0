import type { Position } from 'geojson';
import type { Box } from '../../../shared/geo/box-of-positions.ts';
import { clipLine } from '../ground/clip-path.ts';

/** The pieces of a line whose segments touch a box: indexes of the first and last vertex of each, in order. */
export function spansWithin(line: readonly Position[], [west, south, east, north]: Box): [number, number][] {
  // The line cutter works on a square: the box is stretched to the unit square.
  const [width, height] = [east - west, north - south];
  const path = Float64Array.from(line.flatMap(([x, y]) => [((x as number) - west) / width, ((y as number) - south) / height]));
  const spans: [number, number][] = [];
  for (let segment = 0; segment < line.length - 1; segment++) {
    if (clipLine(path, segment, segment + 2, 0, 1).length === 0) continue;
    const last = spans.at(-1);
    if (last?.[1] === segment) last[1] = segment + 1;
    else spans.push([segment, segment + 1]);
  }
  return spans;
}
