import type { MultiPolygon, Position } from 'geojson';
import type { Box } from '../../../shared/geo/box-of-positions.ts';
import { clipRing } from '../ground/clip-path.ts';

/** An area cut to a box; null when nothing of it is left there. Holes that vanish are left out. */
export function clipArea({ coordinates }: MultiPolygon, [west, south, east, north]: Box): MultiPolygon | null {
  // The ring cutter works on a square: the box is stretched to the unit square and back.
  const [width, height] = [east - west, north - south];
  const cut = (ring: readonly Position[]): Position[] | null => {
    const path = Float64Array.from(ring.flatMap(([x, y]) => [((x as number) - west) / width, ((y as number) - south) / height]));
    const clipped = clipRing(path, 0, ring.length, 0, 1);
    if (clipped === null) return null;
    const positions: Position[] = [];
    for (let at = 0; at < clipped.length; at += 2) {
      positions.push([west + (clipped[at] as number) * width, south + (clipped[at + 1] as number) * height]);
    }
    positions.push([...(positions[0] as Position)]);
    return positions;
  };
  const polygons = coordinates.flatMap(([outer, ...holes]) => {
    const ring = outer === undefined ? null : cut(outer);
    return ring === null ? [] : [[ring, ...holes.map(cut).filter((hole) => hole !== null)]];
  });
  return polygons.length === 0 ? null : { type: 'MultiPolygon', coordinates: polygons };
}
