import { haversineMeters } from '../../geo/haversine-meters.ts';
import type { SnappedPlaces } from './results.ts';
import type { RoadNetwork } from './road-network.ts';
import { type NearestPoint, nearestOnSegments } from './segment-grid.ts';
import type { TravelGraph } from './travel-graph.ts';

/** A preferred road is taken instead of a nearer one that is not, when it is at most this much farther away. */
export const SIDE_STEP_METERS = 100;

/**
 * The nearest point of every place (degrees, WGS84) on an edge the profile may use, wherever along the edge that is. Places with no such edge within
 * `limitMeters`, or without a position (NaN), are refused. With a mask of preferred edges, any other gives way to one of them up to `SIDE_STEP_METERS`
 * farther away.
 */
export function snapPlaces(
  graph: TravelGraph,
  lon: ArrayLike<number>,
  lat: ArrayLike<number>,
  limitMeters: number,
  preferred: Uint8Array | null = null,
): SnappedPlaces {
  const { network, usableEdges } = graph;
  const count = lon.length;
  const places: SnappedPlaces = {
    count,
    edge: new Int32Array(count).fill(-1),
    fraction: new Float64Array(count),
    meters: new Float32Array(count).fill(Infinity),
    lon: new Float64Array(count).fill(Number.NaN),
    lat: new Float64Array(count).fill(Number.NaN),
  };
  const nearest = (at: { lon: number; lat: number }, within: number, edges: Uint8Array): NearestPoint | null =>
    nearestOnSegments(
      network.segments,
      network.shapeLon,
      network.shapeLat,
      at,
      within,
      (vertex) => edges[edgeOfVertex(network, vertex)] === 1,
    );
  for (let place = 0; place < count; place++) {
    const at = { lon: lon[place]!, lat: lat[place]! };
    if (!Number.isFinite(at.lon) || !Number.isFinite(at.lat)) continue;
    let found = nearest(at, limitMeters, usableEdges);
    if (found === null) continue;
    if (preferred !== null && preferred[edgeOfVertex(network, found.vertex)] !== 1)
      found = nearest(at, Math.min(limitMeters, found.meters + SIDE_STEP_METERS), preferred) ?? found;
    const { vertex, share } = found;
    places.edge[place] = edgeOfVertex(network, vertex);
    places.fraction[place] = fractionAt(network, found);
    places.meters[place] = found.meters;
    places.lon[place] = network.shapeLon[vertex]! + share * (network.shapeLon[vertex + 1]! - network.shapeLon[vertex]!);
    places.lat[place] = network.shapeLat[vertex]! + share * (network.shapeLat[vertex + 1]! - network.shapeLat[vertex]!);
  }
  return places;
}

/** Edge of a vertex of the shapes. */
export function edgeOfVertex(network: RoadNetwork, vertex: number): number {
  const { shapeStart } = network;
  let low = 0;
  let high = network.edgeCount;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shapeStart[middle]! <= vertex) low = middle;
    else high = middle;
  }
  return low;
}

/** How far along its edge a point of a segment lies, 0 … 1. */
export function fractionAt(network: RoadNetwork, { vertex, share }: Pick<NearestPoint, 'vertex' | 'share'>): number {
  const { shapeLon, shapeLat, shapeStart } = network;
  const edge = edgeOfVertex(network, vertex);
  const total = network.edgeMeters[edge]!;
  if (!(total > 0)) return 0;
  const length = (from: number): number => haversineMeters(shapeLon[from]!, shapeLat[from]!, shapeLon[from + 1]!, shapeLat[from + 1]!);
  let meters = 0;
  for (let from = shapeStart[edge]!; from < vertex; from++) meters += length(from);
  return Math.min(1, (meters + share * length(vertex)) / total);
}

/** Name of the nearest road that has one, whoever may use it; empty where none is within `limitMeters`. */
export function nearestStreet(network: RoadNetwork, at: { lon: number; lat: number }, limitMeters: number): string {
  const nameOf = (vertex: number): number => network.edgeName[edgeOfVertex(network, vertex)]!;
  const found = nearestOnSegments(network.segments, network.shapeLon, network.shapeLat, at, limitMeters, (vertex) => nameOf(vertex) !== 0);
  return found === null ? '' : network.names[nameOf(found.vertex)]!;
}

/** One of some snapped places, as places of its own. */
export function pickPlace(places: SnappedPlaces, place: number): SnappedPlaces {
  return {
    count: 1,
    edge: places.edge.slice(place, place + 1),
    fraction: places.fraction.slice(place, place + 1),
    meters: places.meters.slice(place, place + 1),
    lon: places.lon.slice(place, place + 1),
    lat: places.lat.slice(place, place + 1),
  };
}
