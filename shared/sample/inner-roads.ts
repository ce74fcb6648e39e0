import { findFaces } from './faces.ts';
import type { Network, PlanLine } from './network.ts';
import { distance, insideRing, type Point, ringCentroid } from './plane.ts';
import { onReservedGround, type Region } from './regions.ts';
import { sampleRandom } from './sample-random.ts';
import type { Terrain } from './terrain.ts';

/** Roads inside the blocks: estate roads in the newer quarters, alleys in the old town, yards in the works area. */
export function innerRoads(
  network: Network,
  regionAt: (point: Point) => Region | null,
  terrain: Terrain,
  nameStreet: (suffixes: readonly string[]) => string,
): PlanLine[] {
  const random = sampleRandom('inner roads');
  const ground = network.links.filter(({ line }) => network.lines[line]!.level === 0);
  const result: PlanLine[] = [];
  for (const face of findFaces({ x: network.x, y: network.y, links: ground })) {
    const centre = ringCentroid(face.ring);
    const region = regionAt(centre);
    if (!region || region.name === 'riverside' || onReservedGround(centre) || terrain.metersToWater(centre, 60) < 40) continue;
    if (!insideRing(face.ring, centre)) continue;
    const old = region.name === 'core';
    if (face.area < (old ? 8500 : 15000) || face.area > 260000) continue;
    const frame = longestDirection(face.ring);
    if (!old && random.chance(0.12)) continue;
    const span = old ? 74 : region.name === 'industry' ? 165 : random.between(105, 165);
    const width = Math.sqrt(face.area);
    const perFamily = Math.max(1, Math.round(width / span) - 1);
    for (const family of [0, 1]) {
      const direction: Point = family === 0 ? frame : [-frame[1], frame[0]];
      const side: Point = [-direction[1], direction[0]];
      if (old && family === 1 && random.chance(0.55)) continue;
      if (!old && perFamily === 1 && family === 1 && random.chance(0.15)) continue;
      for (let k = 0; k < perFamily; k++) {
        const shift = (k - (perFamily - 1) / 2) * (width / (perFamily + 1)) + random.between(-9, 9);
        const origin: Point = [centre[0] + side[0] * shift, centre[1] + side[1] * shift];
        const chord = chordThrough(face.ring, origin, direction);
        if (!chord) continue;
        const [from, to] = chord;
        const length = distance(from, to);
        if (length < 55) continue;
        // Half of the estates have a gate at one end only.
        const closed = !old && random.chance(0.28);
        const [head, tail] = [-8, closed ? length - 22 : length + 8];
        const points = [head, (head + tail) / 2, tail].map(
          (t): Point => [from[0] + ((to[0] - from[0]) / length) * t, from[1] + ((to[1] - from[1]) / length) * t],
        );
        result.push({
          points,
          roadClass: old ? 'living_street' : 'service',
          name: old ? nameStreet(['胡同', '巷', '里']) : null,
          oneway: 0,
          level: 0,
          trimMeters: 34,
        });
      }
    }
  }
  return result;
}

function longestDirection(ring: readonly Point[]): Point {
  // Sum of the sides as doubled angles, so that opposite and perpendicular sides agree on one frame.
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]) * 4;
    const length = distance(a, b);
    x += Math.cos(angle) * length;
    y += Math.sin(angle) * length;
  }
  const angle = Math.atan2(y, x) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** The stretch of the line through `origin` that contains it and lies inside the ring. */
function chordThrough(ring: readonly Point[], origin: Point, direction: Point): [Point, Point] | null {
  if (!insideRing(ring, origin)) return null;
  let [before, after] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const [ex, ey] = [b[0] - a[0], b[1] - a[1]];
    const denominator = direction[0] * ey - direction[1] * ex;
    if (Math.abs(denominator) < 1e-9) continue;
    const [ox, oy] = [a[0] - origin[0], a[1] - origin[1]];
    const t = (ox * ey - oy * ex) / denominator;
    const s = (ox * direction[1] - oy * direction[0]) / denominator;
    if (s < 0 || s > 1) continue;
    if (t < 0) before = Math.max(before, t);
    else after = Math.min(after, t);
  }
  if (!Number.isFinite(before) || !Number.isFinite(after)) return null;
  return [
    [origin[0] + direction[0] * before, origin[1] + direction[1] * before],
    [origin[0] + direction[0] * after, origin[1] + direction[1] * after],
  ];
}
