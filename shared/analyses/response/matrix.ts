import { z } from 'zod';
import { done, failed, type Result } from '../../model/failure.ts';
import { measureTimes } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { chooseResources } from './choose-resources.ts';
import type { ResponseInputs } from './inputs.ts';
import { resourceTypes } from './nearest.ts';
import { type Place, type PlaceOnRoad, placeReference, placesOfStations, resolvePlaces, snapAll } from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { premisesRowsOn } from './rows-on-day.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

/** Ten million pairs are 80 MB of seconds. */
const MOST_PAIRS = 10_000_000;
const some = (what: readonly ['stations'] | readonly ['stations', 'premises']) =>
  z.union([z.enum(what), z.array(placeReference).min(1).max(5000)], { error: `${what.join(', ')}, [places]` });

export const matrixParameters = travelParameters.extend({
  from: some(['stations'])
    .default('stations')
    .describe('起点：stations 为全部计入的力量，或地点列表 · origins: stations, or a list of places'),
  to: some(['stations', 'premises'])
    .default('premises')
    .describe('终点：stations、premises（登记在册的全部场所），或地点列表 · destinations: stations, premises, or a list of places'),
  types: resourceTypes,
  limitMinutes: z.number().positive().max(240).nullable().default(null).describe('行驶时限，分钟，null 不限 · farthest by travel, minutes'),
});
export type MatrixParameters = z.infer<typeof matrixParameters>;

export interface MatrixAnswer extends TravelFacts<MatrixParameters> {
  from: PlaceOnRoad[];
  to: PlaceOnRoad[];
  /** Of travel, from origin o to destination d at o · to.length + d; Infinity where there is no way within the limit. */
  seconds: Float64Array<ArrayBuffer>;
}

/** Travel seconds between many places. Fails with `placeUnknown`, `tooManyPairs`, `noResources`. */
export async function runMatrix(parameters: MatrixParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<MatrixAnswer>> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  const { snapLimitMeters, types, limitMinutes } = parameters;
  const placesOf = (wish: MatrixParameters['to'], path: string): Result<Place[]> => {
    if (Array.isArray(wish)) return resolvePlaces(wish, inputs, path);
    if (wish === 'premises') return done(premisesPlaces(inputs));
    const { stations } = chooseResources({ types, ghostStations: [], snapLimitMeters }, inputs, graph);
    if (stations.length === 0) return failed('noResources');
    return done(placesOfStations(stations));
  };
  const from = placesOf(parameters.from, 'from');
  if (!from.ok) return from;
  const to = placesOf(parameters.to, 'to');
  if (!to.ok) return to;
  const pairs = from.value.length * to.value.length;
  if (pairs > MOST_PAIRS) return failed('tooManyPairs', { pairs, limit: MOST_PAIRS });
  const origins = snapAll(graph, from.value, snapLimitMeters);
  const places = snapAll(graph, to.value, snapLimitMeters);
  const seconds = await measureTimes(graph, origins, places, limitMinutes === null ? Infinity : limitMinutes * 60, pace);
  return done({
    ...factsOf(parameters, inputs),
    basis: graph.profile.basis,
    turnoutSeconds: graph.profile.turnoutSeconds,
    from: from.value.map((place, index) => ({ ...place, snapMeters: origins.meters[index]! })),
    to: to.value.map((place, index) => ({ ...place, snapMeters: places.meters[index]! })),
    seconds,
  });
}

function premisesPlaces(inputs: ResponseInputs): Place[] {
  const { fid, lon, lat } = inputs.premises.columns;
  return premisesRowsOn(inputs).map((row) => ({
    label: '',
    lon: lon[row]!,
    lat: lat[row]!,
    stationId: null,
    premisesFid: fid[row]!,
  }));
}
