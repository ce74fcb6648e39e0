import type { MultiPolygon, Position } from 'geojson';
import { insideRing, signedDoubleArea } from '../../geo/rings.ts';

/**
 * Areas of rings that do not cross: counter-clockwise ones are outer borders, clockwise ones holes, and each hole goes to the smallest outer ring
 * around it. Largest area first.
 */
export function assembleAreas(rings: readonly Position[][]): MultiPolygon {
  const outers = rings
    .map((ring) => ({ ring, size: signedDoubleArea(ring), box: boxOf(ring), holes: [] as Position[][] }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => a.size - b.size);
  for (const ring of rings) {
    if (signedDoubleArea(ring) >= 0) continue;
    const [west, south, east, north] = boxOf(ring);
    const [x, y] = ring[0] as [number, number];
    outers
      .find(({ ring: outer, box }) => box[0] <= west && box[1] <= south && box[2] >= east && box[3] >= north && insideRing(x, y, outer))
      ?.holes.push(ring);
  }
  return { type: 'MultiPolygon', coordinates: outers.reverse().map(({ ring, holes }) => [ring, ...holes]) };
}

function boxOf(ring: readonly Position[]): [west: number, south: number, east: number, north: number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring as [number, number][]) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
