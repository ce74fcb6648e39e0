import { editTravelGraph, makeReachField, reachArcs, traceFirstDueAreas, traceIsochrones } from '../../../shared/analyses/network/index.ts';
import { seededRandom } from '../../../shared/testing/seeded-random.ts';
import { type Measurement, measure } from '../measure.ts';
import { placeAt, type RoutingScene } from './scene.ts';

const LIMITS = [60, 180, 300];

/** Areas around stations, and roads closed. */
export function benchAreas({ graph, workspace, arcs, rims, firehouses, say }: RoutingScene): Measurement[] {
  say('areas and edits');
  const one = { places: placeAt(graph, rims[0]![0]), startSeconds: null };
  const random = seededRandom(5);
  const ours = { ours: true, runs: 5, warmUps: 2 };
  return [
    measure(
      `1, 3 and 5 minutes around one station, ${arcs}`,
      'search, field and areas',
      () => traceIsochrones(makeReachField(graph, reachArcs(graph, one, 300, workspace)), LIMITS),
      ours,
    ),
    measure(
      `1, 3 and 5 minutes and first-due areas of ${firehouses.places.count} firehouses, ${arcs}`,
      'search, field and areas',
      () => {
        const field = makeReachField(graph, reachArcs(graph, firehouses, 300, workspace));
        return [traceIsochrones(field, LIMITS), traceFirstDueAreas(field, 300)];
      },
      { ours: true, runs: 3, warmUps: 1 },
    ),
    measure(
      `close 20 roads, ${arcs}`,
      'costs copied',
      () => {
        const closures = Array.from({ length: 20 }, () => ({ edge: random.integer(graph.network.edgeCount), from: 0.5, to: 0.5 }));
        return editTravelGraph(graph, { closures, speeds: [] });
      },
      ours,
    ),
  ];
}
