import { cutReach } from '../../../shared/analyses/network/index.ts';
import { atMostAs, judged, times } from '../goals.ts';
import { type Measurement, measure } from '../measure.ts';
import { nativeReach } from './native-reach.ts';
import { eachOf, FIVE_MINUTES, per, placeAt, type RoutingScene, withLabels } from './scene.ts';

export const reachWork = ({ arcs }: RoutingScene): string => `5-minute reach of one station, ${arcs}`;

/**
 * All nodes within five minutes. The JavaScript peers have no such question and no bound: they search until they are at the place asked for, so the whole
 * network when none is named. They are also timed with a node to stop at, which only the answer itself can tell.
 */
export function benchReach(scene: RoutingScene): Measurement[] {
  const { graph, workspace, copies, arcs, rims, ngraph, pathFinder, say } = scene;
  say('5-minute reach');
  const work = reachWork(scene);
  const starts = rims.map(([start]) => start);
  const nodes = starts.map((start) => withLabels(graph, workspace, [start], FIVE_MINUTES, ({ touchedCount }) => touchedCount));
  const mean = nodes.reduce((sum, count) => sum + count, 0) / nodes.length;
  const ours = measure(
    work,
    'labels by bucket search',
    eachOf(starts, (start) => withLabels(graph, workspace, [start], FIVE_MINUTES, () => null)),
    { ours: true, runs: 100, warmUps: 50, note: `${mean.toFixed(0)} nodes` },
  );
  const few = starts.slice(0, 3);
  const slow = { runs: 3, warmUps: 1, note: 'has no bound: searches the whole network' };
  const whole = [per(few.length, measure(work, 'ngraph.path, no heuristic', eachOf(few, ngraph.fromOne), slow))];
  // Its queue carries whole paths: on four cities it needs more memory than a laptop has.
  if (copies === 1) whole.push(per(few.length, measure(work, 'geojson-path-finder', eachOf(few, pathFinder.fromOne), slow)));
  const helped = { runs: 7, warmUps: 3, note: 'told a node 5 minutes away, it settles all nearer ones and tells the way to that one only' };
  const toRim = [
    measure(
      work,
      'ngraph.path, told where to stop',
      eachOf(rims, ([start, rim]) => ngraph.dijkstra(start, rim)),
      helped,
    ),
    measure(
      work,
      'geojson-path-finder, told where to stop',
      eachOf(rims, ([start, rim]) => pathFinder.findSeconds(start, rim)),
      helped,
    ),
  ].map((row) => per(rims.length, row));
  const native = nativeReach(work, graph, starts, FIVE_MINUTES);
  return [
    judged(per(starts.length, ours), [
      ...whole.map((peer) => times(100, peer)),
      ...(native ? [atMostAs(native)] : []),
      ...toRim.map((peer) => times(100, peer)),
    ]),
    ...whole,
    ...toRim,
    ...(native ? [native] : []),
    per(
      starts.length,
      measure(
        `5-minute reach cut at 1, 3 and 5 minutes, ${arcs}`,
        'road pieces',
        eachOf(starts, (start) => cutReach(graph, { places: placeAt(graph, start), startSeconds: null }, [60, 180, 300], workspace)),
        { ours: true },
      ),
    ),
  ];
}
