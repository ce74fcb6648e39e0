import type { Position } from 'geojson';
import { insidePolygons } from '../../geo/rings.ts';
import type { BoundingBox } from '../intake.ts';

/** Whether a line touches a box: a vertex in it, or a segment through it (Liang–Barsky). */
export function lineTouchesBox(line: readonly Position[], box: BoundingBox): boolean {
  for (let index = 0; index < line.length; index++) {
    const [x, y] = line[index] as [number, number];
    if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) return true;
    if (index > 0 && segmentCrosses(line[index - 1] as [number, number], [x, y], box)) return true;
  }
  return false;
}

/** Whether polygons touch a box: their border does, or the box lies inside one. */
export function polygonsTouchBox(polygons: readonly Position[][][], box: BoundingBox): boolean {
  return polygons.some((rings) => rings.some((ring) => lineTouchesBox(ring, box))) || insidePolygons(box[0], box[1], polygons);
}

function segmentCrosses([x1, y1]: [number, number], [x2, y2]: [number, number], [west, south, east, north]: BoundingBox): boolean {
  let from = 0;
  let to = 1;
  for (const [distance, run] of [
    [x1 - west, x1 - x2],
    [east - x1, x2 - x1],
    [y1 - south, y1 - y2],
    [north - y1, y2 - y1],
  ] as const) {
    if (run === 0) {
      if (distance < 0) return false;
    } else if (run < 0) from = Math.max(from, distance / run);
    else to = Math.min(to, distance / run);
  }
  return from <= to;
}
