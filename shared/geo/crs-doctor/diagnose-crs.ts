import { type Crs, parseCrs } from '../crs.ts';
import { haversineMeters } from '../haversine-meters.ts';
import { insideAreas } from './area-index.ts';
import { candidateSystems, type Magnitude, positionsUnder } from './candidate-systems.ts';
import { fitToGround, type PointHabit } from './ground-fit.ts';
import { type GroundIndex, insideDistrict, nearestGroundMeters } from './ground-index.ts';
import { toLocal } from './local-frame.ts';

/** What a coordinate system would make of the file. */
export interface CrsEvidence {
  crs: string;
  /** Other systems with the same positions here. */
  sameAs: string[];
  /** Metres the system moves the points from where their numbers would lie as WGS84; null for metres. */
  offsetMeters: number | null;
  /** Median metres to the nearest road or building, 0 inside one; `mostShownMeters` when farther; null without ground. */
  medianGroundMeters: number | null;
  /** Shares (0–1) of the points; null where nothing of the kind is loaded. */
  inBuildings: number | null;
  inWater: number | null;
  outside: number | null;
  /** Standard deviations by which the points lie better on the ground than chance would have it; null when not comparable. */
  score: number | null;
  /** The part of the way from chance (0) to every point where such points belong (1); null with `score`. */
  lift: number | null;
}

/**
 * Why a system is chosen, or why none is. Chosen: `ground` (fits buildings and roads best), `district` (the only one inside the
 * district), `stated` (the file says so), `sameEverywhere` (all the same here). Not: `noPoints`, `tooFew`, `noGround`, `smallMargin`,
 * `offGround` (in the district, but beside its buildings: perhaps an older datum), `noneFits`.
 */
export const crsReasons = [
  'ground',
  'groundAgainstStated',
  'district',
  'stated',
  'sameEverywhere',
  'noPoints',
  'tooFew',
  'noGround',
  'smallMargin',
  'offGround',
  'noneFits',
] as const;
export type CrsReason = (typeof crsReasons)[number];

export interface CrsDiagnosis {
  /** Null: cannot tell. */
  chosen: string | null;
  why: CrsReason;
  /** What the file itself says, when it says it. */
  stated: string | null;
  magnitude: Magnitude | null;
  /** x is north and y is east, as survey tables write metres. */
  northFirst: boolean;
  /** Points the verdict rests on. */
  points: number;
  /** Best first. */
  candidates: CrsEvidence[];
  /** Score of the first less that of the second; null when there is no second with a score. */
  margin: number | null;
}

export interface CrsQuestion {
  /** x, y pairs as they stand in the file: degrees all, or metres all. */
  raw: Float64Array;
  magnitude: Magnitude;
  /** As `parseCrs` takes it; null when the file does not say. */
  stated: string | null;
  habit: PointHabit;
  ground: GroundIndex | null;
}

/** Distances are not told farther than this. */
export const mostShownMeters = 250;
const mostShownPoints = 2000;
const mostJudgedPoints = 500;
const fewestPoints = 10;
/** Above chance by this many deviations at least, this part of the way to certainty, and so much of both together. */
const sureScore = 2.4;
const sureLift = 0.35;
/** Few points lie in buildings by luck. */
const fewPoints = 20;
const sureProduct = { few: 2.4, many: 1.4 };
const sureMargin = 2.5;

/**
 * Which coordinate system the positions of a file are in, and why. Degrees are told apart by how they lie on the loaded buildings and
 * roads, metres by their size, their zone number and the district. Says that it cannot tell rather than guess.
 */
export function diagnoseCrs({ raw, magnitude, stated, habit, ground }: CrsQuestion): CrsDiagnosis {
  const shown = everyNth(raw, mostShownPoints);
  const systems = candidateSystems(magnitude, shown);
  if (stated !== null && !systems.some(({ crs, sameAs }) => crs.id === stated || sameAs.includes(stated))) {
    const parsed = parseCrs(stated);
    if (parsed.ok && parsed.value.projected === (magnitude === 'meters')) systems.push({ crs: parsed.value, sameAs: [] });
  }
  const base = { stated, magnitude, northFirst: magnitude === 'meters' && isNorthFirst(shown), points: raw.length / 2 };
  const looked = systems.map(({ crs, sameAs }) => lookAt(crs, sameAs, shown, magnitude, ground));
  const few = everyNth(raw, mostJudgedPoints);
  const fit =
    ground === null
      ? null
      : fitToGround(
          ground,
          systems.map(({ crs }) => toLocal(ground.frame, positionsUnder(crs, few))),
          habit,
        );
  const isFit = fit !== null && fit.points > 0;
  const candidates = looked.map((evidence, index) => ({
    ...evidence,
    score: isFit ? fit.scores[index]! : null,
    lift: isFit ? fit.lifts[index]! : null,
  }));
  candidates.sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || (a.outside ?? 0) - (b.outside ?? 0));
  const margin = candidates.length > 1 && candidates[0]!.score !== null ? candidates[0]!.score - candidates[1]!.score! : null;
  return { ...base, ...judge(candidates, margin, { ...base, ground, fitPoints: fit?.points ?? 0 }), candidates, margin };
}

interface Circumstances {
  points: number;
  magnitude: Magnitude;
  stated: string | null;
  ground: GroundIndex | null;
  fitPoints: number;
}
type Verdict = Pick<CrsDiagnosis, 'chosen' | 'why'>;

function judge(candidates: readonly CrsEvidence[], margin: number | null, facts: Circumstances): Verdict {
  const { points, magnitude, stated, ground, fitPoints } = facts;
  const unsure = (why: CrsReason): Verdict => ({ chosen: null, why });
  const [best] = candidates;
  if (points === 0) return unsure('noPoints');
  if (best === undefined) return unsure('noneFits');
  const says = (evidence: CrsEvidence): boolean => stated !== null && (evidence.crs === stated || evidence.sameAs.includes(stated));
  if (magnitude === 'meters') return judgeMeters(candidates, facts, says);
  if (candidates.length === 1) return { chosen: best.crs, why: 'sameEverywhere' };
  if (best.outside !== null && candidates.every(({ outside }) => outside! > 0.9))
    return stated === null ? unsure('noneFits') : { chosen: stated, why: 'stated' };
  const sure = fitPoints >= fewestPoints && belongs(best, fitPoints) && margin !== null && margin >= sureMargin;
  if (sure) return { chosen: best.crs, why: stated !== null && !says(best) ? 'groundAgainstStated' : 'ground' };
  if (stated !== null) return { chosen: stated, why: 'stated' };
  if (ground === null || best.score === null) return unsure('noGround');
  return unsure(fitPoints < fewPoints ? 'tooFew' : 'smallMargin');
}

/** Lies on the ground as such points do: neither by chance, nor by a trifle that many points make certain. */
const belongs = ({ score, lift }: CrsEvidence, points: number): boolean =>
  score !== null &&
  lift !== null &&
  score >= sureScore &&
  lift >= sureLift &&
  score * lift >= (points < fewPoints ? sureProduct.few : sureProduct.many);

function judgeMeters(
  candidates: readonly CrsEvidence[],
  { stated, ground, fitPoints }: Circumstances,
  says: (evidence: CrsEvidence) => boolean,
): Verdict {
  if (ground === null) {
    if (stated !== null) return { chosen: stated, why: 'stated' };
    return { chosen: null, why: 'noGround' };
  }
  const inside = candidates.filter(({ outside }) => outside! < 0.5);
  if (inside.length === 0) return { chosen: null, why: 'noneFits' };
  const [only] = inside;
  if (inside.length > 1) {
    const told = inside.find(says);
    return told === undefined ? { chosen: null, why: 'smallMargin' } : { chosen: told.crs, why: 'stated' };
  }
  // In the district but no better on its ground than chance: an older datum or a local grid is a hundred metres off.
  if (only!.score !== null && fitPoints >= fewPoints && !belongs(only!, fitPoints)) return { chosen: null, why: 'offGround' };
  return { chosen: stated !== null && says(only!) ? stated : only!.crs, why: 'district' };
}

function lookAt(crs: Crs, sameAs: string[], raw: Float64Array, magnitude: Magnitude, ground: GroundIndex | null): CrsEvidence {
  const positions = positionsUnder(crs, raw);
  const count = Math.max(1, raw.length / 2);
  let offset = 0;
  if (magnitude === 'degrees')
    for (let at = 0; at < raw.length; at += 2)
      offset += haversineMeters(raw[at]!, raw[at + 1]!, positions[at]!, positions[at + 1]!) / count;
  const evidence: CrsEvidence = {
    crs: crs.id,
    sameAs,
    offsetMeters: magnitude === 'degrees' ? offset : null,
    medianGroundMeters: null,
    inBuildings: null,
    inWater: null,
    outside: null,
    score: null,
    lift: null,
  };
  if (ground === null) return evidence;
  const points = toLocal(ground.frame, positions);
  const distances: number[] = [];
  let [inBuildings, inWater, outside] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    if (Number.isNaN(x) || !insideDistrict(ground, x, y)) {
      outside++;
      distances.push(mostShownMeters);
      continue;
    }
    const meters = nearestGroundMeters(ground, x, y, mostShownMeters);
    distances.push(meters);
    if (ground.hasBuildings && insideAreas(ground.buildings, x, y)) inBuildings++;
    if (insideAreas(ground.water, x, y)) inWater++;
  }
  distances.sort((a, b) => a - b);
  return {
    ...evidence,
    medianGroundMeters: ground.hasRoads || ground.hasBuildings ? (distances[distances.length >> 1] ?? null) : null,
    inBuildings: ground.hasBuildings ? inBuildings / count : null,
    inWater: ground.water.shapeEnds.length > 0 ? inWater / count : null,
    outside: outside / count,
  };
}

/** Whether most pairs stand as north, east: the first is a northing, the second an easting about a central meridian. */
function isNorthFirst(raw: Float64Array): boolean {
  let northFirst = 0;
  for (let at = 0; at < raw.length; at += 2) {
    const easting = (value: number): boolean => Math.abs((value % 1e6) - 5e5) <= 4e5 && (value < 1e6 || value > 1.3e7);
    if (!easting(raw[at]!) && easting(raw[at + 1]!)) northFirst++;
  }
  return northFirst > raw.length / 4;
}

/** At most `most` pairs, spread evenly over the whole. */
function everyNth(pairs: Float64Array, most: number): Float64Array {
  const count = pairs.length / 2;
  if (count <= most) return pairs;
  const picked = new Float64Array(most * 2);
  for (let index = 0; index < most; index++) {
    const from = Math.floor((index * count) / most) * 2;
    picked[index * 2] = pairs[from]!;
    picked[index * 2 + 1] = pairs[from + 1]!;
  }
  return picked;
}
