import type { RoadClass } from '../model/index.ts';
import { type ReservedKind, reservedGrounds } from './city-plan.ts';
import { type Face, findFaces } from './faces.ts';
import { layeredNoise } from './noise.ts';
import { distance, inBox, insideRing, type Point, ringCentroid } from './plane.ts';
import type { RegionName } from './regions.ts';
import { sampleRandom } from './sample-random.ts';
import type { Settlement, StreetPlan } from './streets.ts';
import type { Terrain } from './terrain.ts';

export type BlockUse =
  | 'oldHousing'
  | 'housing'
  | 'commercial'
  | 'works'
  | 'school'
  | 'park'
  | 'meadow'
  | 'riverside'
  | 'village'
  | 'townHousing'
  | ReservedKind;

/** A block of the city between its streets, as a whole. */
export interface Block {
  face: Face;
  centre: Point;
  use: BlockUse;
  region: RegionName | null;
  settlement: Settlement | null;
  name: string | null;
}
/** A part of a block between inner roads: where buildings stand. `sides` are indexes of the network's links. */
export interface Parcel {
  block: Block;
  face: Face;
  /** For each side of the face: the index of its plan line, and the class of that road. */
  sides: { line: number; link: number; roadClass: RoadClass }[];
}

/** Places where trade gathers, with how far it reaches. */
export const tradeCentres: { at: Point; reachMeters: number; weight: number }[] = [
  { at: [-200, -350], reachMeters: 1100, weight: 1 },
  { at: [1250, -1750], reachMeters: 650, weight: 0.85 },
  { at: [950, 3250], reachMeters: 800, weight: 0.75 },
  { at: [-3300, -300], reachMeters: 650, weight: 0.6 },
  { at: [3300, -1250], reachMeters: 600, weight: 0.6 },
  { at: [-450, -3300], reachMeters: 650, weight: 0.6 },
  { at: [-2200, 2650], reachMeters: 500, weight: 0.5 },
  { at: [4300, 3200], reachMeters: 500, weight: 0.5 },
];
/** How much trade a place draws, 0 to about 1. */
export function tradeAt(point: Point): number {
  return tradeCentres.reduce((sum, { at, reachMeters, weight }) => sum + weight * Math.exp(-((distance(at, point) / reachMeters) ** 2)), 0);
}

/** The blocks of city, towns and villages with what each is used for, and the parcels within them. */
export function planBlocks(plan: StreetPlan, terrain: Terrain): { blocks: Block[]; parcels: Parcel[] } {
  const { network } = plan;
  const random = sampleRandom('blocks');
  const mood = layeredNoise(31, 900);
  const linkIndexes = network.links.flatMap(({ line }, i) => (network.lines[line]!.level === 0 ? [i] : []));
  const graphOf = (indexes: number[]) => ({ x: network.x, y: network.y, links: indexes.map((i) => network.links[i]!) });
  const inner = new Set<RoadClass>(['service', 'living_street']);
  const blocks: Block[] = [];
  const cells = new Map<number, Block[]>();
  const cellMeters = 400;
  const cellKey = (i: number, j: number) => (i + 512) * 1024 + j + 512;

  const settlementOf = (point: Point) =>
    plan.settlements.find(({ centre, radiusMeters }) => distance(centre, point) < radiusMeters * 1.7) ?? null;
  const addBlocks = (faces: Face[]) => {
    for (const face of faces) {
      if (face.area < 500) continue;
      const centre = ringCentroid(face.ring);
      const region = plan.regionAt(centre);
      const settlement = region ? null : settlementOf(centre);
      if (!region && (!settlement || face.area > 60000)) continue;
      const ground = reservedGrounds.find(
        ({ centre: middle, radiusMeters }) =>
          face.area < 12 * radiusMeters ** 2 && (distance(middle, centre) < radiusMeters * 1.1 || insideRing(face.ring, middle)),
      );
      const name = ground && insideRing(face.ring, ground.centre) ? ground.name : null;
      const use = ((): BlockUse => {
        if (settlement) return settlement.town ? 'townHousing' : 'village';
        if (ground) return ground.kind;
        if (region!.name === 'riverside') return 'riverside';
        if (face.area > (region!.name === 'industry' ? 600000 : 330000)) return 'meadow';
        const roll = random.next();
        const trade = tradeAt(centre);
        if (region!.name === 'industry') return roll < 0.84 ? 'works' : roll < 0.92 ? 'housing' : 'meadow';
        if (region!.name === 'core')
          return trade + 0.35 * mood(centre[0], centre[1]) > 0.78
            ? 'commercial'
            : roll < 0.03
              ? 'school'
              : roll < 0.06
                ? 'park'
                : 'oldHousing';
        if (trade + 0.25 * mood(centre[0], centre[1]) > 0.62) return 'commercial';
        if (roll < 0.05) return 'school';
        if (roll < 0.1) return 'park';
        if (roll < 0.125) return 'meadow';
        if (centre[0] > 3000 && centre[1] < -600 && roll > 0.86) return 'works';
        return 'housing';
      })();
      const block: Block = { face, centre, use, region: region?.name ?? null, settlement, name };
      blocks.push(block);
      for (let i = Math.floor(face.box.minX / cellMeters); i <= Math.floor(face.box.maxX / cellMeters); i++) {
        for (let j = Math.floor(face.box.minY / cellMeters); j <= Math.floor(face.box.maxY / cellMeters); j++) {
          const cell = cells.get(cellKey(i, j));
          if (cell) cell.push(block);
          else cells.set(cellKey(i, j), [block]);
        }
      }
    }
  };
  const outside = (point: Point) => plan.regionAt(point) === null;
  const wideLinks = linkIndexes.filter((i) => {
    const { a, line } = network.links[i]!;
    return !inner.has(network.lines[line]!.roadClass) || outside([network.x[a]!, network.y[a]!]);
  });
  addBlocks(findFaces(graphOf(wideLinks)));

  const parcels: Parcel[] = [];
  for (const face of findFaces(graphOf(linkIndexes))) {
    if (face.area < 300 || face.area > 2.5e6) continue;
    const probe = pointInside(face);
    const block = cells
      .get(cellKey(Math.floor(probe[0] / cellMeters), Math.floor(probe[1] / cellMeters)))
      ?.find((candidate) => inBox(candidate.face.box, probe) && insideRing(candidate.face.ring, probe));
    if (!block) continue;
    if (terrain.metersToWater(probe, 30) < 0 && block.use !== 'lakePark' && block.use !== 'riverside') continue;
    const sides = face.sides.map((side) => {
      const link = linkIndexes[side]!;
      const { line } = network.links[link]!;
      return { line, link, roadClass: network.lines[line]!.roadClass };
    });
    parcels.push({ block, face, sides });
  }
  return { blocks, parcels };
}

function pointInside(face: Face): Point {
  const centre = ringCentroid(face.ring);
  if (insideRing(face.ring, centre)) return centre;
  for (let i = 0; i < face.ring.length; i++) {
    const [a, b] = [face.ring[i]!, face.ring[(i + 1) % face.ring.length]!];
    const length = distance(a, b);
    if (length < 4) continue;
    const probe: Point = [(a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * 1.5, (a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * 1.5];
    if (insideRing(face.ring, probe)) return probe;
  }
  return centre;
}
