import type { Feature, Position } from 'geojson';
import type { TrackFixes } from '../../../shared/formats/read-track.ts';
import { haversineMeters } from '../../../shared/geo/haversine-meters.ts';
import type { WaysState } from '../ways-state.ts';
import { lineFeature, placeFeature } from './way-features.ts';

/** Ways of a tour or a track with its gaps, and the lines to patrol: not `chosen` where they are not met, what is missing of them beside. */
export function patrolLines({ tour, lines, track, compliance }: WaysState): Feature[] {
  const unmet = new Set(tour?.unmet.filter(({ kind }) => kind === 'line').map(({ index }) => index));
  return [
    ...lines.map(({ positions }, index) =>
      lineFeature(
        { type: 'LineString', coordinates: positions.map(([lon, lat]) => [lon, lat]) },
        { kind: 'must', chosen: !unmet.has(index) && compliance?.lines[index]?.met !== false },
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

/** Points to visit with their number in the tour, `!` where they are not in it, or what the track proves. */
export function patrolPlaces({ points, lines, start, tour, compliance }: WaysState): Feature[] {
  const markOf = (kind: 'point' | 'line', index: number): { mark: string; failed: boolean } => {
    if (tour !== null) {
      const order = tour.visits.findIndex((visit) => visit.kind === kind && visit.index === index);
      return order < 0 ? { mark: '!', failed: true } : { mark: String(order + 1), failed: false };
    }
    const proven = kind === 'point' ? compliance?.points[index]?.verdict : undefined;
    if (proven !== undefined) return { mark: proven === 'met' ? '✓' : proven === 'unknown' ? '?' : '✗', failed: proven !== 'met' };
    const line = kind === 'line' ? compliance?.lines[index] : undefined;
    if (line !== undefined) return { mark: line.met ? '✓' : line.hasGap ? '?' : '✗', failed: !line.met };
    return { mark: '·', failed: false };
  };
  return [
    ...lines.map(({ name, positions }, index) => {
      const [lon, lat] = positions[Math.floor(positions.length / 2)]!;
      return placeFeature({ name, lon, lat }, { ...markOf('line', index), chosen: true });
    }),
    ...points.map(({ place }, index) => placeFeature(place, { ...markOf('point', index), chosen: true })),
    ...(start === null ? [] : [placeFeature(start, { mark: '★', chosen: true, failed: false })]),
  ];
}
