import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { done, failed, type Result } from '../../model/failure.ts';
import { clockStarts, travelSecondsOf } from '../../rules/response-tiers.ts';
import { cutReach, makeReachField, makeWorkspace, reachArcs, traceFirstDueAreas, traceIsochrones } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { chooseResources } from './choose-resources.ts';
import type { ResponseInputs } from './inputs.ts';
import { resourceTypes } from './nearest.ts';
import { type Place, type PlaceOnRoad, placeReference, placesOfStations, refuseFar, resolvePlaces, snapAll } from './place-references.ts';
import { type LineColumns, linesOfPieces } from './reached-lines.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

export const reachParameters = travelParameters.extend({
  from: z
    .union([z.literal('stations'), z.array(placeReference).min(1).max(500)], { error: 'stations, [places]' })
    .default('stations')
    .describe('起点：stations 为全部计入的力量，或地点列表 · origins: stations, or a list of places'),
  types: resourceTypes,
  minutes: z.array(z.number().positive().max(120)).min(1).max(12).default([1, 3, 5]).describe('各条等时线，分钟 · limits, minutes'),
  clockStart: z
    .enum(clockStarts)
    .default('departure')
    .describe('计时起点：departure 自车辆出发起，dispatch 自出动指令起 · clock from departure, or from the order'),
});
export type ReachParameters = z.infer<typeof reachParameters>;

export interface ReachAnswer extends TravelFacts<ReachParameters> {
  from: PlaceOnRoad[];
  /** Shortest first; areas and roads of longer limits contain those of shorter ones. */
  limits: { minutes: number; travelSeconds: number; area: MultiPolygon; roads: LineColumns; roadMeters: number }[];
  /** Where each place arrives first within the longest limit; `station` is its index in `from`. */
  firstDue: { station: number; area: MultiPolygon }[];
}

/** What can be reached within minutes. Fails with `placeUnknown`, `placeFarFromRoad`, `noResources`. */
export async function runReach(parameters: ReachParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<ReachAnswer>> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  const { snapLimitMeters, types, clockStart } = parameters;
  const { turnoutSeconds, basis } = graph.profile;
  let from: Place[];
  if (parameters.from === 'stations') {
    const { stations } = chooseResources({ types, ghostStations: [], snapLimitMeters }, inputs, graph);
    if (stations.length === 0) return failed('noResources');
    from = placesOfStations(stations);
  } else {
    const resolved = resolvePlaces(parameters.from, inputs, 'from');
    if (!resolved.ok) return resolved;
    from = resolved.value;
  }
  const places = snapAll(graph, from, snapLimitMeters);
  const near = refuseFar(places, snapLimitMeters, (place) => `from.${place}`);
  if (!near.ok) return near;
  await pace(0.2);
  const minutes = parameters.minutes.toSorted((a, b) => a - b);
  const seconds = minutes.map((limit) => travelSecondsOf({ minutes: limit, clockStart }, turnoutSeconds));
  const origins = { places, startSeconds: null };
  const workspace = makeWorkspace(graph);
  const longest = seconds.at(-1)!;
  const field = makeReachField(graph, reachArcs(graph, origins, longest, workspace));
  await pace(0.5);
  const areas = traceIsochrones(field, seconds);
  await pace(0.7);
  const pieces = cutReach(graph, origins, seconds, workspace);
  await pace(0.8);
  return done({
    ...factsOf(parameters, inputs),
    basis,
    turnoutSeconds,
    from: from.map((place, index) => ({ ...place, snapMeters: places.meters[index]! })),
    limits: minutes.map((limit, index) => ({
      minutes: limit,
      travelSeconds: seconds[index]!,
      area: areas[index]!.area,
      roads: linesOfPieces(graph.network, pieces[index]!),
      roadMeters: pieces[index]!.meters,
    })),
    firstDue: traceFirstDueAreas(field, longest),
  });
}
