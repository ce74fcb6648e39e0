import { findNearest, IMPASSABLE, measureMatrix, type SnappedPlaces } from '../../../shared/analyses/network/index.ts';
import { atMost, judged, times } from '../goals.ts';
import { type Measurement, measure } from '../measure.ts';
import { type RoutingScene, withLabels } from './scene.ts';

export const nearestWork = ({ stations, arcs }: RoutingScene): string => `nearest of ${stations.length} stations for every node, ${arcs}`;

/** Who is nearest: of every node, of every place; and all to all. */
export function benchStations(scene: RoutingScene): Measurement[] {
  const { graph, workspace, copies, arcs, stations, firehouses, places, ngraph, pathFinder, say } = scene;
  say(`nearest of ${stations.length}`);
  const nearest = nearestWork(scene);
  const note = 'from a node linked to all stations to one that cannot be reached';
  const peers = [measure(nearest, 'ngraph.path, no heuristic', ngraph.fromAllStations, { runs: 3, warmUps: 1, note })];
  // Its queue carries whole paths: on four cities it needs more memory than a laptop has.
  if (copies === 1) peers.push(measure(nearest, 'geojson-path-finder', pathFinder.fromAllStations, { runs: 2, warmUps: 1, note }));
  const labels = measure(nearest, 'bucket search, multi-source', () => withLabels(graph, workspace, stations, IMPASSABLE - 1, () => null), {
    ours: true,
  });
  say('first due and matrix');
  const due = `${firehouses.places.count} firehouses, ${places.count.toLocaleString('en')} places, ${arcs}`;
  const ours = { ours: true, runs: 5, warmUps: 2 };
  const first = { places: pick(firehouses.places, 10), startSeconds: null };
  const many = pick(places, 5000);
  const matrix = measure(`matrix 10 × 5,000, ${arcs}`, 'bucket searches', () => measureMatrix(graph, first, many), ours);
  return [
    judged(labels, [atMost(copies === 1 ? 45 : 200), ...peers.map((peer) => times(10, peer))]),
    ...peers,
    measure(
      `first due: ${due}`,
      'one search',
      () => findNearest(graph, firehouses, places, { k: 1, limitSeconds: Infinity }, workspace),
      ours,
    ),
    measure(
      `first, second and third due: ${due}`,
      'lists of three',
      () => findNearest(graph, firehouses, places, { k: 3, limitSeconds: Infinity }),
      ours,
    ),
    judged(matrix, copies === 1 ? [atMost(400)] : []),
  ];
}

function pick(places: SnappedPlaces, count: number): SnappedPlaces {
  const found: number[] = [];
  for (let place = 0; place < places.count && found.length < count; place++) if (places.edge[place]! >= 0) found.push(place);
  return {
    count: found.length,
    edge: Int32Array.from(found, (place) => places.edge[place]!),
    fraction: Float64Array.from(found, (place) => places.fraction[place]!),
    meters: Float32Array.from(found, (place) => places.meters[place]!),
    lon: Float64Array.from(found, (place) => places.lon[place]!),
    lat: Float64Array.from(found, (place) => places.lat[place]!),
  };
}
