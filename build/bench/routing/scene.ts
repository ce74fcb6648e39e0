import {
  IMPASSABLE,
  makeTravelGraph,
  makeWorkspace,
  type Origins,
  pickPlace,
  type RoadNetwork,
  type SearchWorkspace,
  type SnappedPlaces,
  snapPlaces,
  type TravelGraph,
} from '../../../shared/analyses/network/index.ts';
import { search } from '../../../shared/analyses/network/search.ts';
import { clearWorkspace } from '../../../shared/analyses/network/search-workspace.ts';
import { seededRandom } from '../../../shared/testing/seeded-random.ts';
import type { Measurement } from '../measure.ts';
import type { NewYork } from '../read-new-york.ts';
import { type NgraphPeer, ngraphPeer, type PathFinderPeer, pathFinderPeer } from './peers.ts';

export const FIVE_MINUTES = 300_000;
const STATIONS = 100;

/** A network with what is asked on it, and the peers' graphs of it. */
export interface RoutingScene {
  say(line: string): void;
  /** How many times New York. */
  copies: number;
  /** Its size in words. */
  arcs: string;
  city: NewYork;
  graph: TravelGraph;
  workspace: SearchWorkspace;
  /** Nodes from which a reach is asked, each with the node it reaches last. */
  rims: (readonly [start: number, rim: number])[];
  stations: number[];
  pairs: (readonly [from: number, to: number])[];
  firehouses: Origins;
  places: SnappedPlaces;
  ngraph: NgraphPeer;
  pathFinder: PathFinderPeer;
}

export function makeScene(network: RoadNetwork, city: NewYork, copies: number, say: (line: string) => void): RoutingScene {
  const graph = makeTravelGraph(network, city.profile);
  const arcs = `${(graph.forwardArc.length / 1000).toFixed(0)}k arcs`;
  const workspace = makeWorkspace(graph);
  const random = seededRandom(17);
  const some = (count: number): number[] => Array.from({ length: count }, () => random.integer(network.nodeCount));
  const snap = (positions: readonly (readonly number[])[]): SnappedPlaces =>
    snapPlaces(
      graph,
      positions.map(([lon]) => lon!),
      positions.map(([, lat]) => lat!),
      300,
    );
  const rims = some(20).flatMap((start) => {
    const rim = rimOf(graph, workspace, start);
    return rim === null ? [] : [[start, rim] as const];
  });
  const stations = some(STATIONS);
  const pairs = Array.from({ length: copies === 1 ? 12 : 6 }, () => some(2) as [number, number]);
  say(`${arcs}: places and peers' graphs`);
  return {
    say: (line) => say(`${arcs}: ${line}`),
    copies,
    arcs,
    city,
    graph,
    workspace,
    rims,
    stations,
    pairs: pairs.filter(([from, to]) => secondsBetween(graph, workspace, from, to) < Infinity),
    firehouses: { places: snap(city.stations), startSeconds: null },
    places: snap(city.places),
    ngraph: ngraphPeer(graph, stations),
    pathFinder: pathFinderPeer(graph, stations),
  };
}

/** Labels all within the limit, does something with them and clears them away. */
export function withLabels<T>(
  graph: TravelGraph,
  workspace: SearchWorkspace,
  starts: readonly number[],
  limit: number,
  read: (workspace: SearchWorkspace) => T,
): T {
  search(
    graph,
    'forward',
    workspace,
    { node: [...starts], milliseconds: starts.map(() => 0), origin: starts.map((_, index) => index) },
    limit,
  );
  const result = read(workspace);
  clearWorkspace(workspace);
  return result;
}

/** The node reached last within five minutes; null when the roads end before. */
function rimOf(graph: TravelGraph, workspace: SearchWorkspace, start: number): number | null {
  return withLabels(graph, workspace, [start], FIVE_MINUTES, ({ label, touched, touchedCount }) => {
    const rim = touched.subarray(0, touchedCount).reduce((last, node) => (label[node]! > label[last]! ? node : last), start);
    return label[rim]! > 290_000 ? rim : null;
  });
}

export function secondsBetween(graph: TravelGraph, workspace: SearchWorkspace, from: number, to: number): number {
  return withLabels(graph, workspace, [from], IMPASSABLE - 1, ({ label }) => (label[to]! >= IMPASSABLE ? Infinity : label[to]! / 1000));
}

/** A node as a place: the start of an edge that leaves it. */
export function placeAt(graph: TravelGraph, node: number): SnappedPlaces {
  const { leaving, leavingStart, nodeLon, nodeLat } = graph.network;
  const arc = leaving[leavingStart[node]!]!;
  const places = pickPlace(snapPlaces(graph, [nodeLon[node]!], [nodeLat[node]!], 1), 0);
  places.edge[0] = arc >> 1;
  places.fraction[0] = arc & 1;
  return places;
}

export function eachOf<T>(items: readonly T[], work: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) work(item);
  };
}

/** A measurement of several alike, as the mean of one. */
export function per(count: number, measurement: Measurement): Measurement {
  return { ...measurement, wallMs: measurement.wallMs / count, cpuMs: measurement.cpuMs === null ? null : measurement.cpuMs / count };
}
