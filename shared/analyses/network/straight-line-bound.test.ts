import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultTravelProfiles } from '../../rules/travel-profiles.ts';
import { aRoadGrid } from '../../testing/a-road-grid.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { buildNetwork } from './build-network.ts';
import { findRoute } from './find-route.ts';
import { measureMatrix } from './measure-matrix.ts';
import { collectRoads } from './road-columns.ts';
import type { RoadNetwork } from './road-network.ts';
import { makeRouteWorkspace } from './search-workspace.ts';
import { snapPlaces } from './snap-places.ts';
import { boundByStraightLine } from './straight-line-bound.ts';
import { editTravelGraph, IMPASSABLE, makeTravelGraph, type TravelGraph } from './travel-graph.ts';

const streets = 12;

function aTown(seed: number): TravelGraph {
  return makeTravelGraph(buildNetwork(collectRoads(aRoadGrid({ seed, streets }))), defaultTravelProfiles.fireEngine);
}

function edited(graph: TravelGraph, seed: number): TravelGraph {
  const random = seededRandom(seed);
  const edge = (): number => random.integer(graph.network.edgeCount);
  return editTravelGraph(graph, {
    closures: Array.from({ length: 20 }, () => ({ edge: edge(), from: 0.3, to: 0.6 })),
    speeds: Array.from({ length: 10 }, () => ({ edge: edge(), speedKmh: random.pick([5, 90, 160]) })),
  });
}

test('no arc is driven sooner than the straight line, whatever the speeds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const town = aTown(seed);
      for (const { network, straightLine, openArcMilliseconds } of [town, edited(town, seed)]) {
        let tightest = 0;
        for (let arc = 0; arc < 2 * network.edgeCount; arc++) {
          if (openArcMilliseconds[arc]! >= IMPASSABLE) continue;
          const [from, to] = [network.edgeFrom[arc >> 1]!, network.edgeTo[arc >> 1]!];
          const least = Math.hypot(
            (network.nodeLon[to]! - network.nodeLon[from]!) * straightLine.millisecondsPerLonDegree,
            (network.nodeLat[to]! - network.nodeLat[from]!) * straightLine.millisecondsPerLatDegree,
          );
          expect(least).toBeLessThanOrEqual(openArcMilliseconds[arc]!);
          tightest = Math.max(tightest, least / openArcMilliseconds[arc]!);
        }
        expect(tightest).toBeGreaterThan(0.9);
      }
    }),
    { numRuns: 20, seed: 7 },
  );
});

test('routes of one workspace stay the fastest after closures and higher speeds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const random = seededRandom(seed);
      const town = aTown(seed);
      const workspace = makeRouteWorkspace(town);
      for (const graph of [town, edited(town, seed), town]) {
        const somewhere = (): number => random.next() * streets;
        const ends = Array.from({ length: 12 }, () => [118.9 + somewhere() * 0.0012, 42.25 + somewhere() * 0.0009] as const);
        const places = snapPlaces(
          graph,
          ends.map(([lon]) => lon),
          ends.map(([, lat]) => lat),
          500,
        );
        const matrix = measureMatrix(graph, { places, startSeconds: null }, places);
        for (let from = 0; from < places.count; from++) {
          for (let to = 0; to < places.count; to++) {
            const route = findRoute(graph, { places, place: from }, { places, place: to }, workspace);
            expect(route?.seconds ?? Infinity).toBe(matrix[from * places.count + to]);
          }
        }
      }
    }),
    { numRuns: 20, seed: 7 },
  );
});

test('a network on both sides of 180° is bounded north to south only', () => {
  const { network, openArcMilliseconds } = aTown(3);
  const across: RoadNetwork = { ...network, nodeLon: network.nodeLon.map((lon, node) => (node % 2 === 0 ? 179.99 : lon - 298)) };
  expect(boundByStraightLine(across, openArcMilliseconds).millisecondsPerLonDegree).toBe(0);
  expect(boundByStraightLine(across, openArcMilliseconds).millisecondsPerLatDegree).toBeGreaterThan(0);
});
