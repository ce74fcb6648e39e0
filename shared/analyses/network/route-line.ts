import type { LineString, Position } from 'geojson';
import { haversineMeters } from '../../geo/haversine-meters.ts';
import { partMilliseconds } from './along-arcs.ts';
import { drivenPart } from './find-route.ts';
import type { Route, RouteStep } from './results.ts';
import type { RoadNetwork } from './road-network.ts';
import type { TravelGraph } from './travel-graph.ts';

/**
 * Positions of a part of an edge between two fractions of its length, cut exactly; from the higher to the lower one when `from` > `to`.
 * At least two positions.
 */
export function positionsAlong(network: RoadNetwork, edge: number, from: number, to: number): Position[] {
  if (from > to) return positionsAlong(network, edge, to, from).reverse();
  const { shapeStart, shapeLon, shapeLat, edgeMeters } = network;
  const [fromMeters, toMeters] = [from * edgeMeters[edge]!, to * edgeMeters[edge]!];
  const positions: Position[] = [];
  const first = shapeStart[edge]!;
  const last = shapeStart[edge + 1]! - 1;
  let meters = 0;
  for (let vertex = first; vertex < last; vertex++) {
    const [lon, lat, lonNext, latNext] = [shapeLon[vertex]!, shapeLat[vertex]!, shapeLon[vertex + 1]!, shapeLat[vertex + 1]!];
    const length = haversineMeters(lon, lat, lonNext, latNext);
    const end = meters + length;
    const at = (wanted: number): Position => {
      const share = length > 0 ? Math.min(1, Math.max(0, (wanted - meters) / length)) : 0;
      return [lon + share * (lonNext - lon), lat + share * (latNext - lat)];
    };
    const isLast = vertex + 1 === last;
    if (positions.length === 0 && (end > fromMeters || isLast)) positions.push(at(fromMeters));
    if (positions.length > 0) {
      if (end >= toMeters || isLast) {
        positions.push(at(toMeters));
        break;
      }
      positions.push([lonNext, latNext]);
    }
    meters = end;
  }
  return positions;
}

/** The line of a route from its first position to its last. */
export function lineOfRoute(network: RoadNetwork, route: Route): LineString {
  return { type: 'LineString', coordinates: joinPositions(network, route).positions };
}

/** What a route says of itself: streets in order, arcs of one name, or of none, joined to a step. */
export function stepsOfRoute(graph: TravelGraph, route: Route): RouteStep[] {
  const { network } = graph;
  const { positions, starts } = joinPositions(network, route);
  const steps: RouteStep[] = [];
  for (let index = 0; index < route.arcs.length; index++) {
    const arc = route.arcs[index]!;
    const [from, to] = drivenPart(route.arcs.length, route.startFraction, route.endFraction, index);
    if (to <= from && route.arcs.length > 1) continue;
    const name = network.edgeName[arc >> 1]!;
    const meters = network.edgeMeters[arc >> 1]! * (to - from);
    const seconds = partMilliseconds(graph, arc, from, to) / 1000;
    const lastPosition = starts[index + 1]!;
    const last = steps.at(-1);
    if (last !== undefined && last.name === name) {
      last.meters += meters;
      last.seconds += seconds;
      last.lastPosition = lastPosition;
    } else {
      const firstPosition = starts[index]!;
      const turnDegrees = last === undefined ? null : turnAt(positions, firstPosition);
      steps.push({ name, meters, seconds, turnDegrees, firstPosition, lastPosition });
    }
  }
  return steps;
}

/** All positions, and where among them each arc's part starts; the end of the last arc is at `starts[arcs.length]`. */
function joinPositions(network: RoadNetwork, route: Route): { positions: Position[]; starts: number[] } {
  const positions: Position[] = [];
  const starts = [0];
  for (let index = 0; index < route.arcs.length; index++) {
    const arc = route.arcs[index]!;
    const [from, to] = drivenPart(route.arcs.length, route.startFraction, route.endFraction, index);
    const along = (arc & 1) === 0 ? positionsAlong(network, arc >> 1, from, to) : positionsAlong(network, arc >> 1, 1 - from, 1 - to);
    for (const position of along) {
      const last = positions.at(-1);
      if (last === undefined || last[0] !== position[0] || last[1] !== position[1]) positions.push(position);
    }
    starts.push(positions.length - 1);
  }
  if (positions.length === 1) positions.push([...positions[0]!]);
  return { positions, starts };
}

/** Degrees to the right between the way into a position and the way out of it. */
function turnAt(positions: readonly Position[], at: number): number {
  const before = positions[at - 1];
  const after = positions[at + 1];
  if (before === undefined || after === undefined) return 0;
  const turn = bearing(positions[at]!, after) - bearing(before, positions[at]!);
  return ((turn + 540) % 360) - 180;
}

/** Degrees clockwise from north on the plane that touches the ground there. */
function bearing([lonA, latA]: Position, [lonB, latB]: Position): number {
  const cosine = Math.cos(((latA! + latB!) * Math.PI) / 360);
  return (Math.atan2((lonB! - lonA!) * cosine, latB! - latA!) * 180) / Math.PI;
}
