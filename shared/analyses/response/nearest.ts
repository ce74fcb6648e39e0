import { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import { stationTypes } from '../../model/index.ts';
import { findNearestTo, findRoute, makeRouteWorkspace } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { type ChosenStation, chooseResources, type ExcludedStation, ghostStation } from './choose-resources.ts';
import { describeWay, type Way } from './describe-way.ts';
import type { ResponseInputs } from './inputs.ts';
import { type PlaceOnRoad, placeReference, refuseFar, resolvePlaces, snapAll } from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

export const resourceTypes = z
  .array(z.enum(stationTypes))
  .min(1)
  .default(['fireStation', 'firePost', 'microFireStation'])
  .describe('计入的力量类型；消防站总是计入 · types of resources that count; fire stations always count');

export const nearestParameters = travelParameters.extend({
  to: placeReference,
  k: z.int().min(1).max(50).default(3).describe('几处最近的力量 · how many of the nearest'),
  types: resourceTypes,
  ghostStations: z.array(ghostStation).max(50).default([]).describe('设想的站点，计入力量 · stations that do not exist yet'),
  limitMinutes: z.number().positive().max(240).nullable().default(null).describe('行驶时限，分钟，null 不限 · farthest by travel, minutes'),
});
export type NearestParameters = z.infer<typeof nearestParameters>;

export interface NearestResource extends Way {
  station: ChosenStation;
  snapMeters: number;
  /** From the order to the arrival: turnout and travel. */
  arrivalSeconds: number;
}

export interface NearestAnswer extends TravelFacts<NearestParameters> {
  to: PlaceOnRoad;
  /** First to arrive first; fewer than k where fewer can. */
  resources: NearestResource[];
  excluded: ExcludedStation[];
}

/** The k resources that arrive first, with their ways. Fails with `placeUnknown`, `placeFarFromRoad`. */
export async function runNearest(parameters: NearestParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<NearestAnswer>> {
  const pace = makePace(watch);
  const to = resolvePlaces([parameters.to], inputs, 'to');
  if (!to.ok) return to;
  const graph = graphFor(inputs, parameters);
  await pace(0.3);
  const target = snapAll(graph, to.value, parameters.snapLimitMeters);
  const near = refuseFar(target, parameters.snapLimitMeters, () => 'to');
  if (!near.ok) return near;
  const { stations, excluded } = chooseResources(parameters, inputs, graph);
  const places = snapAll(graph, stations, parameters.snapLimitMeters);
  const { turnoutSeconds, basis } = graph.profile;
  const limitSeconds = parameters.limitMinutes === null ? Infinity : parameters.limitMinutes * 60;
  const { station, seconds } = findNearestTo(graph, { places, startSeconds: null }, target, 0, { k: parameters.k, limitSeconds });
  await pace(0.6);
  const workspace = makeRouteWorkspace(graph);
  const resources: NearestResource[] = [];
  for (const [rank, index] of station.entries()) {
    if (index < 0) break;
    const route = findRoute(graph, { places, place: index }, { places: target, place: 0 }, workspace)!;
    const way = describeWay(graph, route);
    resources.push({
      ...way,
      seconds: seconds[rank]!,
      station: stations[index]!,
      snapMeters: places.meters[index]!,
      arrivalSeconds: turnoutSeconds + seconds[rank]!,
    });
    await pace(0.6 + (0.4 * (rank + 1)) / station.length);
  }
  return done({
    ...factsOf(parameters, inputs),
    basis,
    turnoutSeconds,
    to: { ...to.value[0]!, snapMeters: target.meters[0]! },
    resources,
    excluded,
  });
}
