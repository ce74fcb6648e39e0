import type { RoadClass } from '../model/index.ts';
import { type Block, type Parcel, tradeAt } from './blocks.ts';
import { boxOf, distance, distanceToSegment, insideRing, type Point } from './plane.ts';
import { type SampleRandom, sampleRandom } from './sample-random.ts';
import type { Terrain } from './terrain.ts';

export interface PlacedBuilding {
  ring: Point[];
  kind: string;
  levels: number;
  areaSquareMeters: number;
}
/** A stretch of building front on a street: where doors are. */
export interface Front {
  at: Point;
  line: number;
  link: number;
  roadClass: RoadClass;
  widthMeters: number;
  block: Block;
  building: number;
}

/** Half of a road with its pavement: how far from its centre line buildings keep. */
const setbackMeters: Partial<Record<RoadClass, number>> = {
  trunk: 26,
  primary: 21,
  secondary: 15,
  tertiary: 11.5,
  residential: 8.5,
  living_street: 4.5,
  service: 5.5,
  motorway_link: 22,
};

interface Plate {
  centre: Point;
  along: Point;
  halfLength: number;
  halfDepth: number;
}

/** Buildings on every parcel in the manner of its use, and the fronts that face a street. */
export function placeBuildings(parcels: Parcel[], terrain: Terrain): { buildings: PlacedBuilding[]; fronts: Front[] } {
  const buildings: PlacedBuilding[] = [];
  const fronts: Front[] = [];
  const random = sampleRandom('buildings');
  for (const parcel of parcels) {
    const lot = openLot(parcel, terrain);
    const put = (plate: Plate, kind: string, levels: number): number => {
      if (!lot.fits(plate)) return -1;
      lot.plates.push(plate);
      const ring = cornersOf(plate);
      return buildings.push({ ring, kind, levels, areaSquareMeters: 4 * plate.halfLength * plate.halfDepth }) - 1;
    };
    buildFronts(parcel, random, put, fronts);
    fillInside(parcel, random, put);
  }
  return { buildings, fronts };
}

type Put = (plate: Plate, kind: string, levels: number) => number;

function openLot({ face, sides }: Parcel, terrain: Terrain) {
  const plates: Plate[] = [];
  const clears = (point: Point) => {
    if (!insideRing(face.ring, point)) return false;
    for (let i = 0; i < face.ring.length; i++) {
      if (distanceToSegment(point, face.ring[i]!, face.ring[(i + 1) % face.ring.length]!) < (setbackMeters[sides[i]!.roadClass] ?? 8) - 0.6)
        return false;
    }
    return true;
  };
  return {
    plates,
    fits(plate: Plate): boolean {
      const corners = cornersOf(plate);
      return (
        corners.every(clears) &&
        (plate.halfLength < 22 || clears(plate.centre)) &&
        !plates.some((other) => overlap(plate, other, 3)) &&
        terrain.metersToWater(plate.centre, 60) > 18 + plate.halfDepth
      );
    },
  };
}

/** Shop houses and perimeter blocks along the streets of a parcel. */
function buildFronts(parcel: Parcel, random: SampleRandom, put: Put, fronts: Front[]) {
  const { block, face, sides } = parcel;
  const style = frontStyles[block.use];
  if (!style) return;
  const count = face.ring.length;
  for (const run of frontRuns(parcel)) {
    const side = sides[run[0]!]!;
    const busy = side.roadClass === 'residential' ? 0.5 : side.roadClass === 'service' || side.roadClass === 'living_street' ? 0 : 0.95;
    const trade = tradeAt(block.centre);
    if (!random.chance(style.everySide ? Math.max(0.72, busy) : Math.min(1, busy * (0.55 + 0.7 * trade)))) continue;
    const points = [...run.map((i) => face.ring[i]!), face.ring[(run[run.length - 1]! + 1) % count]!];
    const setback = (setbackMeters[side.roadClass] ?? 8) + 0.5;
    let segment = 0;
    let walked = 0;
    const total = points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
    let cursor = setback + random.between(1, 6);
    while (cursor < total - setback) {
      const [length, depth] = [random.between(...style.length), random.between(...style.depth)];
      const middle = cursor + length / 2;
      if (cursor + length > total - 4) break;
      while (segment < points.length - 2 && walked + distance(points[segment]!, points[segment + 1]!) < middle) {
        walked += distance(points[segment]!, points[segment + 1]!);
        segment++;
      }
      const [a, b] = [points[segment]!, points[segment + 1]!];
      const step = distance(a, b) || 1;
      const along: Point = [(b[0] - a[0]) / step, (b[1] - a[1]) / step];
      const inward: Point = [-along[1], along[0]];
      const foot: Point = [a[0] + along[0] * (middle - walked), a[1] + along[1] * (middle - walked)];
      const at = (away: number): Point => [foot[0] + inward[0] * away, foot[1] + inward[1] * away];
      const plate = { centre: at(setback + depth / 2), along, halfLength: length / 2, halfDepth: depth / 2 };
      const levels = Math.max(1, Math.round(random.between(...style.levels) * (0.75 + 0.6 * trade)));
      const building = put(plate, style.kind, levels);
      if (building >= 0) {
        fronts.push({
          at: at(setback + 2.5),
          line: side.line,
          link: side.link,
          roadClass: side.roadClass,
          widthMeters: length,
          block,
          building,
        });
      }
      cursor += (building >= 0 ? length : 6) + (random.chance(style.gapShare) ? random.between(...style.gap) : 0.3);
    }
  }
}

interface FrontStyle {
  kind: string;
  everySide: boolean;
  length: [number, number];
  depth: [number, number];
  levels: [number, number];
  gap: [number, number];
  gapShare: number;
}
const shops = { everySide: false, length: [22, 52], depth: [11, 15], gap: [6, 16], gapShare: 0.45 } as const;
const frontStyles: Partial<Record<Block['use'], FrontStyle>> = {
  commercial: { ...shops, kind: 'retail', everySide: true, length: [24, 62], depth: [15, 26], levels: [3, 8], gap: [5, 14], gapShare: 0.5 },
  oldHousing: { ...shops, kind: 'retail', everySide: true, length: [18, 46], depth: [9, 14], levels: [1, 4], gap: [3, 9], gapShare: 0.35 },
  housing: { ...shops, kind: 'retail', length: [32, 74], depth: [12, 16], levels: [2, 4], gap: [8, 22] },
  market: { ...shops, kind: 'retail', everySide: true, length: [34, 70], depth: [16, 24], levels: [2, 3], gap: [6, 10] },
  works: { ...shops, kind: 'industrial', length: [26, 60], depth: [12, 18], levels: [1, 3], gap: [14, 40] },
  village: { ...shops, kind: 'house', everySide: true, length: [11, 18], depth: [8, 10], levels: [1, 2], gap: [7, 22], gapShare: 0.9 },
  townHousing: {
    ...shops,
    kind: 'retail',
    everySide: true,
    length: [22, 46],
    depth: [10, 14],
    levels: [2, 4],
    gap: [6, 18],
    gapShare: 0.6,
  },
};

/** Sides of a parcel that follow one street without a corner. */
function frontRuns({ face, sides }: Parcel): number[][] {
  const count = face.ring.length;
  const heading = (i: number) => {
    const [a, b] = [face.ring[i % count]!, face.ring[(i + 1) % count]!];
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  };
  const runs: number[][] = [];
  for (let i = 0; i < count; i++) {
    const last = runs[runs.length - 1];
    const turn = last ? Math.abs(Math.sin(heading(i) - heading(i - 1))) : 1;
    if (last && turn < 0.2 && sides[i]!.line === sides[i - 1]!.line) last.push(i);
    else runs.push([i]);
  }
  return runs;
}

interface FillStyle {
  kind: string;
  length: [number, number];
  depth: [number, number];
  rowGap: [number, number];
  gap: [number, number];
  levels: [number, number];
  skip: number;
}
const slabs: FillStyle = {
  kind: 'apartments',
  length: [42, 68],
  depth: [11.5, 13.5],
  rowGap: [23, 29],
  gap: [11, 16],
  levels: [6, 7],
  skip: 0.05,
};
const towers: FillStyle = {
  kind: 'apartments',
  length: [26, 34],
  depth: [16, 20],
  rowGap: [36, 46],
  gap: [24, 34],
  levels: [16, 27],
  skip: 0.08,
};
const midrise: FillStyle = {
  kind: 'apartments',
  length: [34, 48],
  depth: [13, 15],
  rowGap: [29, 36],
  gap: [14, 20],
  levels: [9, 12],
  skip: 0.07,
};
const fillStyles: Partial<Record<Block['use'], FillStyle>> = {
  oldHousing: { kind: 'house', length: [22, 42], depth: [9.5, 12.5], rowGap: [8, 11], gap: [4, 8], levels: [1, 3], skip: 0.14 },
  commercial: { kind: 'commercial', length: [36, 60], depth: [28, 42], rowGap: [16, 24], gap: [14, 22], levels: [6, 24], skip: 0.16 },
  market: { kind: 'retail', length: [70, 110], depth: [22, 30], rowGap: [12, 15], gap: [10, 14], levels: [2, 3], skip: 0 },
  works: { kind: 'industrial', length: [52, 105], depth: [26, 42], rowGap: [14, 24], gap: [16, 26], levels: [1, 2], skip: 0.16 },
  school: { kind: 'school', length: [46, 64], depth: [14, 17], rowGap: [30, 40], gap: [26, 40], levels: [4, 5], skip: 0.35 },
  university: { kind: 'school', length: [56, 84], depth: [17, 24], rowGap: [38, 56], gap: [34, 52], levels: [4, 7], skip: 0.3 },
  hospital: { kind: 'hospital', length: [46, 70], depth: [18, 26], rowGap: [22, 30], gap: [18, 26], levels: [6, 15], skip: 0.12 },
  government: { kind: 'public', length: [64, 96], depth: [22, 28], rowGap: [46, 60], gap: [36, 50], levels: [5, 12], skip: 0.2 },
  stadium: { kind: 'stadium', length: [110, 130], depth: [64, 84], rowGap: [170, 220], gap: [60, 80], levels: [2, 4], skip: 0.1 },
  village: { kind: 'house', length: [11, 17], depth: [7.5, 10], rowGap: [14, 20], gap: [9, 16], levels: [1, 2], skip: 0.35 },
  townHousing: { ...slabs, length: [30, 50], rowGap: [20, 26], levels: [4, 6], skip: 0.15 },
};

function fillInside(parcel: Parcel, random: SampleRandom, put: Put) {
  const { block, face } = parcel;
  const style = block.use === 'housing' ? housingStyle(block) : fillStyles[block.use];
  if (!style) return;
  const along = rowDirection(face.ring);
  const up: Point = [-along[1], along[0]];
  const turned = face.ring.map(([x, y]): Point => [x * along[0] + y * along[1], x * up[0] + y * up[1]]);
  const box = boxOf(turned);
  const depth = random.between(...style.depth);
  const rowGap = random.between(...style.rowGap);
  const levels = Math.round(random.between(...style.levels));
  for (let v = box.minY + 7 + depth / 2; v < box.maxY - depth / 2; v += depth + rowGap) {
    let u = box.minX + random.between(5, 14);
    while (u < box.maxX - style.length[0]) {
      const length = random.between(...style.length);
      if (random.chance(style.skip)) {
        u += length;
        continue;
      }
      const [cu, cv] = [u + length / 2, v];
      const centre: Point = [cu * along[0] + cv * up[0], cu * along[1] + cv * up[1]];
      const built = put(
        { centre, along, halfLength: length / 2, halfDepth: depth / 2 },
        style.kind,
        Math.max(1, levels + random.whole(-1, 1)),
      );
      u += built >= 0 ? length + random.between(...style.gap) : 7;
    }
  }
}

/** Older slab estates near the old town, towers in the new quarters, one manner to a block. */
function housingStyle(block: Block): FillStyle {
  const pick = Math.abs(Math.round(block.centre[0] * 7 + block.centre[1] * 13)) % 10;
  const modern = block.region === 'north' || block.region === 'northWest' || block.region === 'northEast';
  if (pick < (modern ? 5 : 1)) return towers;
  return pick < (modern ? 8 : 4) ? midrise : slabs;
}

/** The direction of the parcel's sides nearest to east–west: rows of houses look south. */
function rowDirection(ring: readonly Point[]): Point {
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]) * 4;
    x += Math.cos(angle) * distance(a, b);
    y += Math.sin(angle) * distance(a, b);
  }
  const angle = Math.atan2(y, x) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

function cornersOf({ centre, along, halfLength, halfDepth }: Plate): Point[] {
  const corner = (p: number, q: number): Point => [
    centre[0] + along[0] * halfLength * p - along[1] * halfDepth * q,
    centre[1] + along[1] * halfLength * p + along[0] * halfDepth * q,
  ];
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** Whether two rectangles come closer than `gapMeters` (separating axes). */
function overlap(one: Plate, other: Plate, gapMeters: number): boolean {
  if (
    distance(one.centre, other.centre) >
    Math.hypot(one.halfLength, one.halfDepth) + Math.hypot(other.halfLength, other.halfDepth) + gapMeters
  )
    return false;
  const corners = [cornersOf(one), cornersOf(other)] as const;
  for (const { along } of [one, other]) {
    for (const axis of [along, [-along[1], along[0]] as Point]) {
      const spans = corners.map((ring) => {
        const values = ring.map(([x, y]) => x * axis[0] + y * axis[1]);
        return [Math.min(...values), Math.max(...values)] as const;
      });
      if (spans[0]![1] + gapMeters <= spans[1]![0] || spans[1]![1] + gapMeters <= spans[0]![0]) return false;
    }
  }
  return true;
}
