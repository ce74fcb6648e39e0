import type { RoadClass } from '../model/index.ts';
import { coreCentre } from './city-plan.ts';
import type { PlanLine } from './network.ts';
import { layeredNoise } from './noise.ts';
import { type Point, rotate } from './plane.ts';
import { onReservedGround, type Region, type Regions, regionPlans } from './regions.ts';
import { type SampleRandom, sampleRandom } from './sample-random.ts';
import type { SegmentIndex } from './segment-index.ts';
import type { Terrain } from './terrain.ts';

const edgeNoise = layeredNoise(41, 1500);
/** Above 1 the city thins out into fields; wedges of green reach inwards. */
const outskirts = ([x, y]: Point): number => Math.hypot((x - coreCentre[0]) / 5500, (y - coreCentre[1]) / 4700) + 0.3 * edgeNoise(x, y);

const stepMeters = 10;
const extentMeters = 7600;
/** Streets run this far over the road they end on; the network trims the rest. */
const overshootSteps = 2;

/**
 * The streets between the main roads: in each region two families of gently bent lines at uneven spacing, every few of
 * them wider, with stretches left out, kept off the water, the large grounds and the side of parallel main roads.
 */
export function latticeLines(
  regions: Regions,
  terrain: Terrain,
  majors: SegmentIndex<{ a: Point; b: Point }>,
  nameStreet: (suffixes: readonly string[]) => string,
): PlanLine[] {
  const result: PlanLine[] = [];
  for (const region of Object.values(regionPlans)) {
    if (region.name === 'riverside') continue;
    const random = sampleRandom(`lattice ${region.name}`);
    const families = [spread(region, random), spread(region, random)] as const;
    const bend = bender(region, random);
    for (const family of [0, 1] as const) {
      const crossings = families[1 - family]!;
      for (const [order, at] of families[family]!.entries()) {
        const roadClass = classOf(region, order);
        for (const piece of pieces(region, regions, terrain, majors, family, at, roadClass, crossings, bend, random)) {
          const name = nameStreet(suffixes(region, roadClass, family));
          result.push({ points: piece, roadClass, name, oneway: 0, level: 0, trimMeters: 34 });
        }
      }
    }
  }
  return result.sort((p, q) => classOrder.indexOf(p.roadClass) - classOrder.indexOf(q.roadClass));
}

const classOrder: RoadClass[] = ['secondary', 'tertiary', 'residential'];

function classOf(region: Region, order: number): RoadClass {
  if (region.name === 'core') return order % 5 === 2 ? 'tertiary' : 'residential';
  if (region.name === 'industry') return order % 3 === 1 ? 'tertiary' : 'residential';
  return order % 5 === 2 ? 'secondary' : order % 5 === 4 ? 'tertiary' : 'residential';
}

function suffixes(region: Region, roadClass: RoadClass, family: 0 | 1): string[] {
  if (region.name === 'core' && roadClass === 'residential') return family === 0 ? ['巷', '胡同'] : ['胡同', '巷', '街'];
  if (roadClass === 'secondary') return family === 0 ? ['大街'] : ['路'];
  if (roadClass === 'tertiary') return family === 0 ? ['街'] : ['路'];
  return family === 0 ? ['街', '街', '西街', '东街'] : ['路', '路', '南路', '北路'];
}

function spread(region: Region, random: SampleRandom): number[] {
  const result: number[] = [];
  for (let at = -extentMeters; at < extentMeters; at += random.between(...region.spacingMeters)) result.push(at);
  return result;
}

/** Maps lattice coordinates to the plane. */
function bender(region: Region, random: SampleRandom): (u: number, v: number) => Point {
  const phases = Array.from({ length: 4 }, () => random.between(0, 2 * Math.PI));
  const turn = (region.angleDegrees * Math.PI) / 180;
  const wave = (along: number, phase: number, other: number) =>
    region.warpMeters *
    (Math.sin((2 * Math.PI * along) / region.warpLengthMeters + phase) +
      0.5 * Math.sin((2 * Math.PI * along) / (region.warpLengthMeters * 0.43) + other));
  return (u, v) => {
    const [x, y] = rotate([u + wave(v, phases[0]!, phases[1]!), v + wave(u, phases[2]!, phases[3]!)], turn);
    return [x + coreCentre[0], y + coreCentre[1]];
  };
}

function pieces(
  region: Region,
  regions: Regions,
  terrain: Terrain,
  majors: SegmentIndex<{ a: Point; b: Point }>,
  family: 0 | 1,
  at: number,
  roadClass: RoadClass,
  crossings: number[],
  bend: (u: number, v: number) => Point,
  random: SampleRandom,
): Point[][] {
  const small = roadClass === 'residential';
  const place = (along: number): Point => (family === 0 ? bend(along, at) : bend(at, along));
  const count = Math.floor((2 * extentMeters) / stepMeters);
  const points = Array.from({ length: count }, (_, i) => place(-extentMeters + i * stepMeters));
  const open = new Uint8Array(count);
  const cellOf = new Int32Array(count);
  let cell = 0;
  let missing = false;
  for (let i = 0; i < count; i++) {
    const along = -extentMeters + i * stepMeters;
    while (cell < crossings.length && crossings[cell]! <= along) {
      cell++;
      missing = random.chance(small ? region.gapShare : 0);
    }
    cellOf[i] = cell;
    const point = points[i]!;
    if (missing || regions.at(point) !== region) continue;
    if (terrain.metersToRiver(point, 60) < 38) continue;
    if (small && terrain.metersToWater(point, 40) < 26) continue;
    if (outskirts(point) > (roadClass === 'secondary' ? 1.25 : 1) + (region.name === 'industry' ? 0.35 : 0)) continue;
    if (roadClass !== 'secondary' && onReservedGround(point)) continue;
    if (besideMajor(point, points[Math.min(count - 1, i + 1)]!, points[Math.max(0, i - 1)]!, majors, region.name === 'core' ? 42 : 75))
      continue;
    open[i] = 1;
  }
  const result: Point[][] = [];
  for (let i = 0; i < count; i++) {
    if (!open[i]) continue;
    let end = i;
    while (end + 1 < count && open[end + 1]) end++;
    if ((end - i) * stepMeters > 60) {
      const from = Math.max(0, i - overshootSteps);
      const to = Math.min(count - 1, end + overshootSteps);
      let start = from;
      for (let k = from + 1; k <= to; k++) {
        // Small streets change their name every third crossing, wider ones keep it.
        const renamed = cellOf[k] !== cellOf[k - 1] && cellOf[k]! % (small ? 3 : 9) === 0 && k - start > 25 && to - k > 25;
        if (renamed || k === to) {
          result.push(points.slice(start, k + 1));
          start = k;
        }
      }
    }
    i = end;
  }
  return result;
}

/** Whether a main road runs nearly the same way close by: a second street there would leave no room for houses. */
function besideMajor(point: Point, next: Point, previous: Point, majors: SegmentIndex<{ a: Point; b: Point }>, meters: number): boolean {
  const heading = Math.atan2(next[1] - previous[1], next[0] - previous[0]);
  let beside = false;
  majors.near(point, meters, (_, { a, b }) => {
    const turn = Math.abs(Math.sin(heading - Math.atan2(b[1] - a[1], b[0] - a[0])));
    if (turn < 0.5) beside = true;
  });
  return beside;
}
