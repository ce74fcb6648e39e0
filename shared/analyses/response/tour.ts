import type { LineString } from 'geojson';
import { z } from 'zod';
import { haversineMeters } from '../../geo/haversine-meters.ts';
import { done, type Result } from '../../model/failure.ts';
import { travelProfileId } from '../../rules/response-tiers.ts';
import type { Explanation } from '../explanation.ts';
import { findRoute, lineOfRoute, makeRouteWorkspace, measureTimes } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { explainTour, planTour, type TourProblem, type TourStop, type UnmetReason } from '../patrol/index.ts';
import { clockAfter, clockTime, secondsOfClock } from './clock-times.ts';
import { errandLine, errandPoint } from './errands.ts';
import type { ResponseInputs } from './inputs.ts';
import { type Place, type PlaceOnRoad, placeReference, refuseFar, resolvePlaces, snapAll } from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

const times = {
  opens: clockTime.nullable().default(null).describe('最早开始时刻，null 不限 · earliest beginning'),
  closes: clockTime.nullable().default(null).describe('最晚开始时刻，null 不限 · latest beginning'),
};

export const tourParameters = travelParameters.extend({
  profile: travelProfileId.default('patrolMotorcycle').describe('通行方式 · who travels'),
  start: placeReference.describe('出发地 · where it starts'),
  end: z
    .union([z.enum(['start', 'anywhere']), placeReference], { error: 'start, anywhere, or a place' })
    .default('start')
    .describe('结束地：start 返回出发地，anywhere 不限，或地点 · back at the start, anywhere, or a place'),
  startsAt: clockTime.default('09:00').describe('出发时刻 · when it starts'),
  endsBy: clockTime.default('12:00').describe('结束时刻；早于出发时刻的算次日 · when it must be over'),
  points: z
    .array(
      z.strictObject({
        ...errandPoint,
        stayMinutes: z.number().min(0).max(600).default(5).describe('停留，分钟 · stay, minutes'),
        ...times,
      }),
    )
    .max(100)
    .default([])
    .describe('必到点 · must-visit points'),
  lines: z
    .array(
      z.strictObject({
        ...errandLine,
        speedKmh: z.number().positive().max(60).default(10).describe('巡查速度，公里/小时 · speed of the patrol'),
        reversible: z.boolean().default(true).describe('可反向巡查 · either way'),
        ...times,
      }),
    )
    .max(50)
    .default([])
    .describe('必巡线 · must-patrol lines'),
});
export type TourParameters = z.infer<typeof tourParameters>;

export interface TourVisitAnswer {
  kind: 'point' | 'line';
  /** Index in the parameters' points or lines. */
  index: number;
  label: string;
  /** A line patrolled from its second end to its first. */
  reversed: boolean;
  /** Seconds since the beginning of the day of departure. */
  arrivesAt: number;
  beginsAt: number;
  leavesAt: number;
  travelSeconds: number;
  /** The way there from the visit before. */
  way: LineString;
}

export interface TourAnswer extends TravelFacts<TourParameters> {
  start: PlaceOnRoad;
  end: PlaceOnRoad | null;
  visits: TourVisitAnswer[];
  /** Back to the end; null where it may end anywhere. */
  wayBack: LineString | null;
  unmet: {
    kind: 'point' | 'line';
    index: number;
    label: string;
    reason: UnmetReason;
    /** Seconds since the beginning of the day; Infinity where there is no way. */
    earliestArrival: number;
    /** Labels of visits that cannot be in one tour with it. */
    conflicts: string[];
  }[];
  travelSeconds: number;
  waitSeconds: number;
  startsAt: number;
  endsAt: number;
  explanation: Explanation;
}

/** One stop of the tour as asked for, with its ends among the places. */
interface Errand extends TourStop {
  kind: 'point' | 'line';
  index: number;
  label: string;
}

/** A patrol over points and lines with their times. Fails with `placeUnknown`, `placeFarFromRoad`. */
export async function runTour(parameters: TourParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<TourAnswer>> {
  const pace = makePace(watch);
  const placed = placesOf(parameters, inputs);
  if (!placed.ok) return placed;
  const { places, paths, errands, endNode } = placed.value;
  const graph = graphFor(inputs, parameters);
  const snapped = snapAll(graph, places, parameters.snapLimitMeters);
  const near = refuseFar(snapped, parameters.snapLimitMeters, (place) => paths[place]!);
  if (!near.ok) return near;
  await pace(0.1);
  const seconds = await measureTimes(graph, snapped, snapped, Infinity, (share) => pace(0.1 + 0.3 * share));
  const startsAt = secondsOfClock(parameters.startsAt);
  const endsBy = clockAfter(parameters.endsBy, startsAt + 1);
  const problem: TourProblem = {
    seconds: Float32Array.from(seconds),
    nodes: places.length,
    startNode: 0,
    endNode,
    startsAt,
    endsBy,
    stops: errands,
  };
  const tour = await planTour(problem, { signal: watch.signal, progress: (share) => watch.progress?.(0.4 + 0.5 * share) });
  const workspace = makeRouteWorkspace(graph);
  const wayBetween = (from: number, to: number): LineString => {
    const route = findRoute(graph, { places: snapped, place: from }, { places: snapped, place: to }, workspace);
    return route === null ? { type: 'LineString', coordinates: [] } : lineOfRoute(graph.network, route);
  };
  let node = 0;
  const visits = tour.visits.map(({ stop, reversed, arrivesAt, beginsAt, leavesAt, travelSeconds }): TourVisitAnswer => {
    const { kind, index, label, from, to } = errands[stop]!;
    const way = wayBetween(node, reversed ? to : from);
    node = reversed ? from : to;
    return { kind, index, label, reversed, arrivesAt, beginsAt, leavesAt, travelSeconds, way };
  });
  const onRoad = (place: number): PlaceOnRoad => ({ ...places[place]!, snapMeters: snapped.meters[place]! });
  return done({
    ...factsOf(parameters, inputs),
    basis: graph.profile.basis,
    turnoutSeconds: graph.profile.turnoutSeconds,
    start: onRoad(0),
    end: endNode === null ? null : onRoad(endNode),
    visits,
    wayBack: endNode === null ? null : wayBetween(node, endNode),
    unmet: tour.unmet.map(({ stop, reason, earliestArrival, conflicts }) => {
      const { kind, index, label } = errands[stop]!;
      return { kind, index, label, reason, earliestArrival, conflicts: conflicts.map((other) => errands[other]!.label) };
    }),
    travelSeconds: tour.travelSeconds,
    waitSeconds: tour.waitSeconds,
    startsAt,
    endsAt: tour.endsAt,
    explanation: explainTour(problem, tour),
  });
}

/** All places of a tour: the start first, then the end where it is another, then the ends of every errand. `paths` names the parameter of each. */
function placesOf(
  parameters: TourParameters,
  inputs: ResponseInputs,
): Result<{ places: Place[]; paths: string[]; errands: Errand[]; endNode: number | null }> {
  const places: Place[] = [];
  const paths: string[] = [];
  const add = (place: Place, path: string): number => {
    paths.push(path);
    return places.push(place) - 1;
  };
  const start = resolvePlaces([parameters.start], inputs, 'start');
  if (!start.ok) return start;
  add(start.value[0]!, 'start');
  let endNode: number | null = parameters.end === 'anywhere' ? null : 0;
  if (typeof parameters.end === 'object') {
    const end = resolvePlaces([parameters.end], inputs, 'end');
    if (!end.ok) return end;
    endNode = add(end.value[0]!, 'end');
  }
  const startsAt = secondsOfClock(parameters.startsAt);
  const windowOf = ({ opens, closes }: { opens: string | null; closes: string | null }) => {
    const closesAt = closes === null ? Infinity : clockAfter(closes, startsAt);
    const opensAt = opens === null ? 0 : secondsOfClock(opens);
    // A window that closes after midnight opens after it too, unless it spans it.
    return { opensAt: opensAt + 86_400 <= closesAt && closesAt < Infinity ? opensAt + 86_400 : opensAt, closesAt };
  };
  const errands: Errand[] = [];
  for (const [index, point] of parameters.points.entries()) {
    const at = resolvePlaces([point.at], inputs, `points.${index}.at`);
    if (!at.ok) return at;
    const node = add(at.value[0]!, `points.${index}.at`);
    const label = point.label || at.value[0]!.label;
    const serviceSeconds = point.stayMinutes * 60;
    errands.push({ kind: 'point', index, label, from: node, to: node, reversible: false, serviceSeconds, ...windowOf(point) });
  }
  for (const [index, line] of parameters.lines.entries()) {
    const [from, to] = [line.positions[0]!, line.positions.at(-1)!].map(([lon, lat]) =>
      add({ label: line.label, lon, lat, stationId: null, premisesFid: null }, `lines.${index}.positions`),
    ) as [number, number];
    const serviceSeconds = (lengthOf(line.positions) * 3.6) / line.speedKmh;
    const { label, reversible } = line;
    errands.push({ kind: 'line', index, label, from, to, reversible, serviceSeconds, ...windowOf(line) });
  }
  return done({ places, paths, errands, endNode });
}

function lengthOf(positions: readonly (readonly [number, number])[]): number {
  let meters = 0;
  for (let at = 1; at < positions.length; at++) meters += haversineMeters(...positions[at - 1]!, ...positions[at]!);
  return meters;
}
