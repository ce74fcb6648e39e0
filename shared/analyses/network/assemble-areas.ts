import type { MultiPolygon, Position } from 'geojson';
import { signedDoubleArea } from '../../geo/rings.ts';

/**
 * Areas of closed rings that do not cross: counter-clockwise ones are outer borders, clockwise ones holes. The first ring west of a hole's westernmost
 * vertex is the border of the area the hole lies in, or another hole of it. Largest area first.
 */
export function assembleAreas(rings: readonly Position[][]): MultiPolygon {
  const size = rings.map((ring) => signedDoubleArea(ring));
  const holesOf = new Map<number, Position[][]>();
  const order = rings.map((_, ring) => ring);
  for (const ring of order) if (size[ring]! > 0) holesOf.set(ring, []);
  const holes = order.filter((ring) => size[ring]! < 0);
  if (holes.length > 0) {
    const ringWestOf = indexSides(rings);
    for (const hole of holes) {
      let around = hole;
      // Each step goes west, so this ends.
      while (around >= 0 && size[around]! <= 0) around = ringWestOf(around);
      holesOf.get(around)?.push(rings[hole]!);
    }
  }
  const outers = [...holesOf].sort(([a], [b]) => size[b]! - size[a]!);
  return { type: 'MultiPolygon', coordinates: outers.map(([outer, inner]) => [rings[outer]!, ...inner]) };
}

/** Finds the ring that the line west from a ring's westernmost vertex meets first, −1 when it meets none; sides are kept in strips of latitude. */
function indexSides(rings: readonly Position[][]): (ring: number) => number {
  const sides = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  // Of every side: where it starts and ends, and its ring.
  const ends = new Float64Array(4 * sides);
  const ringOf = new Uint32Array(sides);
  let [south, north, climb, count] = [Infinity, -Infinity, 0, 0];
  for (let ring = 0; ring < rings.length; ring++) {
    const positions = rings[ring]!;
    for (let at = 1; at < positions.length; at++, count++) {
      const [from, to] = [positions[at - 1]!, positions[at]!];
      const y = to[1]!;
      ends[4 * count] = from[0]!;
      ends[4 * count + 1] = from[1]!;
      ends[4 * count + 2] = to[0]!;
      ends[4 * count + 3] = y;
      ringOf[count] = ring;
      if (y < south) south = y;
      if (y > north) north = y;
      climb += Math.abs(y - from[1]!);
    }
  }
  // As high as sides are on average, so that a side lies in one or two of them.
  const stripCount = Math.min(2 ** 16, Math.max(1, Math.ceil(((north - south) * sides) / (climb || 1))));
  const scale = stripCount / (north - south || 1);
  const stripOf = (lat: number): number => Math.min(stripCount - 1, Math.floor((lat - south) * scale));
  const stripStart = new Uint32Array(stripCount + 1);
  const forEachStrip = (visit: (strip: number, side: number) => void): void => {
    for (let side = 0; side < sides; side++) {
      const [a, b] = [stripOf(ends[4 * side + 1]!), stripOf(ends[4 * side + 3]!)];
      for (let strip = Math.min(a, b); strip <= Math.max(a, b); strip++) visit(strip, side);
    }
  };
  forEachStrip((strip) => {
    stripStart[strip + 1]!++;
  });
  for (let strip = 0; strip < stripCount; strip++) stripStart[strip + 1]! += stripStart[strip]!;
  const filled = stripStart.slice(0, stripCount);
  const sideAt = new Uint32Array(stripStart[stripCount]!);
  forEachStrip((strip, side) => {
    sideAt[filled[strip]!++] = side;
  });
  return (own) => {
    const [x, y] = rings[own]!.reduce((west, position) => (position[0]! < west[0]! ? position : west)) as [number, number];
    const strip = stripOf(y);
    let nearest = -Infinity;
    let found = -1;
    for (let entry = stripStart[strip]!; entry < stripStart[strip + 1]!; entry++) {
      const side = sideAt[entry]!;
      const y1 = ends[4 * side + 1]!;
      const y2 = ends[4 * side + 3]!;
      if (y1 > y === y2 > y || ringOf[side] === own) continue;
      const x1 = ends[4 * side]!;
      const at = x1 + ((y - y1) / (y2 - y1)) * (ends[4 * side + 2]! - x1);
      if (at > x || at <= nearest) continue;
      nearest = at;
      found = ringOf[side]!;
    }
    return found;
  };
}
