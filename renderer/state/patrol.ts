import type { MultiLineString } from 'geojson';
import { createStore } from 'zustand/vanilla';
import type { ResponseRequest } from '../../shared/analyses/response/index.ts';
import type { TrackFixes } from '../../shared/formats/read-track.ts';
import type { TravelProfileId } from '../../shared/rules/travel-profiles.ts';
import { formatDate } from '../format.ts';
import { type ChosenPlace, referenceOf } from './chosen-place.ts';
import { coverageStore, travelRequest } from './coverage.ts';
import type { LonLat } from './drawing.ts';
import { freeName } from './free-name.ts';
import { runResponse } from './response.ts';
import { withinRoom } from './within-room.ts';

interface Times {
  /** Times of day `HH:MM`; null at any time. */
  opens: string | null;
  closes: string | null;
}
export interface PatrolPoint extends Times {
  place: ChosenPlace;
  stayMinutes: number;
}
export interface PatrolLine extends Times {
  name: string;
  positions: readonly LonLat[];
}
export interface PatrolTrack {
  name: string;
  fixes: TrackFixes;
}
export const patrolModes = ['tour', 'compliance'] as const;
export type PatrolMode = (typeof patrolModes)[number];

/** What a patrol has to see, and the track to be checked against it. */
export interface PatrolState {
  mode: PatrolMode;
  points: readonly PatrolPoint[];
  lines: readonly PatrolLine[];
  start: ChosenPlace | null;
  end: 'start' | 'anywhere';
  startsAt: string;
  endsBy: string;
  profile: TravelProfileId;
  track: PatrolTrack | null;
  /** The day the track's times are checked on, `YYYY-MM-DD`. */
  day: string;
  radiusMeters: number;
}
export const initialPatrol: PatrolState = {
  mode: 'tour',
  points: [],
  lines: [],
  start: null,
  end: 'start',
  startsAt: '09:00',
  endsBy: '12:00',
  profile: 'patrolMotorcycle',
  track: null,
  day: '',
  radiusMeters: 50,
};
export const patrolStore = createStore<PatrolState>(() => initialPatrol);

export function setPatrol(change: Partial<PatrolState>): void {
  patrolStore.setState(change);
}
/** More are refused by the planner. */
export const MOST_PATROL_POINTS = 100;
const MOST_PATROL_LINES = 50;
/** Each goes in once: what is there already is not visited twice. What there is no room for is told. */
export function addPatrolPoints(places: readonly ChosenPlace[]): void {
  const points = [...patrolStore.getState().points];
  for (const place of places) {
    if (points.some((point) => point.place.lon === place.lon && point.place.lat === place.lat)) continue;
    points.push({ place, stayMinutes: 5, opens: null, closes: null });
  }
  patrolStore.setState({ points: withinRoom(points, MOST_PATROL_POINTS) });
}
export function setPatrolPoint(index: number, change: Partial<PatrolPoint>): void {
  patrolStore.setState(({ points }) => ({ points: points.map((point, at) => (at === index ? { ...point, ...change } : point)) }));
}
export function removePatrolPoint(index: number): void {
  patrolStore.setState(({ points }) => ({ points: points.filter((_, at) => at !== index) }));
}
export function addPatrolLine(name: string, positions: readonly LonLat[]): void {
  const { lines } = patrolStore.getState();
  patrolStore.setState({ lines: withinRoom([...lines, { name, positions, opens: null, closes: null }], MOST_PATROL_LINES) });
}
export function setPatrolLine(index: number, change: Partial<PatrolLine>): void {
  patrolStore.setState(({ lines }) => ({ lines: lines.map((line, at) => (at === index ? { ...line, ...change } : line)) }));
}
export function removePatrolLine(index: number): void {
  patrolStore.setState(({ lines }) => ({ lines: lines.filter((_, at) => at !== index) }));
}
/** The track to check; its first fix says the day. */
export function setTrack(track: PatrolTrack): void {
  const first = track.fixes.time.find((time) => time !== null);
  patrolStore.setState({ track, day: first === undefined || first === null ? '' : formatDate(new Date(first * 1000).toISOString()) });
}

/** The fixes of a recorded patrol: every vertex with its time. @param vertexTimes milliseconds since 1970 */
export function fixesOfRow(geometry: MultiLineString, vertexTimes: readonly number[]): TrackFixes {
  const positions = geometry.coordinates.flat();
  return {
    lon: positions.map(([lon]) => lon!),
    lat: positions.map(([, lat]) => lat!),
    time: positions.map((_, index) => (vertexTimes[index] === undefined ? null : vertexTimes[index] / 1000)),
  };
}
/** Several tracks as one, in the order of time. */
export function joinTracks(tracks: readonly TrackFixes[]): TrackFixes {
  const fixes = tracks.flatMap(({ lon, lat, time }) => time.map((at, index) => ({ lon: lon[index]!, lat: lat[index]!, at })));
  fixes.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
  return { lon: fixes.map(({ lon }) => lon), lat: fixes.map(({ lat }) => lat), time: fixes.map(({ at }) => at) };
}

const pairs = (positions: readonly LonLat[]) => positions.map(([lon, lat]): [number, number] => [lon, lat]);
const nothingToSee = ({ points, lines }: PatrolState): boolean => points.length + lines.length === 0;

/** Null while there is no start or nothing to see. */
export function tourRequest(state: PatrolState): ResponseRequest<'tour'> | null {
  const { start, end, startsAt, endsBy, profile, points, lines } = state;
  if (start === null || nothingToSee(state)) return null;
  return {
    ...travelRequest(coverageStore.getState()),
    profile,
    start: referenceOf(start),
    end,
    startsAt,
    endsBy,
    points: points.map(({ place, stayMinutes, opens, closes }) => ({
      at: referenceOf(place),
      label: place.name.slice(0, 100),
      stayMinutes,
      opens,
      closes,
    })),
    lines: lines.map(({ name, positions, opens, closes }) => ({ positions: pairs(positions), label: name, opens, closes })),
  };
}
/** Null while there is no track or nothing to have seen. */
export function complianceRequest(state: PatrolState): ResponseRequest<'compliance'> | null {
  const { points, lines, track, day, radiusMeters } = state;
  if (track === null || nothingToSee(state)) return null;
  const instant = (clock: string | null) => (clock === null || day === '' ? null : new Date(`${day}T${clock}`).toISOString());
  return {
    track: track.fixes,
    radiusMeters,
    points: points.map(({ place, stayMinutes, opens, closes }) => ({
      at: referenceOf(place),
      label: place.name.slice(0, 100),
      stayMinutes,
      from: instant(opens),
      to: instant(closes),
    })),
    lines: lines.map(({ name, positions, opens, closes }) => ({
      positions: pairs(positions),
      label: name,
      from: instant(opens),
      to: instant(closes),
    })),
  };
}
export function runTour(): void {
  const request = tourRequest(patrolStore.getState());
  if (request !== null) runResponse('tour', request);
}
export function runCompliance(): void {
  const request = complianceRequest(patrolStore.getState());
  if (request !== null) runResponse('compliance', request);
}

/** @param nameOf name of a number from 1 on */
export const nextPointName = (nameOf: (n: number) => string): string =>
  freeName(
    patrolStore.getState().points.map(({ place }) => place.name),
    nameOf,
  );
