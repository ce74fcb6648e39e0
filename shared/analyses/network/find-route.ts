import { arcsOfEdge, fractionAlong, partMilliseconds } from './along-arcs.ts';
import type { Route, SnappedPlaces } from './results.ts';
import { searchMeeting } from './search-meeting.ts';
import { clearWorkspace, makeRouteWorkspace, type RouteWorkspace } from './search-workspace.ts';
import { seedsFrom, seedsTo } from './seeds.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** One of some snapped places. */
export interface PlaceAt {
  places: SnappedPlaces;
  place: number;
}

/** The fastest way between two snapped places; null when there is none. */
export function findRoute(
  graph: TravelGraph,
  from: PlaceAt,
  to: PlaceAt,
  workspace: RouteWorkspace = makeRouteWorkspace(graph),
): Route | null {
  if (from.places.edge[from.place]! < 0 || to.places.edge[to.place]! < 0) return null;
  const direct = directRoute(graph, from, to);
  const bound = direct === null ? IMPASSABLE - 1 : Math.round(direct.seconds * 1000);
  const starts = seedsFrom(graph, { places: from.places, startSeconds: null }, from.place);
  const ends = seedsTo(graph, to.places, to.place);
  const meeting = searchMeeting(graph, workspace, starts, ends, bound);
  const route = meeting.node < 0 ? direct : routeThrough(graph, workspace, from, to, meeting.node);
  clearWorkspace(workspace.ahead);
  clearWorkspace(workspace.behind);
  return route;
}

/** The way along the edge both places lie on; null when they lie on different ones or it cannot be driven that way. */
export function directRoute(graph: TravelGraph, from: PlaceAt, to: PlaceAt): Route | null {
  const edge = from.places.edge[from.place]!;
  if (edge !== to.places.edge[to.place]) return null;
  const [start, end] = [from.places.fraction[from.place]!, to.places.fraction[to.place]!];
  for (const arc of arcsOfEdge(edge)) {
    const [first, last] = [fractionAlong(arc, start), fractionAlong(arc, end)];
    if (first <= last && partMilliseconds(graph, arc, first, last) < IMPASSABLE) return describeRoute(graph, [arc], first, last);
  }
  return null;
}

/** The way that the labels of both sides tell through a search node. */
export function routeThrough(graph: TravelGraph, { ahead, behind }: RouteWorkspace, from: PlaceAt, to: PlaceAt, node: number): Route {
  const { forwardStart, forwardArc, forward, backwardLink } = graph;
  const arcs: number[] = [];
  let at = node;
  while (ahead.via[at]! >= 0) {
    const link = ahead.via[at]!;
    arcs.push(forwardArc[link]!);
    at = ownerOfLink(forwardStart, link);
  }
  arcs.push(startArc(graph, from, at));
  arcs.reverse();
  at = node;
  while (behind.via[at]! >= 0) {
    const link = backwardLink[behind.via[at]!]!;
    arcs.push(forwardArc[link]!);
    at = forward[2 * link]!;
  }
  arcs.push(endArc(graph, to, at));
  const first = arcs[0]!;
  const last = arcs.at(-1)!;
  return describeRoute(
    graph,
    arcs,
    fractionAlong(first, from.places.fraction[from.place]!),
    fractionAlong(last, to.places.fraction[to.place]!),
  );
}

/** Of the arcs the origin lies on, the one that brings it to a search node soonest. */
function startArc(graph: TravelGraph, { places, place }: PlaceAt, node: number): number {
  const edge = places.edge[place]!;
  const cost = (arc: number): number =>
    graph.arcEnd[arc] === node ? partMilliseconds(graph, arc, fractionAlong(arc, places.fraction[place]!), 1) : IMPASSABLE;
  return cost(2 * edge) <= cost(2 * edge + 1) ? 2 * edge : 2 * edge + 1;
}

/** Of the arcs the destination lies on, the one by which it is reached soonest from a search node. */
function endArc(graph: TravelGraph, { places, place }: PlaceAt, node: number): number {
  const ends = seedsTo(graph, places, place);
  let best = -1;
  let least = IMPASSABLE;
  for (let index = 0; index < ends.node.length; index++) {
    if (ends.node[index] !== node || ends.milliseconds[index]! >= least) continue;
    least = ends.milliseconds[index]!;
    best = ends.origin[index]!;
  }
  return best;
}

export function describeRoute(graph: TravelGraph, arcs: readonly number[], startFraction: number, endFraction: number): Route {
  let milliseconds = 0;
  let meters = 0;
  for (let index = 0; index < arcs.length; index++) {
    const [from, to] = drivenPart(arcs.length, startFraction, endFraction, index);
    milliseconds += partMilliseconds(graph, arcs[index]!, from, to);
    meters += graph.network.edgeMeters[arcs[index]! >> 1]! * (to - from);
  }
  return { seconds: milliseconds / 1000, meters, arcs: Uint32Array.from(arcs), startFraction, endFraction };
}

/** Which part of its arc number `index` a route drives, in the direction of driving. */
export function drivenPart(count: number, startFraction: number, endFraction: number, index: number): [from: number, to: number] {
  return [index === 0 ? startFraction : 0, index === count - 1 ? endFraction : 1];
}

/** Search node whose links a link is one of. */
function ownerOfLink(start: Uint32Array, link: number): number {
  let low = 0;
  let high = start.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (start[middle]! <= link) low = middle;
    else high = middle;
  }
  return low;
}
