import type { SnappedPlaces } from './results.ts';
import type { RoadNetwork } from './road-network.ts';
import { floodLinks, strongComponents } from './strong-components.ts';
import { edgeSpeedKmh, type TravelGraph } from './travel-graph.ts';

/** What to know of a network and a profile before believing results. Lists of edges are for the map; lengths are metres. */
export interface NetworkReport {
  nodes: number;
  edges: number;
  meters: number;
  usableEdges: number;
  usableMeters: number;
  /** Connected parts of the usable roads, direction left out, largest first; all but the first are islands. */
  components: { edges: number; meters: number }[];
  /** Usable edges outside the largest part. */
  islandEdges: Uint32Array<ArrayBuffer>;
  /** Edges of the largest part that can be entered but not left again, or left but not entered (one-way traps). */
  noWayOutEdges: Uint32Array<ArrayBuffer>;
  noWayInEdges: Uint32Array<ArrayBuffer>;
  /** Edges of unknown road class, for which the profile's `unknownClassKmh` stands in. */
  unknownClassEdges: Uint32Array<ArrayBuffer>;
  /** Usable by access, but the profile has no speed for the class. */
  noSpeedEdges: Uint32Array<ArrayBuffer>;
  /** A posted limit of zero or less; it is not used. */
  badLimitEdges: Uint32Array<ArrayBuffer>;
  /** Second and further edges between the same nodes with the same length to a decimetre. */
  duplicateEdges: Uint32Array<ArrayBuffer>;
  joinedEnds: number;
  joinedCrossings: number;
  passedCrossings: number;
  unresolvedRestrictions: number;
  conditionalRestrictions: number;
}

export function reportNetwork(graph: TravelGraph): NetworkReport {
  const { network, profile, usableEdges } = graph;
  const component = componentsOf(network, usableEdges);
  const totals = new Map<number, { edges: number; meters: number }>();
  const meters = network.edgeMeters.reduce((sum, length) => sum + length, 0);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (usableEdges[edge] !== 1) continue;
    const which = component[network.edgeFrom[edge]!]!;
    const total = totals.get(which) ?? { edges: 0, meters: 0 };
    total.edges++;
    total.meters += network.edgeMeters[edge]!;
    totals.set(which, total);
  }
  const ranked = [...totals].sort(([, a], [, b]) => b.meters - a.meters);
  const largest = ranked[0]?.[0] ?? -1;
  const pick = (test: (edge: number) => boolean): Uint32Array<ArrayBuffer> => {
    const edges: number[] = [];
    for (let edge = 0; edge < network.edgeCount; edge++) if (test(edge)) edges.push(edge);
    return Uint32Array.from(edges);
  };
  const main = mainRoads(graph);
  const inLargest = (edge: number): boolean => usableEdges[edge] === 1 && component[network.edgeFrom[edge]!] === largest;
  const seen = new Set<string>();
  return {
    nodes: network.nodeCount,
    edges: network.edgeCount,
    meters,
    usableEdges: usableEdges.reduce((sum, usable) => sum + usable, 0),
    usableMeters: ranked.reduce((sum, [, total]) => sum + total.meters, 0),
    components: ranked.map(([, total]) => total),
    islandEdges: pick((edge) => usableEdges[edge] === 1 && component[network.edgeFrom[edge]!] !== largest),
    noWayOutEdges: pick((edge) => inLargest(edge) && main.edgeKind(edge) === 'noWayOut'),
    noWayInEdges: pick((edge) => inLargest(edge) && main.edgeKind(edge) === 'noWayIn'),
    unknownClassEdges: pick((edge) => network.edgeClass[edge] === 0),
    noSpeedEdges: pick((edge) => {
      const closed = profile.closedAccess.includes(network.accessValues[network.edgeAccess[edge]!]!);
      return !closed && !(edgeSpeedKmh(network, profile, edge) > 0);
    }),
    badLimitEdges: pick((edge) => network.edgeMaxspeedKmh[edge]! <= 0),
    duplicateEdges: pick((edge) => {
      const [from, to] = [network.edgeFrom[edge]!, network.edgeTo[edge]!];
      const key = `${Math.min(from, to)} ${Math.max(from, to)} ${Math.round(network.edgeMeters[edge]! * 10)}`;
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    }),
    joinedEnds: network.counts.joinedEnds,
    joinedCrossings: network.counts.joinedCrossings,
    passedCrossings: network.counts.passedCrossings,
    unresolvedRestrictions: network.counts.unresolvedRestrictions,
    conditionalRestrictions: network.counts.conditionalRestrictions,
  };
}

/** Why times to and from a place are not to be trusted, the worst first; a place has one of them at most. */
export const snapFaults = ['refused', 'cutOff', 'far'] as const;
export type SnapFault = (typeof snapFaults)[number];

/** Places without a road, those whose road is cut off from the rest (`connectEdges`), and those farther from their road than `farMeters`. */
export function reportSnaps(
  { connectedEdges }: Pick<TravelGraph, 'connectedEdges'>,
  { count, edge, meters }: SnappedPlaces,
  farMeters: number,
): Record<SnapFault, Uint32Array<ArrayBuffer>> {
  const connected = connectedEdges();
  const faulty: Record<SnapFault, number[]> = { refused: [], cutOff: [], far: [] };
  for (let place = 0; place < count; place++) {
    if (edge[place]! < 0) faulty.refused.push(place);
    else if (connected[edge[place]!] !== 1) faulty.cutOff.push(place);
    else if (meters[place]! > farMeters) faulty.far.push(place);
  }
  return { refused: Uint32Array.from(faulty.refused), cutOff: Uint32Array.from(faulty.cutOff), far: Uint32Array.from(faulty.far) };
}

/** Number of the connected part of every node, by usable edges. */
function componentsOf({ nodeCount, edgeCount, edgeFrom, edgeTo }: RoadNetwork, usable: Uint8Array): Uint32Array {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const rootOf = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let edge = 0; edge < edgeCount; edge++) if (usable[edge] === 1) parent[rootOf(edgeFrom[edge]!)] = rootOf(edgeTo[edge]!);
  return parent.map((_, node) => rootOf(node));
}

/** Which edges lie on, lead only into, or lead only out of the largest set of roads that can all be driven to and from each other. */
function mainRoads(graph: TravelGraph): { edgeKind(edge: number): 'main' | 'noWayOut' | 'noWayIn' } {
  const { component, largest } = strongComponents(graph.forwardStart, graph.forward);
  const isMain = (node: number): boolean => component[node] === largest;
  const fromMain = floodLinks(graph.forwardStart, graph.forward, isMain);
  const toMain = floodLinks(graph.backwardStart, graph.backward, isMain);
  const anywhere = (reached: Uint8Array, node: number): boolean =>
    reached[node] === 1 || (graph.copiesOf.get(node) ?? []).some((copy) => reached[copy] === 1);
  return {
    edgeKind: (edge) => {
      const ends = [graph.network.edgeFrom[edge]!, graph.network.edgeTo[edge]!];
      if (!ends.every((node) => anywhere(toMain, node))) return 'noWayOut';
      if (!ends.every((node) => anywhere(fromMain, node))) return 'noWayIn';
      return 'main';
    },
  };
}
