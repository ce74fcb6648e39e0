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
  let [south, north, sides] = [Infinity, -Infinity, 0];
  for (const ring of rings) {
    sides += ring.length;
    for (const position of ring) {
      south = Math.min(south, position[1]!);
      north = Math.max(north, position[1]!);
    }
  }
  const stripCount = Math.min(4096, Math.max(1, Math.round(Math.sqrt(sides))));
  const stripOf = (lat: number): number => Math.min(stripCount - 1, Math.floor(((lat - south) / (north - south || 1)) * stripCount));
  const strips: { ring: number[]; side: number[] }[] = Array.from({ length: stripCount }, () => ({ ring: [], side: [] }));
  for (const [index, ring] of rings.entries()) {
    for (let side = 1; side < ring.length; side++) {
      const [a, b] = [stripOf(ring[side - 1]![1]!), stripOf(ring[side]![1]!)];
      for (let strip = Math.min(a, b); strip <= Math.max(a, b); strip++) {
        strips[strip]!.ring.push(index);
        strips[strip]!.side.push(side);
      }
    }
  }
  return (own) => {
    const [x, y] = rings[own]!.reduce((west, position) => (position[0]! < west[0]! ? position : west)) as [number, number];
    const strip = strips[stripOf(y)]!;
    let nearest = -Infinity;
    let found = -1;
    for (let entry = 0; entry < strip.ring.length; entry++) {
      const ring = strip.ring[entry]!;
      if (ring === own) continue;
      const [x1, y1] = rings[ring]![strip.side[entry]! - 1] as [number, number];
      const [x2, y2] = rings[ring]![strip.side[entry]!] as [number, number];
      if (y1 > y === y2 > y) continue;
      const at = x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
      if (at > x || at <= nearest) continue;
      nearest = at;
      found = ring;
    }
    return found;
  };
}
