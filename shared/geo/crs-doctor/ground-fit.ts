import { insideAreas } from './area-index.ts';
import { nearestEdgeMeters } from './edge-index.ts';
import { type GroundIndex, isCovered } from './ground-index.ts';

/**
 * What the file's points are, which says where on the ground they belong: premises in buildings along streets, devices beside streets,
 * tracks on them. Null: anywhere.
 */
export type PointHabit = 'premises' | 'roadside' | 'onRoad' | null;

/** How far around other places are looked at to learn what chance alone gives, and in how many directions. */
const controlRadiiMeters = [80, 130, 190, 260];
const controlsPerRadius = 8;
const fewestControls = 10;
/** Farther than this from every road or building nothing more can be learned. */
const reachMeters = 60;

/** Places where fewer of the points than this find any ground teach nothing. */
const leastCoveredShare = 0.4;

interface Closeness {
  buildings: number;
  roads: number;
  /** Share of the points with ground around them; the means are over these. */
  covered: number;
}

export interface GroundFit {
  /** Points with ground around them under any hypothesis. */
  points: number;
  /** By hypothesis: deviations above chance. */
  scores: number[];
  /** By hypothesis: the part of the way from chance (0) to every point where such points belong (1). */
  lifts: number[];
}

/**
 * How much better points fit the ground than chance: for each hypothesis (east, north pairs in metres of the ground's frame, NaN where it
 * has none), by how many deviations its closeness to buildings and roads exceeds that of the same points moved by 80–260 m in 32
 * directions, where the town is as dense but nothing is in its place. Null when there is nothing to compare with.
 */
export function fitToGround(ground: GroundIndex, hypotheses: readonly Float64Array[], habit: PointHabit): GroundFit | null {
  if (habit === null || !(ground.hasRoads || (habit === 'premises' && ground.hasBuildings))) return null;
  const judged: number[] = [];
  for (let at = 0; at < (hypotheses[0]?.length ?? 0); at += 2)
    if (hypotheses.some((points) => isCovered(ground.covered, points[at]!, points[at + 1]!))) judged.push(at);
  const fits = hypotheses.map((points) => fitOf(ground, points, judged, habit));
  return { points: judged.length, scores: fits.map(({ score }) => score), lifts: fits.map(({ lift }) => lift) };
}

const noFit = { score: 0, lift: 0 };

function fitOf(ground: GroundIndex, points: Float64Array, judged: readonly number[], habit: Exclude<PointHabit, null>): typeof noFit {
  const here = closenessOf(ground, points, judged, habit, 0, 0);
  if (here.covered === 0) return noFit;
  const controls: Closeness[] = [];
  for (const [index, radius] of controlRadiiMeters.entries())
    for (let turn = 0; turn < controlsPerRadius; turn++) {
      const angle = ((turn + index / controlRadiiMeters.length) / controlsPerRadius) * 2 * Math.PI;
      const control = closenessOf(ground, points, judged, habit, radius * Math.cos(angle), radius * Math.sin(angle));
      if (control.covered >= here.covered * leastCoveredShare) controls.push(control);
    }
  if (controls.length < fewestControls) return noFit;
  const buildings = spreadOf(controls.map((control) => control.buildings));
  const roads = spreadOf(controls.map((control) => control.roads));
  // Buildings tell more than roads: a premises is in one, while every place of a town is near some road.
  const combine = (one: Closeness): number => 2 * standardise(one.buildings, buildings) + standardise(one.roads, roads);
  const share = Math.sqrt(here.covered);
  const lift = habit === 'premises' && ground.hasBuildings ? liftOf(here.buildings, buildings.middle) : liftOf(here.roads, roads.middle);
  return { score: standardise(combine(here), spreadOf(controls.map(combine))) * share, lift: lift * share };
}

const liftOf = (value: number, chance: number): number => (value - chance) / Math.max(0.05, 1 - chance);

/** Mean closeness (0 far … 1 where such points belong) of points moved by east, north metres. */
function closenessOf(
  ground: GroundIndex,
  points: Float64Array,
  judged: readonly number[],
  habit: Exclude<PointHabit, null>,
  east: number,
  north: number,
): Closeness {
  let [nearBuildings, nearRoads, covered] = [0, 0, 0];
  for (const at of judged) {
    const x = points[at]! + east;
    const y = points[at + 1]! + north;
    if (!isCovered(ground.covered, x, y)) continue;
    covered++;
    if (habit === 'premises' && ground.hasBuildings)
      nearBuildings += insideAreas(ground.buildings, x, y) ? 1 : Math.exp(-nearestEdgeMeters(ground.walls, x, y, reachMeters) / 4);
    if (ground.hasRoads) nearRoads += roadCloseness[habit](nearestEdgeMeters(ground.roads, x, y, 2 * reachMeters));
  }
  const count = Math.max(1, covered);
  return { buildings: nearBuildings / count, roads: nearRoads / count, covered: covered / judged.length };
}

/** By distance to the nearest centre line. */
const roadCloseness = {
  premises: (meters: number) => (meters < 6 ? meters / 12 : meters < 30 ? 1 : Math.exp((30 - meters) / 30)),
  roadside: (meters: number) => (meters < 2 ? meters / 4 : meters < 12 ? 1 : Math.exp((12 - meters) / 12)),
  onRoad: (meters: number) => Math.exp(-meters / 6),
} as const satisfies Record<Exclude<PointHabit, null>, (meters: number) => number>;

interface Spread {
  middle: number;
  /** Root mean square above the middle: parks and water pull values down far more than chance can lift them. */
  upward: number;
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[sorted.length >> 1]!;
  const above = sorted.slice(sorted.length >> 1);
  return { middle, upward: Math.sqrt(above.reduce((sum, value) => sum + (value - middle) ** 2, 0) / above.length) };
}

const standardise = (value: number, { middle, upward }: Spread): number => (upward < 1e-9 ? 0 : (value - middle) / upward);
