import { partMilliseconds } from './along-arcs.ts';
import { findRoute, type PlaceAt, routeThrough } from './find-route.ts';
import type { Route } from './results.ts';
import { search } from './search.ts';
import { clearWorkspace, makeRouteWorkspace, type RouteWorkspace } from './search-workspace.ts';
import { seedsFrom, seedsTo } from './seeds.ts';
import type { TravelGraph } from './travel-graph.ts';

export interface AlternativeOptions {
  /** How many routes to tell at most, the fastest included. */
  count: number;
  /** No slower than this multiple of the fastest. */
  mostStretch?: number;
  /** At most this share of its time on roads that better routes use. */
  mostShared?: number;
}

/** Stretches both search trees agree on must be at least this share of the fastest time: shorter ones make detours no driver would take. */
const LEAST_PLATEAU = 0.05;

/**
 * The fastest route and clearly different ones, best first. Plateau method (Cambridge Vehicle Information Technology; Abraham et al., "Alternative
 * routes in road networks", 2013): where the tree of fastest ways from the start and that of fastest ways to the destination share a long stretch,
 * the way through it is fast from one end of the stretch to the other and worth a look.
 */
export function findAlternatives(
  graph: TravelGraph,
  from: PlaceAt,
  to: PlaceAt,
  { count, mostStretch = 1.4, mostShared = 0.7 }: AlternativeOptions,
  workspace: RouteWorkspace = makeRouteWorkspace(graph),
): Route[] {
  const best = findRoute(graph, from, to, workspace);
  if (best === null) return [];
  const routes = [best];
  if (count <= 1) return routes;
  const fastest = Math.round(best.seconds * 1000);
  const limit = Math.round(fastest * mostStretch);
  search(graph, 'forward', workspace.ahead, seedsFrom(graph, { places: from.places, startSeconds: null }, from.place), limit);
  search(graph, 'backward', workspace.behind, seedsTo(graph, to.places, to.place), limit);
  const used = new Set(Array.from(best.arcs, (arc) => arc >> 1));
  for (const { node } of findPlateaus(graph, workspace, fastest, limit)) {
    if (routes.length >= count) break;
    const route = routeThrough(graph, workspace, from, to, node);
    const edges = Array.from(route.arcs, (arc) => arc >> 1);
    if (new Set(edges).size < edges.length || route.seconds * 1000 > limit) continue;
    if (sharedMilliseconds(graph, route, used) > mostShared * route.seconds * 1000) continue;
    routes.push(route);
    for (const edge of edges) used.add(edge);
  }
  clearWorkspace(workspace.ahead);
  clearWorkspace(workspace.behind);
  return routes.sort((a, b) => a.seconds - b.seconds);
}

interface Plateau {
  /** A search node on it. */
  node: number;
  /** Time of the way through it, less its own: small for short ways with long plateaus. */
  milliseconds: number;
}

function findPlateaus(graph: TravelGraph, { ahead, behind }: RouteWorkspace, fastest: number, limit: number): Plateau[] {
  const next = new Map<number, number>();
  const entered = new Set<number>();
  for (let index = 0; index < behind.touchedCount; index++) {
    const node = behind.touched[index]!;
    if (behind.via[node]! < 0 || ahead.label[node]! + behind.label[node]! > limit) continue;
    const link = graph.backwardLink[behind.via[node]!]!;
    const head = graph.forward[2 * link]!;
    if (ahead.label[head]! > limit || ahead.via[head] !== link) continue;
    next.set(node, head);
    entered.add(head);
  }
  const plateaus: Plateau[] = [];
  for (const first of next.keys()) {
    if (entered.has(first)) continue;
    let last = first;
    for (let node = next.get(first); node !== undefined; node = next.get(node)) last = node;
    const length = ahead.label[last]! - ahead.label[first]!;
    if (length < LEAST_PLATEAU * fastest) continue;
    plateaus.push({ node: first, milliseconds: ahead.label[first]! + behind.label[first]! - length });
  }
  return plateaus.sort((a, b) => a.milliseconds - b.milliseconds || a.node - b.node);
}

function sharedMilliseconds(graph: TravelGraph, route: Route, used: ReadonlySet<number>): number {
  let shared = 0;
  for (const arc of route.arcs) if (used.has(arc >> 1)) shared += partMilliseconds(graph, arc, 0, 1);
  return shared;
}
