import type { Position } from 'geojson';
import { type MetricPlane, type PlanePoints, planeOfLatitudes, projectToPlane } from '../metric-plane.ts';
import { coveredSpans, type Interval, mergeIntervals, timesWithin } from './near-track.ts';

/** Fixes of a track. Times in seconds since 1970; the order of the fixes does not matter. */
export interface Track {
  lon: Float64Array;
  lat: Float64Array;
  time: Float64Array;
}

export interface TrackRules {
  /** How near counts as having been there. */
  radiusMeters: number;
  /** Between fixes farther apart in time the way is not known. */
  maxGapSeconds: number;
  /** Nor where the speed between them would have been higher: a jump of the receiver. */
  maxSpeedMetersPerSecond: number;
}

/** When it counts; null at any time. */
export type TimeWindow = Interval | null;

export interface MustVisitPoint {
  lon: number;
  lat: number;
  window: TimeWindow;
  /** Shortest stay within the radius, without interruption; 0 for passing by. */
  dwellSeconds: number;
}

export interface MustPatrolLine {
  positions: readonly Position[];
  window: TimeWindow;
  /** Share of the length that must be covered, 0 to 1. */
  requiredShare: number;
}

/** Of a point: met; stayed too briefly; been there at another time only; not been there. `unknown` where the track has a gap when it would have counted. */
export const visitVerdicts = ['met', 'tooShort', 'outsideWindow', 'missed', 'unknown'] as const;
export type VisitVerdict = (typeof visitVerdicts)[number];

export interface PointResult {
  verdict: VisitVerdict;
  /** Stays within the radius and the window. */
  stays: Interval[];
  longestStaySeconds: number;
  /** Nearest fix or way between fixes within the window; Infinity without any. */
  nearestMeters: number;
}

export interface LineResult {
  met: boolean;
  /** The track has a gap in the window, so more may have been covered than is known. */
  hasGap: boolean;
  lengthMeters: number;
  coveredMeters: number;
  share: number;
  /** Covered stretches, metres along the line. */
  spans: Interval[];
}

export interface TrackGap {
  from: number;
  to: number;
  meters: number;
  /** No fix for too long, or two fixes too far apart to be true. */
  kind: 'noSignal' | 'jump';
}

export interface TrackResult {
  fixes: number;
  /** Fixes left out: no position or no time. */
  unusable: number;
  from: number;
  to: number;
  /** Along the known way. */
  lengthMeters: number;
  gaps: TrackGap[];
  points: PointResult[];
  lines: LineResult[];
}

/**
 * What a track proves about must-visit points and must-patrol lines. Between two fixes the patrol is taken to have gone straight at an even speed; where fixes
 * are too far apart nothing is assumed. Circles and line shares are computed exactly, not by sampling.
 */
export function checkTrack(
  track: Track,
  points: readonly MustVisitPoint[],
  lines: readonly MustPatrolLine[],
  rules: TrackRules,
): TrackResult {
  const plane = planeOfLatitudes(track.lat, 0.01);
  const way = wayOf(track, plane, rules);
  const { fixes, legs, gaps } = way;
  return {
    fixes: fixes.time.length,
    unusable: track.time.length - fixes.time.length,
    from: fixes.time[0] ?? Number.NaN,
    to: fixes.time.at(-1) ?? Number.NaN,
    lengthMeters: legs.reduce((sum, { x1, y1, x2, y2 }) => sum + Math.hypot(x2 - x1, y2 - y1), 0),
    gaps,
    points: points.map((point) => checkPoint(point, way, plane, rules)),
    lines: lines.map((line) => checkLine(line, way, plane, rules)),
  };
}

/** A straight piece of the way; one of no length for a fix between two gaps. */
export interface Leg {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  from: number;
  to: number;
}

interface Way {
  fixes: PlanePoints & { time: Float64Array };
  legs: Leg[];
  gaps: TrackGap[];
}

function wayOf(track: Track, plane: MetricPlane, rules: TrackRules): Way {
  const all = projectToPlane(plane, track.lon, track.lat);
  const usable = Array.from(track.time.keys())
    .filter((at) => Number.isFinite(track.time[at]!) && Number.isFinite(all.x[at]!) && Number.isFinite(all.y[at]!))
    .sort((a, b) => track.time[a]! - track.time[b]! || a - b);
  const x = Float64Array.from(usable, (at) => all.x[at]!);
  const y = Float64Array.from(usable, (at) => all.y[at]!);
  const time = Float64Array.from(usable, (at) => track.time[at]!);
  const legs: Leg[] = [];
  const gaps: TrackGap[] = [];
  let joined = false;
  for (let at = 0; at < time.length; at++) {
    const next = at + 1;
    const last = next === time.length;
    const elapsed = last ? 0 : time[next]! - time[at]!;
    const meters = last ? 0 : Math.hypot(x[next]! - x[at]!, y[next]! - y[at]!);
    const kind = last
      ? null
      : elapsed > rules.maxGapSeconds
        ? 'noSignal'
        : meters > rules.maxSpeedMetersPerSecond * elapsed
          ? 'jump'
          : null;
    if (kind !== null) gaps.push({ from: time[at]!, to: time[next]!, meters, kind });
    const connects = !last && kind === null;
    const end = connects ? next : at;
    // A fix with no leg on either side still says where the patrol was.
    if (connects || !joined) legs.push({ x1: x[at]!, y1: y[at]!, x2: x[end]!, y2: y[end]!, from: time[at]!, to: time[end]! });
    joined = connects;
  }
  return { fixes: { x, y, time }, legs, gaps };
}

function checkPoint({ lon, lat, window, dwellSeconds }: MustVisitPoint, way: Way, plane: MetricPlane, rules: TrackRules): PointResult {
  const center = projectToPlane(plane, Float64Array.of(lon), Float64Array.of(lat));
  const [x, y] = [center.x[0]!, center.y[0]!];
  const stays = staysWithin(way.legs, x, y, rules.radiusMeters, window);
  const longest = stays.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const met = stays.length > 0 && longest >= dwellSeconds;
  const result = {
    stays,
    longestStaySeconds: longest,
    nearestMeters: clipLegs(way.legs, window).reduce((least, leg) => Math.min(least, distanceToLeg(leg, x, y)), Number.POSITIVE_INFINITY),
  };
  if (met) return { verdict: 'met', ...result };
  if (hasGap(way, window)) return { verdict: 'unknown', ...result };
  if (stays.length > 0) return { verdict: 'tooShort', ...result };
  return { verdict: staysWithin(way.legs, x, y, rules.radiusMeters, null).length > 0 ? 'outsideWindow' : 'missed', ...result };
}

function checkLine({ positions, window, requiredShare }: MustPatrolLine, way: Way, plane: MetricPlane, rules: TrackRules): LineResult {
  const { x, y } = projectToPlane(
    plane,
    Float64Array.from(positions, (position) => position[0]!),
    Float64Array.from(positions, (position) => position[1]!),
  );
  const { lengthMeters, spans } = coveredSpans(x, y, clipLegs(way.legs, window), rules.radiusMeters);
  const coveredMeters = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const share = lengthMeters > 0 ? Math.min(1, coveredMeters / lengthMeters) : 0;
  return { met: share >= requiredShare - 1e-9, hasGap: hasGap(way, window), lengthMeters, coveredMeters, share, spans };
}

/** A gap that overlaps the window; a window that the track does not reach into is one too. */
function hasGap({ fixes, gaps }: Way, window: TimeWindow): boolean {
  if (fixes.time.length === 0) return true;
  if (window === null) return gaps.length > 0;
  const covered = fixes.time[0]! <= window.from && fixes.time.at(-1)! >= window.to;
  return !covered || gaps.some(({ from, to }) => from < window.to && to > window.from);
}

function staysWithin(legs: readonly Leg[], x: number, y: number, radiusMeters: number, window: TimeWindow): Interval[] {
  return mergeIntervals(
    legs
      .flatMap((leg) => timesWithin(leg, x, y, radiusMeters) ?? [])
      .flatMap((stay) => {
        const from = Math.max(stay.from, window?.from ?? stay.from);
        const to = Math.min(stay.to, window?.to ?? stay.to);
        return from <= to ? [{ from, to }] : [];
      }),
    1e-6,
  );
}

/** The parts of the legs within the window. */
function clipLegs(legs: readonly Leg[], window: TimeWindow): Leg[] {
  if (window === null) return [...legs];
  return legs.flatMap((leg) => {
    const from = Math.max(leg.from, window.from);
    const to = Math.min(leg.to, window.to);
    if (from > to) return [];
    const at = (time: number): number => (leg.to > leg.from ? (time - leg.from) / (leg.to - leg.from) : 0);
    const between = (one: number, other: number, share: number): number => one + (other - one) * share;
    return [
      {
        x1: between(leg.x1, leg.x2, at(from)),
        y1: between(leg.y1, leg.y2, at(from)),
        x2: between(leg.x1, leg.x2, at(to)),
        y2: between(leg.y1, leg.y2, at(to)),
        from,
        to,
      },
    ];
  });
}

function distanceToLeg({ x1, y1, x2, y2 }: Leg, x: number, y: number): number {
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = squared > 0 ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared)) : 0;
  return Math.hypot(x1 + share * (x2 - x1) - x, y1 + share * (y2 - y1) - y);
}
