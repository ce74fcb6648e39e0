import type { FlatGeometry } from './read-geometry.ts';

/**
 * Where to write an area's name: the centroid of its largest polygon, or, when that falls outside, the middle of the
 * widest stretch inside on the same latitude. `area` is that polygon's outer area in square units. Null without a polygon.
 */
export function labelPoint(geometry: FlatGeometry): { x: number; y: number; area: number } | null {
  let best: { first: number; last: number; area: number } | null = null;
  let first = 0;
  for (const last of geometry.polygonEnds) {
    const area = Math.abs(ringMoments(geometry, first).area);
    if (last > first && area > 0 && (!best || area > best.area)) best = { first, last, area };
    first = last;
  }
  if (!best) return null;
  const centre = ringMoments(geometry, best.first);
  const crossings: number[] = [];
  for (let part = best.first; part < best.last; part++) collectCrossings(geometry, part, centre.y, crossings);
  crossings.sort((a, b) => a - b);
  let widest = 0;
  let x = centre.x;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = crossings[i]!;
    const to = crossings[i + 1]!;
    if (from <= centre.x && centre.x <= to) return { x: centre.x, y: centre.y, area: best.area };
    if (to - from > widest) {
      widest = to - from;
      x = (from + to) / 2;
    }
  }
  return { x, y: centre.y, area: best.area };
}

function ringMoments(geometry: FlatGeometry, part: number): { x: number; y: number; area: number } {
  const { coordinates } = geometry;
  const start = part === 0 ? 0 : geometry.partEnds[part - 1]!;
  const end = geometry.partEnds[part] ?? start;
  const x0 = coordinates[start * 2] ?? 0;
  const y0 = coordinates[start * 2 + 1] ?? 0;
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = start, j = end - 1; i < end; j = i++) {
    const ax = coordinates[j * 2]! - x0;
    const ay = coordinates[j * 2 + 1]! - y0;
    const bx = coordinates[i * 2]! - x0;
    const by = coordinates[i * 2 + 1]! - y0;
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? { x: x0, y: y0, area: 0 } : { x: x0 + x / (3 * area), y: y0 + y / (3 * area), area: area / 2 };
}

function collectCrossings(geometry: FlatGeometry, part: number, latitude: number, crossings: number[]): void {
  const { coordinates } = geometry;
  const start = part === 0 ? 0 : geometry.partEnds[part - 1]!;
  const end = geometry.partEnds[part]!;
  for (let i = start, j = end - 1; i < end; j = i++) {
    const ay = coordinates[j * 2 + 1]!;
    const by = coordinates[i * 2 + 1]!;
    if (ay > latitude === by > latitude) continue;
    const ax = coordinates[j * 2]!;
    crossings.push(ax + ((latitude - ay) / (by - ay)) * (coordinates[i * 2]! - ax));
  }
}
