import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import createGraph from 'ngraph.graph';
import { aStar, nba } from 'ngraph.path';
import type { TravelGraph } from '../../../shared/analyses/network/index.ts';

// Node sees its CommonJS build, whose default export is a property.
const { default: PathFinder } = createRequire(import.meta.url)('geojson-path-finder') as typeof import('geojson-path-finder');

/** Rows id, source, target, seconds of every arc that may be driven. */
export function writeArcs(graph: TravelGraph, file: string): void {
  const lines: string[] = [];
  forEachLink(graph, (source, target, seconds) => lines.push(`${lines.length + 1},${source},${target},${seconds}\n`));
  writeFileSync(file, lines.join(''));
}

export interface NgraphPeer {
  /** Seconds from node to node; NaN without a way. */
  dijkstra(from: number, to: number): number;
  aStar(from: number, to: number): number;
  nba(from: number, to: number): number;
  /** Everything from a node: the way to one that cannot be reached. */
  fromOne(from: number): void;
  /** Everything, from a node linked to all stations. */
  fromAllStations(): void;
}

export function ngraphPeer(graph: TravelGraph, stations: readonly number[]): NgraphPeer {
  const { network } = graph;
  const peer = createGraph<{ lon: number; lat: number }, number>();
  for (let node = 0; node < network.nodeCount; node++) peer.addNode(node, { lon: network.nodeLon[node]!, lat: network.nodeLat[node]! });
  let fastest = 0;
  forEachLink(graph, (source, target, seconds, arc) => {
    // It keeps one link between two nodes: the quickest.
    const known = peer.getLink(source, target);
    if (!known || known.data > seconds) peer.addLink(source, target, seconds);
    fastest = Math.max(fastest, network.edgeMeters[arc >> 1]! / seconds);
  });
  const everywhere = { lon: 0, lat: 0 };
  peer.addNode('stations', everywhere);
  peer.addNode('nowhere', everywhere);
  for (const station of stations) peer.addLink('stations', station, 0);
  const distance = (_from: unknown, _to: unknown, link: { data: number }): number => link.data;
  const cosine = Math.cos((network.nodeLat[0]! * Math.PI) / 180);
  const heuristic = (from: { data: { lon: number; lat: number } }, to: { data: { lon: number; lat: number } }): number =>
    (Math.hypot((from.data.lon - to.data.lon) * cosine, from.data.lat - to.data.lat) * 111_000) / (fastest * 1.01);
  // Its types know undirected callbacks only.
  const finders = {
    dijkstra: aStar(peer, { oriented: true, distance } as never),
    aStar: aStar(peer, { oriented: true, distance, heuristic } as never),
    nba: nba(peer, { oriented: true, distance, heuristic } as never),
  };
  const ask =
    (finder: keyof typeof finders) =>
    (from: number | string, to: number | string): number => {
      // Paths come from the destination back.
      const path = finders[finder].find(from, to);
      if (path.length === 0) return Number.NaN;
      let seconds = 0;
      for (let index = 1; index < path.length; index++) {
        let least = Infinity;
        for (const link of path[index]!.links ?? [])
          if (link.fromId === path[index]!.id && link.toId === path[index - 1]!.id) least = Math.min(least, link.data);
        seconds += least;
      }
      return seconds;
    };
  return {
    dijkstra: ask('dijkstra'),
    aStar: ask('aStar'),
    nba: ask('nba'),
    fromOne: (from) => ask('dijkstra')(from, 'nowhere'),
    fromAllStations: () => ask('dijkstra')('stations', 'nowhere'),
  };
}

export interface PathFinderPeer {
  findSeconds(from: number, to: number): number;
  fromOne(from: number): void;
  fromAllStations(): void;
}

export function pathFinderPeer(graph: TravelGraph, stations: readonly number[]): PathFinderPeer {
  const { network } = graph;
  interface Properties {
    there: number;
    back: number;
  }
  const line = (coordinates: number[][], properties: Properties): Feature<LineString, Properties> => ({
    type: 'Feature',
    properties,
    geometry: { type: 'LineString', coordinates },
  });
  const position = (node: number): number[] => [network.nodeLon[node]!, network.nodeLat[node]!];
  const seconds = (arc: number): number => (graph.arcMilliseconds[arc]! / 1000 < 1e6 ? graph.arcMilliseconds[arc]! / 1000 : 0);
  const features: Feature<LineString, Properties>[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (graph.usableEdges[edge] !== 1 || network.edgeFrom[edge] === network.edgeTo[edge]) continue;
    features.push(
      line([position(network.edgeFrom[edge]!), position(network.edgeTo[edge]!)], { there: seconds(2 * edge), back: seconds(2 * edge + 1) }),
    );
  }
  // A place linked to all stations, and one that cannot be reached.
  const all = [0, 1];
  const nowhere = [0, 2];
  for (const station of stations) features.push(line([all, position(station)], { there: 1e-6, back: 0 }));
  features.push(line([nowhere, [0, 3]], { there: 1, back: 1 }));
  const collection: FeatureCollection<LineString, Properties> = { type: 'FeatureCollection', features };
  const finder = new PathFinder<never, Properties>(collection, {
    tolerance: 1e-7,
    weight: (_a, _b, { there, back }) => ({ forward: there, backward: back }),
  });
  const point = (coordinates: number[]): Feature<Point> => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } });
  return {
    findSeconds: (from, to) => finder.findPath(point(position(from)), point(position(to)))?.weight ?? Number.NaN,
    fromOne: (from) => finder.findPath(point(position(from)), point(nowhere)),
    fromAllStations: () => finder.findPath(point(all), point(nowhere)),
  };
}

function forEachLink(graph: TravelGraph, visit: (source: number, target: number, seconds: number, arc: number) => void): void {
  for (let source = 0; source < graph.searchNodeCount; source++) {
    for (let link = graph.forwardStart[source]!; link < graph.forwardStart[source + 1]!; link++) {
      visit(source, graph.forward[2 * link]!, graph.forward[2 * link + 1]! / 1000, graph.forwardArc[link]!);
    }
  }
}
