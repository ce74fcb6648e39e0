import { describe, expect, test } from 'vitest';
import { defaultTravelProfiles } from '../../rules/travel-profiles.ts';
import { aRoad } from '../../testing/a-road.ts';
import { buildNetwork } from './build-network.ts';
import { reportSnaps } from './network-report.ts';
import { collectRoads, type RoadInput } from './road-columns.ts';
import { snapPlaces } from './snap-places.ts';
import { editTravelGraph, makeTravelGraph, type TravelGraph } from './travel-graph.ts';

const METERS = 1 / 111_195;
const at = (x: number, y: number): [number, number] => [x * METERS, y * METERS];

/** 21 streets each way, 100 m apart; the southernmost on y = 0. Nodes by number, so that nothing else meets them. */
function streets(): RoadInput[] {
  const along = Array.from({ length: 21 }, (_, index) => index);
  const node = (column: number, row: number) => 1 + row * 100 + column;
  return along.flatMap((street) => [
    aRoad(
      along.map((column) => at(column * 100, street * 100)),
      { osmWayId: 1 + street, nodeIds: along.map((column) => node(column, street)) },
    ),
    aRoad(
      along.map((row) => at(street * 100, row * 100)),
      { osmWayId: 101 + street, nodeIds: along.map((row) => node(street, row)) },
    ),
  ]);
}
const graphOf = (...more: RoadInput[]): TravelGraph =>
  makeTravelGraph(buildNetwork(collectRoads([...streets(), ...more])), defaultTravelProfiles.fireEngine);
const roadAt = (graph: TravelGraph, x: number, y: number, preferred: Uint8Array | null): number => {
  const [lon, lat] = at(x, y);
  return graph.network.edgeRoad[snapPlaces(graph, [lon], [lat], 300, preferred).edge[0]!]!;
};
const first = streets().length;

describe('roads that are cut off', () => {
  const yard = aRoad([at(420, -30), at(480, -30)], { osmWayId: 900, nodeIds: [9001, 9002] });
  const farYard = aRoad([at(420, -130), at(480, -130)], { osmWayId: 901, nodeIds: [9003, 9004] });
  const out = aRoad([at(2000, 450), at(2080, 450)], { osmWayId: 902, nodeIds: [9005, 9006], oneway: 1 });

  test('give way to a street little farther away, and to none much farther away', () => {
    const graph = graphOf(yard);
    const connected = graph.connectedEdges();
    expect(roadAt(graph, 450, -25, null)).toBe(first);
    expect(roadAt(graph, 450, -25, connected)).toBe(0);
    const far = graphOf(farYard);
    expect(roadAt(far, 450, -128, far.connectedEdges())).toBe(first);
  });

  test('are a finding of the check of the roads', () => {
    const graph = graphOf(yard, farYard);
    const lon = [at(450, 0)[0], at(450, 0)[0], at(450, 0)[0], at(450, 0)[0]];
    const lat = [at(0, -25)[1], at(0, -128)[1], at(0, -290)[1], at(0, -900)[1]];
    const places = snapPlaces(graph, lon, lat, 300, graph.connectedEdges());
    expect(reportSnaps(graph, places, 20)).toEqual({ refused: Uint32Array.of(3), cutOff: Uint32Array.of(1, 2), far: Uint32Array.of(0) });
  });

  test('include one-way roads that lead out of the data, and never those behind a closure', () => {
    const graph = graphOf(out);
    const outEdge = graph.network.edgeRoad.indexOf(first);
    expect(graph.connectedEdges()[outEdge]).toBe(0);
    expect(graph.connectedEdges().reduce((sum, edge) => sum + edge, 0)).toBe(graph.network.edgeCount - 1);
    const closures = Array.from({ length: graph.network.edgeCount / 2 }, (_, edge) => ({ edge, from: 0, to: 1 }));
    expect(editTravelGraph(graph, { closures, speeds: [] }).connectedEdges()).toBe(graph.connectedEdges());
  });

  test('do not exist in a network of few roads, whose parts are all large', () => {
    const graph = makeTravelGraph(buildNetwork(collectRoads([yard, farYard])), defaultTravelProfiles.fireEngine);
    expect([...graph.connectedEdges()]).toEqual([1, 1]);
  });
});
