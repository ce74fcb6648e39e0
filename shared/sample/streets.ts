import type { RoadClass } from '../model/index.ts';
import {
  coreCentre,
  expressway,
  expresswayName,
  innerRing,
  outerRing,
  radialRoads,
  type TownPlan,
  towns,
  valleyRoads,
} from './city-plan.ts';
import { innerRoads } from './inner-roads.ts';
import { latticeLines } from './lattice.ts';
import { streetNames, villageNames } from './names.ts';
import { buildNetwork, type Network, type PlanLine } from './network.ts';
import { curveThrough, distance, insideRing, offsetLine, type Point, simplifyLine } from './plane.ts';
import { findRegions, type Region } from './regions.ts';
import { sampleRandom } from './sample-random.ts';
import { segmentIndex } from './segment-index.ts';
import { settlementLines } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export interface Settlement {
  name: string;
  centre: Point;
  radiusMeters: number;
  /** Built like a town: wider lanes, larger houses. */
  town: boolean;
  /** The seat of a 镇. */
  seat: boolean;
}

export interface StreetPlan {
  network: Network;
  settlements: Settlement[];
  innerRing: Point[];
  outerRing: Point[];
  regionAt(point: Point): Region | null;
}

/** The whole street network of the sample district. */
export function planStreets(terrain: Terrain): StreetPlan {
  const nameStreet = streetNames(sampleRandom('streets'));
  const innerCourse = ringLine(innerRing.centre, innerRing.radiiMeters);
  const outerCourse = ringLine(outerRing.centre, outerRing.radiiMeters);
  // Few corners are enough to ask what lies inside.
  const [inner, outer] = [simplifyLine(innerCourse, 0.4), simplifyLine(outerCourse, 0.4)];
  const lines: PlanLine[] = [];
  const add = (points: Point[], roadClass: RoadClass, name: string | null, options: Partial<PlanLine> = {}) => {
    for (const part of insideParts(points, terrain)) {
      lines.push({ points: finish(part, terrain), roadClass, name, oneway: 0, level: 0, trimMeters: 34, ...options });
    }
  };

  const skeleton: PlanLine[] = [];
  for (const road of radialRoads) {
    const whole = curveThrough(road.course, 12);
    const atRing = distance(whole[0]!, coreCentre) < 1 ? 0 : Math.max(0, whole.findIndex((point) => !insideRing(inner, point)) - 2);
    const course = whole.slice(atRing);
    const outerStart = Math.min(course.length - 1, course.findLastIndex((point) => insideRing(outer, point)) + 1);
    const firstInside = course.findIndex((point) => insideRing(outer, point));
    if (firstInside > 0) add(course.slice(0, firstInside + 1), road.outerClass, road.name, { trimMeters: 0 });
    add(course.slice(Math.max(0, firstInside), outerStart + 1), road.roadClass, road.name);
    if (outerStart < course.length - 1) add(course.slice(outerStart), road.outerClass, `${road.name.slice(0, 2)}公路`, { trimMeters: 0 });
  }
  add(outerCourse, 'trunk', '红枫环路');
  for (const side of [1, -1]) add(riverside(terrain, outer, side), 'secondary', side > 0 ? '江北滨河路' : '江南滨河路');
  skeleton.push(...lines.map((line) => ({ ...line, trimMeters: 200 })), {
    points: innerCourse,
    roadClass: 'primary',
    name: null,
    oneway: 0,
    level: 0,
    trimMeters: 200,
  });
  // The inner ring is a pair of one-way carriageways; traffic keeps right, so the counter-clockwise one is outside.
  add(offsetClosed(innerCourse, -11), 'primary', '鼓楼环路', { oneway: 1 });
  add(offsetClosed(innerCourse, 11).reverse(), 'primary', '鼓楼环路', { oneway: 1 });
  const valleyCourses: Point[][] = [];
  for (const course of valleyRoads) {
    valleyCourses.push(joinEnds(curveThrough(course, 12), [...valleyCourses, ...radialRoads.map((road) => curveThrough(road.course, 12))]));
  }
  for (const course of valleyCourses) add(course, 'tertiary', `${nameStreet(['线'])}`, { trimMeters: 0 });
  for (const line of expresswayLines(
    terrain,
    radialRoads.map(({ course }) => curveThrough(course, 12)),
    outer,
  ))
    lines.push(line);

  const regions = findRegions(buildNetwork(skeleton.map((line) => ({ ...line }))), inner, outer, terrain);
  const majors = segmentIndex<{ a: Point; b: Point }>(200);
  for (const { points, level } of lines) {
    if (level === 0) for (let i = 1; i < points.length; i++) majors.add(points[i - 1]!, points[i]!, { a: points[i - 1]!, b: points[i]! });
  }
  for (const line of latticeLines(regions, terrain, majors, nameStreet)) {
    lines.push({ ...line, points: finish(line.points, terrain) });
  }

  const nameVillage = villageNames(sampleRandom('villages'));
  const settlements: Settlement[] = [];
  const free = (centre: Point, gap: number) =>
    settlements.every((other) => distance(other.centre, centre) > gap + other.radiusMeters) &&
    terrain.insideDistrict(centre) &&
    !insideRing(outer, centre) &&
    terrain.metersToRiver(centre, 500) > 330;
  const settle = (course: Point[], at: number, plan: TownPlan | null, radiusMeters: number) => {
    const settlement: Settlement = {
      name: plan?.name ?? `${nameVillage()}村`,
      centre: course[at]!,
      radiusMeters,
      town: plan !== null,
      seat: plan?.name.endsWith('镇') ?? false,
    };
    settlements.push(settlement);
    for (const line of settlementLines(settlement, course, at, terrain, nameStreet)) {
      for (const part of insideParts(line.points, terrain)) lines.push({ ...line, points: finish(part, terrain) });
    }
  };
  const courses = [...valleyCourses, ...radialRoads.map(({ course }) => curveThrough(course, 12))];
  for (const town of towns) {
    let best = { gap: Number.POSITIVE_INFINITY, course: courses[0]!, at: 0 };
    for (const course of courses) {
      course.forEach((point, at) => {
        const gap = distance(point, town.centre);
        if (gap < best.gap) best = { gap, course, at };
      });
    }
    settle(best.course, best.at, town, town.radiusMeters);
  }
  const random = sampleRandom('settlements');
  // Suburbs where a road leaves the ring, on some of the roads only.
  for (const course of courses) {
    const leaves = course.findIndex((point, i) => i > 0 && insideRing(outer, course[i - 1]!) && !insideRing(outer, point));
    if (leaves < 0 || leaves + 60 > course.length || random.chance(0.25)) continue;
    const radiusMeters = random.between(420, 640);
    const at = leaves + Math.round((radiusMeters * 0.95) / 12);
    if (!terrain.insideDistrict(course[at]!) || terrain.metersToRiver(course[at]!, 500) < 400) continue;
    settle(course, at, { name: `${nameVillage()}新区`, centre: course[at]!, radiusMeters }, radiusMeters);
  }
  for (const course of courses) {
    let sinceLast = 900;
    for (let at = 20; at < course.length - 16; at++) {
      sinceLast += 12;
      if (sinceLast < 1250) continue;
      if (!free(course[at]!, 820) || tooCloseToExpressway(course[at]!)) continue;
      settle(course, at, null, random.between(170, 330));
      sinceLast = random.between(-500, 250);
    }
  }

  const firstNetwork = buildNetwork(lines.map((line) => ({ ...line })));
  const cityAt = (point: Point) => regions.at(point);
  for (const line of innerRoads(firstNetwork, cityAt, terrain, nameStreet)) lines.push(line);
  const network = buildNetwork(lines);
  return { network, settlements, innerRing: inner, outerRing: outer, regionAt: cityAt };
}

/** A course led on to the road nearest to each of its ends, and a little over it, where one is within reach. */
function joinEnds(course: Point[], others: Point[][]): Point[] {
  const lead = (end: Point): Point[] => {
    let best: Point | null = null;
    for (const other of others) for (const point of other) if (distance(point, end) < (best ? distance(best, end) : 1100)) best = point;
    if (!best || distance(best, end) < 1) return [];
    const length = distance(best, end);
    return curveThrough([end, [best[0] + ((best[0] - end[0]) / length) * 16, best[1] + ((best[1] - end[1]) / length) * 16]], 12).slice(1);
  };
  return [...lead(course[0]!).reverse(), ...course, ...lead(course[course.length - 1]!)];
}

function ringLine(centre: Point, radiiMeters: readonly number[]): Point[] {
  const controls = radiiMeters.map((radius, i): Point => {
    const angle = (i / radiiMeters.length) * 2 * Math.PI;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  return curveThrough(controls, 14, true);
}

function offsetClosed(ring: Point[], offsetMeters: number): Point[] {
  const wrapped = [ring[ring.length - 2]!, ...ring, ring[1]!];
  const moved = offsetLine(wrapped, offsetMeters).slice(1, -1);
  moved[moved.length - 1] = moved[0]!;
  return moved;
}

/** The road along one bank of the river, inside the outer ring and a little beyond its ends. */
function riverside(terrain: Terrain, outer: Point[], side: number): Point[] {
  const { course, halfWidthAt } = terrain.river;
  const line = offsetLine(course, (i) => side * (halfWidthAt(i) + 48));
  const inside = line.map((point) => insideRing(outer, point));
  const from = inside.indexOf(true);
  const to = inside.lastIndexOf(true);
  return curveThrough(line.slice(from - 1, to + 2), 12);
}

/** Drops vertices that say nothing, but keeps those where the line reaches and leaves water, for the bridges. */
function finish(points: Point[], terrain: Terrain): Point[] {
  const kept = new Set<number>();
  let wasWet = terrain.metersToWater(points[0]!, 20) < 8;
  for (let i = 1; i < points.length; i++) {
    const wet = terrain.metersToWater(points[i]!, 20) < 8;
    if (wet !== wasWet) kept.add(wet ? i - 1 : i);
    wasWet = wet;
  }
  return simplifyLine(points, 0.9, kept);
}

function insideParts(points: Point[], terrain: Terrain): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (const point of points) {
    if (terrain.insideDistrict(point)) part.push(point);
    else {
      if (part.length > 1) parts.push(part);
      part = [];
    }
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

const expresswayCourse = curveThrough(expressway, 30);
function tooCloseToExpressway(point: Point): boolean {
  return expresswayCourse.some((other) => distance(other, point) < 420);
}

/** Two carriageways and, where main roads pass beneath, half-diamond ramps on both sides. */
function expresswayLines(terrain: Terrain, mains: Point[][], outer: Point[]): PlanLine[] {
  const course = insideParts(expresswayCourse, terrain).reduce((best, part) => (part.length > best.length ? part : best));
  const result: PlanLine[] = [];
  const base = { oneway: 1 as const, trimMeters: 0 };
  const carriageways = [offsetLine(course, -13), offsetLine(course, 13).reverse()];
  // Both carriageways meet at the district's border, where this plan ends: no lane leads nowhere.
  const [right, left] = [carriageways[0]!, carriageways[1]!];
  left[0] = right[right.length - 1]!;
  left[left.length - 1] = right[0]!;
  const junctions: { at: number; main: Point[]; mainAt: number }[] = [];
  for (const main of mains) {
    const along = segmentIndex<number>(100);
    for (const [i, point] of main.entries()) along.add(point, point, i);
    for (let at = 20; at < course.length - 20; at++) {
      let mainAt = main.length;
      along.near(course[at]!, 17, (_, i) => {
        mainAt = Math.min(mainAt, i);
      });
      if (mainAt < 14 || mainAt > main.length - 14 || insideRing(outer, course[at]!)) continue;
      if (junctions.every((other) => Math.abs(other.at - at) > 60)) junctions.push({ at, main, mainAt });
      at += 40;
    }
  }
  for (const { at, main, mainAt } of junctions) {
    for (const side of [0, 1] as const) {
      const lane = carriageways[side]!;
      const here = side === 0 ? at : course.length - 1 - at;
      const sideSign = side === 0 ? -1 : 1;
      const ahead = course[at + 1]!;
      const normal: Point = [-(ahead[1] - course[at]![1]), ahead[0] - course[at]![0]];
      const length = Math.hypot(...normal);
      const out = (point: Point) =>
        (((point[0] - course[at]![0]) * normal[0] + (point[1] - course[at]![1]) * normal[1]) / length) * sideSign;
      const foot = [mainAt - 11, mainAt + 11].map((index) => main[index]!).sort((p, q) => out(q) - out(p))[0]!;
      const [start, end] = [lane[here - 13], lane[here + 13]];
      if (!start || !end) continue;
      const bend = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      const lean = (to: Point): Point => {
        const middle = bend(to, foot, 0.6);
        return [middle[0] + (normal[0] / length) * sideSign * -18, middle[1] + (normal[1] / length) * sideSign * -18];
      };
      result.push({
        ...base,
        points: [start, ...curveThrough([start, lean(start), foot, lean(end), end], 18).slice(1, -1), end],
        roadClass: 'motorway_link',
        name: null,
        level: 0,
      });
    }
  }
  return [
    ...carriageways.map((points): PlanLine => ({ ...base, points, roadClass: 'motorway', name: expresswayName, level: 1 })),
    ...result,
  ];
}
