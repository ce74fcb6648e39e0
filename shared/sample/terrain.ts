import { districtAreaSquareMeters, reservedGrounds, riverCourse, riverName, tributaries } from './city-plan.ts';
import { layeredNoise, smoothNoise } from './noise.ts';
import {
  type Box,
  boxOf,
  clamp,
  curveThrough,
  inBox,
  insideRing,
  offsetLine,
  type Point,
  ringArea,
  simplifyLine,
  smoothRing,
  smoothstep,
} from './plane.ts';
import { type SegmentIndex, segmentIndex } from './segment-index.ts';

export interface WaterCourse {
  name: string;
  course: Point[];
  halfWidthAt(index: number): number;
  /** Both banks as one closed ring. */
  ring: Point[];
}

export interface Terrain {
  outline: Point[];
  outlineBox: Box;
  insideDistrict(point: Point): boolean;
  river: WaterCourse;
  tributaries: WaterCourse[];
  lake: Point[];
  /** Metres from the nearest river's centre line minus half its width: negative in the water, at most `limit`. */
  metersToWater(point: Point, limit: number): number;
  metersToRiver(point: Point, limit: number): number;
  /** 0 in the valleys to 1 on the ridges. */
  elevation(point: Point): number;
}

/** Land form of the sample district: its outline of exactly the published area, its waters and its hills. */
export function shapeTerrain(): Terrain {
  const outline = drawOutline();
  const outlineBox = boxOf(outline);
  const widthNoise = smoothNoise(11, 1700);
  const within = (course: Point[]) => {
    const wet = course.map((point) => inBox(outlineBox, point) && insideRing(outline, point));
    return course.slice(Math.max(0, wet.indexOf(true) - 2), wet.lastIndexOf(true) + 3);
  };
  const river = waterCourse(riverName, within(curveThrough(riverCourse, 60)), (point) => 92 + 34 * widthNoise(point[0], point[1]));
  const streams = tributaries.map(({ name, course, widthMeters }) =>
    waterCourse(name, within(wander(curveThrough(course, 60), widthMeters)), () => widthMeters / 2),
  );
  const lakePlan = reservedGrounds.find(({ kind }) => kind === 'lakePark')!;
  const lakeNoise = layeredNoise(23, 300);
  const lake = Array.from({ length: 60 }, (_, i): Point => {
    const angle = (i / 60) * 2 * Math.PI;
    const radius = 300 * (1 + 0.26 * Math.sin(2 * angle + 0.6) + 0.16 * Math.cos(3 * angle)) + 30 * lakeNoise(80 * i, 0);
    return [lakePlan.centre[0] + 20 + radius * Math.cos(angle), lakePlan.centre[1] + 10 + radius * 0.86 * Math.sin(angle)];
  });
  const waters = segmentIndex<number>(400);
  const riverOnly = segmentIndex<number>(400);
  for (const course of [river, ...streams]) {
    for (let i = 1; i < course.course.length; i++) {
      const half = course.halfWidthAt(i);
      waters.add(course.course[i - 1]!, course.course[i]!, half);
      if (course === river) riverOnly.add(course.course[i - 1]!, course.course[i]!, half);
    }
  }
  const metersTo = (index: SegmentIndex<number>) => (point: Point, limit: number) => {
    let best = limit;
    index.near(point, limit + 130, (meters, half) => {
      best = Math.min(best, meters - half);
    });
    return best;
  };
  const metersToWater = metersTo(waters);
  const hills = layeredNoise(5, 4200);
  const ridges = layeredNoise(17, 2600);
  const elevation = (point: Point) => {
    const fromCentre = Math.hypot(point[0] / 1.2, point[1]);
    const rise = smoothstep(4800, 11500, fromCentre);
    const valley = smoothstep(0, 1800, metersToWater(point, 1800));
    return clamp(
      0.12 + 0.52 * rise + 0.42 * hills(point[0], point[1]) + 0.22 * ridges(point[0], point[1]) - 0.5 * (1 - valley) * (1 - 0.3 * rise),
      0,
      1,
    );
  };
  return {
    outline,
    outlineBox,
    insideDistrict: (point) => inBox(outlineBox, point) && insideRing(outline, point),
    river,
    tributaries: streams,
    lake,
    metersToWater: (point, limit) => {
      const flowing = metersToWater(point, limit);
      return insideRing(lake, point) ? Math.min(flowing, -1) : flowing;
    },
    metersToRiver: metersTo(riverOnly),
    elevation,
  };
}

function drawOutline(): Point[] {
  const wobble = layeredNoise(3, 2600);
  const ring = Array.from({ length: 260 }, (_, i): Point => {
    const angle = (i / 260) * 2 * Math.PI;
    const radius =
      12000 *
      (1 + 0.1 * Math.cos(2 * angle + 0.35) + 0.07 * Math.sin(3 * angle) + 0.045 * Math.cos(5 * angle + 1) + 0.03 * Math.sin(8 * angle));
    const [x, y] = [radius * 1.12 * Math.cos(angle), radius * 0.92 * Math.sin(angle)];
    const push = 1 + 0.06 * wobble(x, y);
    return [x * push, y * push];
  });
  const smooth = simplifyLine(smoothRing(ring, 1), 6);
  const scale = Math.sqrt(districtAreaSquareMeters / Math.abs(ringArea(smooth)));
  return smooth.map(([x, y]) => [Math.round(x * scale * 100) / 100, Math.round(y * scale * 100) / 100]);
}

function wander(course: Point[], widthMeters: number): Point[] {
  const noise = smoothNoise(widthMeters, 420);
  return offsetLine(course, (i) => 70 * noise(course[i]![0], course[i]![1]) * Math.min(1, i / 10, (course.length - 1 - i) / 10));
}

function waterCourse(name: string, course: Point[], halfWidth: (point: Point) => number): WaterCourse {
  const halves = course.map(halfWidth);
  const left = offsetLine(course, (i) => halves[i]!);
  const right = offsetLine(course, (i) => -halves[i]!);
  return { name, course, halfWidthAt: (i) => halves[i]!, ring: [...right, ...left.reverse()] };
}
