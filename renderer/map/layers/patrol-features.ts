import type { Feature, Position } from 'geojson';
import type { ComplianceAnswer, TourAnswer } from '../../../shared/analyses/response/index.ts';
import type { TrackFixes } from '../../../shared/formats/read-track.ts';
import { haversineMeters } from '../../../shared/geo/haversine-meters.ts';
import { referenceOf } from '../../state/chosen-place.ts';
import type { PatrolLine, PatrolPoint } from '../../state/patrol.ts';
import type { WaysState } from '../ways-state.ts';
import { lineFeature, placeFeature } from './way-features.ts';

type Errands = Pick<(TourAnswer | ComplianceAnswer)['parameters'], 'points' | 'lines'>;
const keyOf = (reference: object): string => {
  const { stationId, premisesFid, lon, lat } = reference as { [key: string]: unknown };
  return JSON.stringify([stationId, premisesFid, lon, lat]);
};
/** Number of a point in what an answer was asked with, which may since have changed; −1 where it was not asked. */
function pointIn(answer: { parameters: Errands } | null, { place }: PatrolPoint): number {
  const key = keyOf(referenceOf(place));
  return answer === null ? -1 : answer.parameters.points.findIndex(({ at }) => keyOf(at) === key);
}
/** The same of a line. */
function lineIn(answer: { parameters: Errands } | null, { positions }: PatrolLine): number {
  const key = JSON.stringify(positions);
  return answer === null ? -1 : answer.parameters.lines.findIndex((line) => JSON.stringify(line.positions) === key);
}

/** Ways of a tour or a track with its gaps, and the lines to patrol: not `chosen` where they are not met, what is missing of them beside. */
export function patrolLines({ tour, lines, track, compliance }: WaysState): Feature[] {
  const unmet = new Set(tour?.unmet.filter(({ kind }) => kind === 'line').map(({ index }) => index));
  return [
    ...lines.map((line) =>
      lineFeature(
        { type: 'LineString', coordinates: line.positions.map(([lon, lat]) => [lon, lat]) },
        { kind: 'must', chosen: !unmet.has(lineIn(tour, line)) && compliance?.lines[lineIn(compliance, line)]?.met !== false },
      ),
    ),
    ...(compliance?.lines ?? []).flatMap(({ positions, spans, lengthMeters }) =>
      missedStretches(positions, spans, lengthMeters).map((coordinates) =>
        lineFeature({ type: 'LineString', coordinates }, { kind: 'missed', chosen: false }),
      ),
    ),
    ...(tour?.visits ?? []).map(({ way }) => lineFeature(way, { kind: 'way', chosen: true })),
    ...(tour?.wayBack == null ? [] : [lineFeature(tour.wayBack, { kind: 'way', chosen: false })]),
    ...(track === null
      ? []
      : [lineFeature({ type: 'MultiLineString', coordinates: trackLines(track.fixes) }, { kind: 'way', chosen: true })]),
    ...(track === null || compliance === null
      ? []
      : compliance.gaps
          .map((gap) => gapLine(track.fixes, gap))
          // Gaps of the track checked before have no ends in this one.
          .filter((ends) => ends.length === 2)
          .map((coordinates) => lineFeature({ type: 'LineString', coordinates }, { kind: 'gap', chosen: false }))),
  ];
}

/** Between fixes further apart in time nothing is drawn. */
const TRACK_GAP_SECONDS = 120;

export function trackLines({ lon, lat, time }: TrackFixes): Position[][] {
  const lines: Position[][] = [];
  let before: number | null = null;
  for (let at = 0; at < time.length; at++) {
    const [x, y, seconds] = [lon[at] ?? null, lat[at] ?? null, time[at] ?? null];
    if (x === null || y === null || seconds === null) continue;
    if (before === null || Math.abs(seconds - before) > TRACK_GAP_SECONDS) lines.push([]);
    lines.at(-1)!.push([x, y]);
    before = seconds;
  }
  return lines.filter((line) => line.length > 1);
}

/** From the last fix before a gap to the first after it: nobody knows the way between. */
export function gapLine({ lon, lat, time }: TrackFixes, { from, to }: { from: number; to: number }): Position[] {
  return [from, to].flatMap((at) => {
    const fix = time.findIndex((seconds, index) => seconds === at && lon[index] != null && lat[index] != null);
    return fix < 0 ? [] : [[lon[fix]!, lat[fix]!]];
  });
}

/** The parts of a line that no span covers. @param spans metres along the line, whose length they were measured with */
export function missedStretches(
  positions: readonly (readonly [number, number])[],
  spans: readonly { from: number; to: number }[],
  lengthMeters: number,
): Position[][] {
  const missed: Position[][] = [];
  let until = 0;
  for (const { from, to } of [...spans, { from: lengthMeters, to: lengthMeters }]) {
    if (from - until > 0.5) missed.push(stretchOf(positions, until / lengthMeters, from / lengthMeters));
    until = Math.max(until, to);
  }
  return missed;
}

/** The part of a line between two shares of its length. */
function stretchOf(positions: readonly (readonly [number, number])[], first: number, last: number): Position[] {
  const lengths = positions.slice(1).map((position, before) => haversineMeters(...positions[before]!, ...position));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const [from, to] = [first * total, last * total];
  const stretch: Position[] = [];
  let meters = 0;
  for (const [side, length] of lengths.entries()) {
    const [[x, y], [nextX, nextY]] = [positions[side]!, positions[side + 1]!];
    const at = (along: number): Position => {
      const share = length > 0 ? (along - meters) / length : 0;
      return [x + share * (nextX - x), y + share * (nextY - y)];
    };
    if (meters <= to && meters + length >= from) {
      if (stretch.length === 0) stretch.push(at(Math.max(from, meters)));
      stretch.push(at(Math.min(to, meters + length)));
    }
    meters += length;
  }
  return stretch;
}

interface Mark {
  mark: string;
  failed: boolean;
}
const unasked: Mark = { mark: '·', failed: false };

/** Points to visit with their number in the tour, `!` where they are not in it, or what the track proves; `·` what was not asked yet. */
export function patrolPlaces({ points, lines, start, tour, compliance }: WaysState): Feature[] {
  const orderOf = (answer: TourAnswer, kind: 'point' | 'line', index: number): Mark => {
    if (index < 0) return unasked;
    const order = answer.visits.findIndex((visit) => visit.kind === kind && visit.index === index);
    return order < 0 ? { mark: '!', failed: true } : { mark: String(order + 1), failed: false };
  };
  const markOfPoint = (point: PatrolPoint): Mark => {
    if (tour !== null) return orderOf(tour, 'point', pointIn(tour, point));
    const verdict = compliance?.points[pointIn(compliance, point)]?.verdict;
    if (verdict === undefined) return unasked;
    return { mark: verdict === 'met' ? '✓' : verdict === 'unknown' ? '?' : '✗', failed: verdict !== 'met' };
  };
  const markOfLine = (line: PatrolLine): Mark => {
    if (tour !== null) return orderOf(tour, 'line', lineIn(tour, line));
    const proven = compliance?.lines[lineIn(compliance, line)];
    return proven === undefined ? unasked : { mark: proven.met ? '✓' : proven.hasGap ? '?' : '✗', failed: !proven.met };
  };
  return [
    ...lines.map((line) => {
      const [lon, lat] = line.positions[Math.floor(line.positions.length / 2)]!;
      return placeFeature({ name: line.name, lon, lat }, { ...markOfLine(line), chosen: true });
    }),
    ...points.map((point) => placeFeature(point.place, { ...markOfPoint(point), chosen: true })),
    ...(start === null ? [] : [placeFeature(start, { mark: '★', chosen: true, failed: false })]),
  ];
}
