import { z } from 'zod';
import { haversineMeters } from '../../geo/haversine-meters.ts';
import { done, type Result } from '../../model/failure.ts';
import { findAlternatives } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { describeWay, type Way } from './describe-way.ts';
import type { ResponseInputs } from './inputs.ts';
import { type PlaceOnRoad, placeReference, refuseFar, resolvePlaces, snapAll } from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

export const routeParameters = travelParameters.extend({
  from: placeReference,
  to: placeReference,
  alternatives: z.int().min(0).max(4).default(2).describe('除最快路线外，至多给出几条明显不同的路线 · further routes beside the fastest'),
});
export type RouteParameters = z.infer<typeof routeParameters>;

export interface RouteAnswer extends TravelFacts<RouteParameters> {
  from: PlaceOnRoad;
  to: PlaceOnRoad;
  /** As the crow flies. */
  straightMeters: number;
  /** Fastest first; none where there is no way. */
  routes: Way[];
}

/** The fastest way between two places and clearly different ones. Fails with `placeUnknown`, `placeFarFromRoad`. */
export async function runRoute(parameters: RouteParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<RouteAnswer>> {
  const pace = makePace(watch);
  const [from, to] = [resolvePlaces([parameters.from], inputs, 'from'), resolvePlaces([parameters.to], inputs, 'to')];
  if (!from.ok) return from;
  if (!to.ok) return to;
  const graph = graphFor(inputs, parameters);
  await pace(0.3);
  const ends = [from.value[0]!, to.value[0]!] as const;
  const snapped = snapAll(graph, ends, parameters.snapLimitMeters);
  const near = refuseFar(snapped, parameters.snapLimitMeters, (place) => ['from', 'to'][place]!);
  if (!near.ok) return near;
  const [start, end] = [
    { places: snapped, place: 0 },
    { places: snapped, place: 1 },
  ];
  const routes = findAlternatives(graph, start, end, { count: parameters.alternatives + 1 });
  return done({
    ...factsOf(parameters, inputs),
    basis: graph.profile.basis,
    turnoutSeconds: graph.profile.turnoutSeconds,
    from: { ...ends[0], snapMeters: snapped.meters[0]! },
    to: { ...ends[1], snapMeters: snapped.meters[1]! },
    straightMeters: haversineMeters(ends[0].lon, ends[0].lat, ends[1].lon, ends[1].lat),
    routes: routes.map((route) => describeWay(graph, route)),
  });
}
