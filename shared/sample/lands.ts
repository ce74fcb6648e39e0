import type { LandKind } from '../model/index.ts';
import type { Block, BlockUse } from './blocks.ts';
import { contourPolygons, type Polygon } from './contours.ts';
import { layeredNoise } from './noise.ts';
import { boxOf, clamp, inBox, insideRing, type Point, ringArea } from './plane.ts';
import { segmentIndex } from './segment-index.ts';
import type { StreetPlan } from './streets.ts';
import type { Terrain } from './terrain.ts';

export interface LandArea extends Polygon {
  kind: LandKind;
  name: string | null;
}

const kindOfUse: Partial<Record<BlockUse, LandKind>> = {
  oldHousing: 'residential',
  housing: 'residential',
  commercial: 'commercial',
  market: 'commercial',
  works: 'industrial',
  school: 'institution',
  university: 'institution',
  hospital: 'institution',
  government: 'institution',
  stadium: 'park',
  park: 'park',
  lakePark: 'park',
  hillPark: 'forest',
  plaza: 'square',
  meadow: 'grass',
  riverside: 'park',
};

/** What covers the ground: the blocks of the city, fields in the valleys, woods on the hills, waters. */
export function layLand(blocks: Block[], plan: StreetPlan, terrain: Terrain): LandArea[] {
  const result: LandArea[] = [];
  const border = segmentIndex(600);
  terrain.outline.forEach((point, i) => {
    border.add(point, terrain.outline[(i + 1) % terrain.outline.length]!, 0);
  });
  const ringRoad = segmentIndex(600);
  plan.outerRing.forEach((point, i) => {
    if (i > 0) ringRoad.add(plan.outerRing[i - 1]!, point, 0);
  });
  const hulls = plan.settlements.flatMap((settlement) => {
    const own = blocks.filter((block) => block.settlement === settlement).flatMap((block) => block.face.ring);
    const ring = hull(own);
    return ring.length > 3 ? [{ ring, box: boxOf(ring) }] : [];
  });
  const built = segmentIndex(300);
  for (const { ring } of hulls) for (const [i, point] of ring.entries()) built.add(point, ring[(i + 1) % ring.length]!, 0);
  const nearest = (index: typeof border, point: Point, limit: number) => {
    let best = limit;
    index.near(point, limit, (meters) => {
      best = Math.min(best, meters);
    });
    return best;
  };
  // Three fields are asked at the same grid points: what costs is worked out once for each.
  const known = new Map<string, { room: number; height: number }>();
  const groundAt = (point: Point) => {
    const key = `${Math.round(point[0])},${Math.round(point[1])}`;
    let ground = known.get(key);
    if (!ground) {
      const room = roomAt(point);
      ground = { room, height: room > 0 ? terrain.elevation(point) : 0 };
      known.set(key, ground);
    }
    return ground;
  };
  /** Positive in open country: away from the city, the settlements and the border. */
  const roomAt = (point: Point) => {
    if (!terrain.insideDistrict(point) || insideRing(plan.outerRing, point)) return -1;
    let room = Math.min(nearest(border, point, 400) / 200, (nearest(ringRoad, point, 500) - 60) / 200);
    built.near(point, 200, (meters) => {
      room = Math.min(room, (meters - 55) / 130);
    });
    return hulls.some(({ box, ring }) => inBox(box, point) && insideRing(ring, point)) ? -1 : clamp(room, -1, 1);
  };
  const patches = layeredNoise(51, 1500);
  const scrub = layeredNoise(61, 2200);
  const fields = contourPolygons(
    (point) => {
      const { room, height } = groundAt(point);
      if (room <= 0) return room;
      return Math.min(
        room,
        (0.4 + 0.1 * patches(point[0], point[1]) - height) * 6,
        (terrain.metersToWater(point, 100) - 20) / 60,
        patches(point[1] + 900, point[0]) + 0.52,
      );
    },
    terrain.outlineBox,
    130,
    30000,
  );
  const woods = contourPolygons(
    (point) => {
      const { room, height } = groundAt(point);
      return room <= 0 ? room : Math.min(room, (height - 0.53 + 0.12 * patches(point[0], point[1])) * 6);
    },
    terrain.outlineBox,
    130,
    30000,
  );
  const meadows = contourPolygons(
    (point) => {
      const { room, height } = groundAt(point);
      return room <= 0 ? room : Math.min(room, (0.11 - Math.abs(height - 0.46)) * 6, scrub(point[0], point[1]) - 0.05);
    },
    terrain.outlineBox,
    130,
    40000,
  );
  result.push(...fields.map((area): LandArea => ({ ...area, kind: 'farmland', name: null })));
  result.push(...meadows.map((area): LandArea => ({ ...area, kind: 'grass', name: null })));
  result.push(...woods.map((area): LandArea => ({ ...area, kind: 'forest', name: null })));
  for (const block of blocks) {
    const kind = kindOfUse[block.use];
    if (kind) result.push({ outer: block.face.ring, holes: [], kind, name: block.name });
  }
  for (const { ring } of hulls) result.push({ outer: ring, holes: [], kind: 'residential', name: null });
  for (const { ring, name } of [terrain.river, ...terrain.tributaries])
    result.push({ outer: ringArea(ring) > 0 ? ring : [...ring].reverse(), holes: [], kind: 'water', name: name || null });
  result.push({ outer: terrain.lake, holes: [], kind: 'water', name: '镜湖' });
  return result;
}

/** Convex hull, counter-clockwise (Andrew's monotone chain). */
function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const chain = (order: Point[]) => {
    const result: Point[] = [];
    for (const point of order) {
      while (result.length > 1 && turn(result[result.length - 2]!, result[result.length - 1]!, point) <= 0) result.pop();
      result.push(point);
    }
    return result.slice(0, -1);
  };
  return [...chain(sorted), ...chain([...sorted].reverse())];
}
const turn = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
