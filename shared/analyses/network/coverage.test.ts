import area from '@turf/area';
import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { haversineMeters } from '../../geo/haversine-meters.ts';
import { insidePolygons } from '../../geo/rings.ts';
import { defaultTravelProfiles, speedBands } from '../../rules/travel-profiles.ts';
import { aRoad } from '../../testing/a-road.ts';
import { aRoadGrid } from '../../testing/a-road-grid.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { buildNetwork } from './build-network.ts';
import { closeAlong } from './close-along.ts';
import { traceFirstDueAreas } from './first-due-areas.ts';
import { traceIsochrones } from './isochrones.ts';
import { measureMatrix } from './measure-matrix.ts';
import { reportNetwork, reportSnaps } from './network-report.ts';
import { cutReach, reachArcs } from './reach.ts';
import { makeReachField } from './reach-field.ts';
import type { Origins, ReachedPieces } from './results.ts';
import { collectRoads, type RoadInput } from './road-columns.ts';
import { positionsAlong } from './route-line.ts';
import { snapPlaces } from './snap-places.ts';
import { editTravelGraph, makeTravelGraph, type TravelGraph } from './travel-graph.ts';

const streets = 10;

function town(seed: number): { graph: TravelGraph; stations: Origins } {
  const graph = makeTravelGraph(buildNetwork(collectRoads(aRoadGrid({ seed, streets }))), defaultTravelProfiles.fireEngine);
  const random = seededRandom(seed);
  const lon = Array.from({ length: 4 }, () => 118.9 + random.next() * 0.0012 * streets);
  const lat = Array.from({ length: 4 }, () => 42.25 + random.next() * 0.0009 * streets);
  return { graph, stations: { places: snapPlaces(graph, lon, lat, 500), startSeconds: Float64Array.from([0, 10, 20, 5]) } };
}

const check = (runs: number, property: (seed: number) => void): void =>
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), property), { numRuns: runs, seed: 11 });

describe('reached roads', () => {
  test('are cut exactly where the time is up', () => {
    check(10, (seed) => {
      const { graph, stations } = town(seed);
      const random = seededRandom(seed);
      const edited =
        seed % 2 === 0
          ? graph
          : editTravelGraph(graph, {
              closures: [
                { edge: 5, from: 0.2, to: 0.4 },
                { edge: 40, from: 0.5, to: 0.5 },
              ],
              speeds: [],
            });
      const [short, long] = cutReach(edited, stations, [30, 60]) as [ReachedPieces, ReachedPieces];
      // Points anywhere on roads, judged by the matrix.
      for (let trial = 0; trial < 200; trial++) {
        const edge = random.integer(graph.network.edgeCount);
        const fraction = random.next();
        const place = {
          count: 1,
          edge: Int32Array.of(edge),
          fraction: Float64Array.of(fraction),
          meters: Float32Array.of(0),
          lon: Float64Array.of(0),
          lat: Float64Array.of(0),
        };
        const seconds = Math.min(...measureMatrix(edited, stations, place));
        for (const [limit, pieces] of [
          [30, short],
          [60, long],
        ] as const) {
          if (Math.abs(seconds - limit) < 0.01) continue;
          expect(covers(pieces, edge, fraction)).toBe(seconds < limit);
        }
      }
      let meters = 0;
      for (let piece = 0; piece < long.count; piece++) {
        const positions = positionsAlong(graph.network, long.edge[piece]!, long.from[piece]!, long.to[piece]!);
        for (let index = 1; index < positions.length; index++) {
          const [[lonA, latA], [lonB, latB]] = [positions[index - 1]!, positions[index]!] as [[number, number], [number, number]];
          meters += haversineMeters(lonA, latA, lonB, latB);
        }
      }
      expect(meters / long.meters).toBeCloseTo(1, 6);
    });
  });

  test('nothing is reached from stations that are not on the network', () => {
    const { graph } = town(1);
    const nowhere = { places: snapPlaces(graph, [0], [0], 50), startSeconds: null };
    expect(cutReach(graph, nowhere, [300])[0]).toMatchObject({ count: 0, meters: 0 });
    const field = makeReachField(graph, reachArcs(graph, nowhere, 300));
    expect(traceIsochrones(field, [300])[0]!.area.coordinates).toEqual([]);
    expect(traceFirstDueAreas(field, 300)).toEqual([]);
  });
});

describe('areas', () => {
  test('of longer limits contain those of shorter ones and hold the roads reached with time to spare', () => {
    check(8, (seed) => {
      const { graph, stations } = town(seed);
      const random = seededRandom(seed);
      const field = makeReachField(graph, reachArcs(graph, stations, 60));
      const [first, second, third] = traceIsochrones(field, [15, 30, 60]).map((isochrone) => isochrone.area) as [
        MultiPolygon,
        MultiPolygon,
        MultiPolygon,
      ];
      expect(area(first)).toBeLessThan(area(second));
      expect(area(second)).toBeLessThan(area(third));
      for (let trial = 0; trial < 400; trial++) {
        const at: Position = [118.898 + random.next() * 0.0012 * (streets + 4), 42.248 + random.next() * 0.0009 * (streets + 4)];
        if (inside(first, at)) expect(inside(second, at)).toBe(true);
        if (inside(second, at)) expect(inside(third, at)).toBe(true);
      }
      const [early] = cutReach(graph, stations, [20]) as [ReachedPieces];
      for (let piece = 0; piece < early.count; piece++) {
        const [middle] = positionsAlong(graph.network, early.edge[piece]!, (early.from[piece]! + early.to[piece]!) / 2, early.to[piece]!);
        expect(inside(third, middle!)).toBe(true);
      }
      // A cell is in an area where its time is up no sooner, and nowhere else.
      for (let cell = 0; cell < field.milliseconds.length; cell += 7) {
        const row = Math.floor(cell / field.columns);
        const centre: Position = [field.west + (cell % field.columns) * field.cellLon, field.south + row * field.cellLat];
        expect(inside(second, centre)).toBe(field.milliseconds[cell]! <= 30_000);
      }
      // Vertices of inner rings lie in the outer area.
      for (const position of first.coordinates.flat(2)) expect(inside(second, position)).toBe(true);
    });
  });

  test('of longer limits hold those of shorter ones when each comes from a search of its own', () => {
    check(6, (seed) => {
      const { graph, stations } = town(seed);
      const fieldOf = (seconds: number) => makeReachField(graph, reachArcs(graph, stations, seconds));
      const [short, long] = [fieldOf(30), fieldOf(30.5)];
      const across = Math.round((short.west - long.west) / long.cellLon);
      const up = Math.round((short.south - long.south) / long.cellLat);
      let reached = 0;
      for (let row = 0; row < short.rows; row++) {
        for (let column = 0; column < short.columns; column++) {
          const at = short.milliseconds[row * short.columns + column]!;
          if (at > 30_000) continue;
          reached++;
          expect(long.milliseconds[(row + up) * long.columns + column + across]).toBe(at);
        }
      }
      expect(reached).toBeGreaterThan(50);
    });
  });

  test('of first-due stations have borders that never touch themselves', () => {
    check(8, (seed) => {
      const { graph, stations } = town(seed);
      const areas = traceFirstDueAreas(makeReachField(graph, reachArcs(graph, stations, 60)), 60);
      for (const ring of areas.flatMap((one) => one.area.coordinates.flat())) expect(new Set(ring.map(String)).size).toBe(ring.length - 1);
    });
  });

  test('of first-due stations never overlap and fill what is reached', () => {
    check(8, (seed) => {
      const { graph, stations } = town(seed);
      const random = seededRandom(seed);
      const field = makeReachField(graph, reachArcs(graph, stations, 60));
      const areas = traceFirstDueAreas(field, 60);
      for (let trial = 0; trial < 400; trial++) {
        const column = random.integer(field.columns);
        const row = random.integer(field.rows);
        const at: Position = [field.west + column * field.cellLon, field.south + row * field.cellLat];
        const owners = areas.filter((one) => inside(one.area, at)).map((one) => one.station);
        const cell = row * field.columns + column;
        expect(owners).toEqual(field.milliseconds[cell]! <= 60_000 ? [field.origin[cell]] : []);
        const anywhere: Position = [at[0]! + random.next() * field.cellLon, at[1]! + random.next() * field.cellLat];
        expect(areas.filter((one) => inside(one.area, anywhere)).length).toBeLessThanOrEqual(1);
      }
      const cellArea = field.cellLon * field.cellLat;
      const reached = field.milliseconds.filter((at) => at <= 60_000).length * cellArea;
      const total = areas.reduce((sum, one) => sum + planeArea(one.area), 0);
      expect(total / reached).toBeGreaterThan(0.9);
      expect(total / reached).toBeLessThan(1.1);
    });
  });

  test('keep detached parts and holes', () => {
    // A quick bypass without junctions in the middle leads to a far quarter; between them nothing is near enough to a road in time.
    const line = (coordinates: [number, number][], roadClass: RoadInput['roadClass'], nodeIds: number[]): RoadInput =>
      aRoad(coordinates, { roadClass, osmWayId: nodeIds[0]!, nodeIds });
    const ring = line(
      [
        [0.01, 0],
        [0.016, 0],
        [0.016, 0.006],
        [0.01, 0.006],
        [0.01, 0],
      ],
      'trunk',
      [2, 3, 4, 5, 2],
    );
    const graph = makeTravelGraph(
      buildNetwork(
        collectRoads([
          line(
            [
              [0, 0],
              [0.01, 0],
            ],
            'residential',
            [1, 2],
          ),
          ring,
        ]),
      ),
      defaultTravelProfiles.fireEngine,
    );
    const stations = { places: snapPlaces(graph, [0.01], [0], 50), startSeconds: null };
    const [isochrone] = traceIsochrones(makeReachField(graph, reachArcs(graph, stations, 120)), [120]);
    expect(isochrone!.area.coordinates).toHaveLength(1);
    expect(isochrone!.area.coordinates[0]).toHaveLength(2);
    expect(inside(isochrone!.area, [0.013, 0.003])).toBe(false);
    expect(inside(isochrone!.area, [0.016, 0.003])).toBe(true);
  });
});

describe('what is drawn closes', () => {
  const { graph } = town(4);
  const middle = (edge: number): Position => positionsAlong(graph.network, edge, 0.5, 1)[0]!;
  const usable = graph.usableEdges.indexOf(1);

  test('a point its nearest road, a stroke what it crosses, a stroke along a road the stretch', () => {
    const [lon, lat] = middle(usable) as [number, number];
    const [point] = closeAlong(graph, [[lon, lat]], 10);
    expect(point).toMatchObject({ edge: usable });
    expect(point!.from).toBeCloseTo(0.5, 4);
    expect(point!.to).toBe(point!.from);
    expect(closeAlong(graph, [[0, 0]], 10)).toEqual([]);

    const positions = positionsAlong(graph.network, usable, 0.25, 0.75);
    const along = closeAlong(graph, positions as [number, number][], 4).filter(({ edge }) => edge === usable);
    expect(Math.min(...along.map(({ from }) => from))).toBeCloseTo(0.25 - 4 / graph.network.edgeMeters[usable]!, 3);
    expect(Math.max(...along.map(({ to }) => to))).toBeCloseTo(0.75 + 4 / graph.network.edgeMeters[usable]!, 3);

    // Straight across: twice the width, as long as the two meet at a right angle.
    const [[lonA, latA], [lonB, latB]] = [
      positionsAlong(graph.network, usable, 0.49, 1)[0]!,
      positionsAlong(graph.network, usable, 0.51, 1)[0]!,
    ] as [[number, number], [number, number]];
    const cosine = Math.cos((lat * Math.PI) / 180);
    const [dx, dy] = [(lonB - lonA) * cosine * 10, (latB - latA) * 10];
    const across = closeAlong(
      graph,
      [
        [lon - dy / cosine, lat + dx],
        [lon + dy / cosine, lat - dx],
      ],
      3,
    ).filter(({ edge }) => edge === usable);
    const closed = across.reduce((sum, { from, to }) => sum + to - from, 0) * graph.network.edgeMeters[usable]!;
    expect(closed).toBeCloseTo(6, 1);
  });
});

describe('the report', () => {
  const line = (coordinates: [number, number][], nodeIds: number[], values: Partial<RoadInput> = {}): RoadInput =>
    aRoad(coordinates, { osmWayId: nodeIds[0]!, nodeIds, ...values });
  test('finds islands, traps, missing speeds, duplicates and far places', () => {
    const network = buildNetwork(
      collectRoads([
        line(
          [
            [0, 0],
            [0.002, 0],
          ],
          [1, 2],
        ),
        line(
          [
            [0.002, 0],
            [0.002, 0.002],
          ],
          [2, 3],
        ),
        line(
          [
            [0.002, 0.002],
            [0.003, 0.002],
          ],
          [3, 4],
          { oneway: 1 },
        ),
        line(
          [
            [-0.001, 0],
            [0, 0],
          ],
          [5, 1],
          { oneway: 1 },
        ),
        line(
          [
            [0.01, 0.01],
            [0.011, 0.01],
          ],
          [6, 7],
        ),
        line(
          [
            [0, 0],
            [0.002, 0],
          ],
          [1, 2],
        ),
        line(
          [
            [0, 0],
            [0, 0.001],
          ],
          [1, 8],
          { roadClass: 'construction' },
        ),
        line(
          [
            [0.002, 0],
            [0.003, 0],
          ],
          [2, 9],
          { roadClass: null },
        ),
        line(
          [
            [0.002, 0],
            [0.002, -0.001],
          ],
          [2, 10],
          { maxspeedKmh: 0 },
        ),
      ]),
    );
    const graph = makeTravelGraph(network, defaultTravelProfiles.fireEngine);
    const report = reportNetwork(graph);
    const roads = (edges: Uint32Array): number[] => [...edges].map((edge) => network.edgeRoad[edge]!).sort((a, b) => a - b);
    expect(report.components.map(({ edges }) => edges)).toEqual([7, 1]);
    expect(roads(report.islandEdges)).toEqual([4]);
    expect(roads(report.noWayOutEdges)).toEqual([2]);
    expect(roads(report.noWayInEdges)).toEqual([3]);
    expect(roads(report.noSpeedEdges)).toEqual([6]);
    expect(roads(report.unknownClassEdges)).toEqual([7]);
    expect(roads(report.badLimitEdges)).toEqual([8]);
    expect(report.duplicateEdges).toHaveLength(1);
    expect(report.usableMeters).toBeLessThan(report.meters);
    const places = snapPlaces(graph, [0.001, 0.001, 1], [0.00001, 0.0009, 1], 200);
    expect(reportSnaps(graph, places, 50)).toMatchObject({ refused: Uint32Array.of(2), far: Uint32Array.of(1) });
  });
});

test('faster bands and freer hours never take longer', () => {
  const { graph } = town(9);
  const { network, profile } = graph;
  const [slow, normal, fast] = speedBands.map((band) => makeTravelGraph(network, profile, { band, hour: null }).arcMilliseconds);
  const rush = makeTravelGraph(network, profile, { band: 'normal', hour: 17 }).arcMilliseconds;
  for (let arc = 0; arc < slow!.length; arc++) {
    expect(slow![arc]).toBeGreaterThanOrEqual(normal![arc]!);
    expect(normal![arc]).toBeGreaterThanOrEqual(fast![arc]!);
    expect(rush[arc]).toBeGreaterThanOrEqual(normal![arc]!);
  }
});

function covers({ count, edge, from, to }: ReachedPieces, wanted: number, fraction: number): boolean {
  for (let piece = 0; piece < count; piece++) if (edge[piece] === wanted && from[piece]! <= fraction && to[piece]! >= fraction) return true;
  return false;
}

const inside = ({ coordinates }: MultiPolygon, [x, y]: Position): boolean => insidePolygons(x!, y!, coordinates);

function planeArea({ coordinates }: MultiPolygon): number {
  let total = 0;
  for (const ring of coordinates.flat()) {
    for (let index = 1; index < ring.length; index++)
      total +=
        (ring[index - 1]![0]! - ring[0]![0]!) * (ring[index]![1]! - ring[0]![1]!) -
        (ring[index]![0]! - ring[0]![0]!) * (ring[index - 1]![1]! - ring[0]![1]!);
  }
  return total / 2;
}
