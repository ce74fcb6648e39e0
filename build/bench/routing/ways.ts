import { findRoute, makeRouteWorkspace } from '../../../shared/analyses/network/index.ts';
import { atMost, judged, times } from '../goals.ts';
import { type Measurement, measure } from '../measure.ts';
import { eachOf, per, placeAt, type RoutingScene, secondsBetween } from './scene.ts';

export const wayWork = ({ arcs }: RoutingScene): string => `a route across, ${arcs}`;

/** From one place to another, nothing prepared. */
export function benchWays(scene: RoutingScene): Measurement[] {
  const { graph, workspace, copies, pairs, ngraph, pathFinder, say } = scene;
  say('routes');
  const work = wayWork(scene);
  const few = { runs: 3, warmUps: 1 };
  const ask = (way: (from: number, to: number) => unknown): (() => void) => eachOf(pairs, ([from, to]) => way(from, to));
  const peers = [
    measure(work, 'ngraph.path A*', ask(ngraph.aStar), few),
    measure(work, 'ngraph.path NBA*', ask(ngraph.nba), few),
    // Four cities are more than its queue, which carries whole paths, can hold.
    ...(copies === 1 ? [measure(work, 'geojson-path-finder', ask(pathFinder.findSeconds), { runs: 1, warmUps: 0 })] : []),
  ].map((row) => per(pairs.length, row));
  const ends = pairs.map(([from, to]) => [placeAt(graph, from), placeAt(graph, to)] as const);
  const routeWorkspace = makeRouteWorkspace(graph);
  const differences = pairs.map(([from, to]) => Math.abs(ngraph.aStar(from, to) - secondsBetween(graph, workspace, from, to)));
  const ours = measure(
    work,
    'A* from both ends',
    eachOf(ends, ([from, to]) => findRoute(graph, { places: from, place: 0 }, { places: to, place: 0 }, routeWorkspace)),
    { ours: true, note: `agrees with ngraph.path to ${Math.max(...differences).toFixed(2)} s` },
  );
  return [judged(per(pairs.length, ours), [...(copies === 1 ? [atMost(20)] : []), ...peers.map((peer) => times(10, peer))]), ...peers];
}
