import { arcsOfEdge, fractionAlong, openUntil } from './along-arcs.ts';
import type { Origins, ReachedPieces } from './results.ts';
import { search } from './search.ts';
import { clearWorkspace, makeWorkspace, type SearchWorkspace } from './search-workspace.ts';
import { millisecondsOf, originsByEdge, seedsFrom, startMilliseconds } from './seeds.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/**
 * How an edge is reached: from `from` at time `at`, driving along `arc` (fractions in its direction) until `until`, for an origin. An edge can be
 * reached in several ways: from both ends, and from origins on it.
 */
export interface ReachedArc {
  arc: number;
  from: number;
  until: number;
  milliseconds: number;
  origin: number;
}

/**
 * All ways in which roads are reached within the limit, without order: one for every arc entered from its tail, one in each direction for every
 * origin on an edge. The part of an arc driven by the limit ends where the time is up, a closed part begins, or the arc ends.
 */
export function reachArcs(
  graph: TravelGraph,
  stations: Origins,
  limitSeconds: number,
  workspace: SearchWorkspace = makeWorkspace(graph),
): ReachedArc[] {
  const limit = millisecondsOf(limitSeconds);
  const reached: ReachedArc[] = [];
  const enter = (arc: number, from: number, milliseconds: number, origin: number): void => {
    const cost = graph.openArcMilliseconds[arc]!;
    if (cost >= IMPASSABLE || milliseconds > limit) return;
    const until = Math.min(openUntil(graph, arc, from), from + (limit - milliseconds) / cost);
    if (until >= from) reached.push({ arc, from, until, milliseconds, origin });
  };
  search(graph, 'forward', workspace, seedsFrom(graph, stations), limit);
  for (let index = 0; index < workspace.touchedCount; index++) {
    const node = workspace.touched[index]!;
    for (let link = graph.forwardStart[node]!; link < graph.forwardStart[node + 1]!; link++) {
      enter(graph.forwardArc[link]!, 0, workspace.label[node]!, workspace.origin[node]!);
    }
  }
  clearWorkspace(workspace);
  for (const [edge, origins] of originsByEdge(stations)) {
    for (const origin of origins) {
      const start = startMilliseconds(stations, origin);
      for (const arc of arcsOfEdge(edge)) enter(arc, fractionAlong(arc, stations.places.fraction[origin]!), start, origin);
    }
  }
  return reached;
}

/** The parts of roads reached within each of the limits, cut exactly at the time, for one search up to the largest. */
export function cutReach(
  graph: TravelGraph,
  stations: Origins,
  limitsSeconds: readonly number[],
  workspace?: SearchWorkspace,
): ReachedPieces[] {
  const reached = reachArcs(graph, stations, Math.max(...limitsSeconds), workspace);
  reached.sort((a, b) => (a.arc >> 1) - (b.arc >> 1));
  return limitsSeconds.map((limitSeconds) => piecesWithin(graph, reached, millisecondsOf(limitSeconds)));
}

/** `reached` in order of edges. */
function piecesWithin(graph: TravelGraph, reached: readonly ReachedArc[], limit: number): ReachedPieces {
  const edges: number[] = [];
  const froms: number[] = [];
  const tos: number[] = [];
  let meters = 0;
  for (let first = 0; first < reached.length; ) {
    const edge = reached[first]!.arc >> 1;
    const parts: [from: number, to: number][] = [];
    let next = first;
    for (; next < reached.length && reached[next]!.arc >> 1 === edge; next++) {
      const { arc, from, until, milliseconds } = reached[next]!;
      const to = Math.min(until, from + (limit - milliseconds) / graph.openArcMilliseconds[arc]!);
      if (to > from) parts.push((arc & 1) === 0 ? [from, to] : [1 - to, 1 - from]);
    }
    parts.sort((a, b) => a[0] - b[0]);
    for (let part = 0; part < parts.length; ) {
      const [from] = parts[part]!;
      let to = parts[part]![1];
      for (part++; part < parts.length && parts[part]![0] <= to; part++) to = Math.max(to, parts[part]![1]);
      edges.push(edge);
      froms.push(from);
      tos.push(to);
      meters += graph.network.edgeMeters[edge]! * (to - from);
    }
    first = next;
  }
  return { count: edges.length, edge: Uint32Array.from(edges), from: Float64Array.from(froms), to: Float64Array.from(tos), meters };
}
