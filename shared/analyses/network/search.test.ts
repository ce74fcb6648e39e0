import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultTravelProfiles } from '../../rules/travel-profiles.ts';
import { aRoadGrid } from '../../testing/a-road-grid.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { buildNetwork } from './build-network.ts';
import { findAlternatives } from './find-alternatives.ts';
import { findNearest, findNearestTo } from './find-nearest.ts';
import { findRoute } from './find-route.ts';
import { countCover, measureMatrix, measureTimes } from './measure-matrix.ts';
import { responsePercentile } from './response-percentile.ts';
import type { SnappedPlaces } from './results.ts';
import { collectRoads } from './road-columns.ts';
import { headOfArc, type RoadNetwork, tailOfArc } from './road-network.ts';
import { lineOfRoute, stepsOfRoute } from './route-line.ts';
import { snapPlaces } from './snap-places.ts';
import { editTravelGraph, IMPASSABLE, makeTravelGraph, type TravelGraph } from './travel-graph.ts';

const streets = 8;
const motorcycle = defaultTravelProfiles.patrolMotorcycle;

/** A town with forbidden turns at random corners. */
function aGraph(seed: number, { onewayChance = 0.25, rules = 12 } = {}): TravelGraph {
  const random = seededRandom(seed);
  const roads = aRoadGrid({ seed, streets, onewayChance });
  const network = buildNetwork(collectRoads(roads));
  for (let rule = 0; rule < rules; rule++) {
    const first = random.integer(network.edgeCount * 2);
    const node = headOfArc(network, first);
    const out = network.leaving.subarray(network.leavingStart[node]!, network.leavingStart[node + 1]!);
    network.turnRules.push({ kind: random.chance(0.7) ? 'no' : 'only', arcs: [first, random.pick([...out])], except: [] });
  }
  return makeTravelGraph(network, motorcycle);
}

function somePlaces(graph: TravelGraph, seed: number, count: number): SnappedPlaces {
  const random = seededRandom(seed);
  const lon = Array.from({ length: count }, () => 118.9 + random.next() * 0.0012 * streets);
  const lat = Array.from({ length: count }, () => 42.25 + random.next() * 0.0009 * streets);
  return snapPlaces(graph, lon, lat, 500);
}

/**
 * The least milliseconds from one place to all others by another method: every arc is a vertex, turns are tried one by one, labels are improved until
 * none changes (Bellman–Ford).
 */
function slowly(graph: TravelGraph, places: SnappedPlaces, origin: number): number[] {
  const { network, openArcMilliseconds: cost } = graph;
  const banned = new Set<string>();
  for (const { kind, arcs } of network.turnRules) {
    const [first, second] = arcs as [number, number];
    for (let arc = 0; arc < network.edgeCount * 2; arc++) {
      if (tailOfArc(network, arc) !== headOfArc(network, first)) continue;
      if (kind === 'no' ? arc === second : arc !== second) banned.add(`${first} ${arc}`);
    }
  }
  const part = (arc: number, share: number): number => (cost[arc]! >= IMPASSABLE ? Infinity : Math.round(cost[arc]! * share));
  const along = (place: number, arc: number): number => ((arc & 1) === 0 ? places.fraction[place]! : 1 - places.fraction[place]!);
  const done = new Array<number>(network.edgeCount * 2).fill(Infinity);
  const start = places.edge[origin]!;
  for (const arc of [2 * start, 2 * start + 1]) done[arc] = part(arc, 1 - along(origin, arc));
  for (let changed = true; changed; ) {
    changed = false;
    for (let arc = 0; arc < done.length; arc++) {
      if (done[arc] === Infinity) continue;
      const node = headOfArc(network, arc);
      for (const next of network.leaving.subarray(network.leavingStart[node]!, network.leavingStart[node + 1]!)) {
        if (banned.has(`${arc} ${next}`) || cost[next]! >= IMPASSABLE) continue;
        if (done[arc]! + cost[next]! < done[next]!) {
          done[next] = done[arc]! + cost[next]!;
          changed = true;
        }
      }
    }
  }
  return Array.from({ length: places.count }, (_, place) => {
    const edge = places.edge[place]!;
    let least = Infinity;
    for (const arc of [2 * edge, 2 * edge + 1]) {
      if (edge === start && along(origin, arc) <= along(place, arc))
        least = Math.min(least, part(arc, along(place, arc) - along(origin, arc)));
      for (let before = 0; before < done.length; before++) {
        if (headOfArc(network, before) !== tailOfArc(network, arc) || banned.has(`${before} ${arc}`)) continue;
        least = Math.min(least, done[before]! + part(arc, along(place, arc)));
      }
    }
    return least / 1000;
  });
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const check = (runs: number, property: (seed: number) => void): void => fc.assert(fc.property(seeds, property), { numRuns: runs, seed: 7 });
const checkPaced = (runs: number, property: (seed: number) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(seeds, property), { numRuns: runs, seed: 7 });
const atOnce = () => undefined;

describe('searches agree with trying every turn', () => {
  test('matrix, first to third due, nearest to a place, depth of cover, routes', async () => {
    await checkPaced(12, async (seed) => {
      const graph = aGraph(seed);
      const places = somePlaces(graph, seed, 14);
      const origins = { places, startSeconds: null };
      const expected = Array.from({ length: places.count }, (_, origin) => slowly(graph, places, origin)).flat();
      const matrix = measureMatrix(graph, origins, places);
      expect([...matrix]).toEqual(expected);
      const nearest = findNearest(graph, origins, places, { k: 3, limitSeconds: Infinity });
      const first = findNearest(graph, origins, places, { k: 1, limitSeconds: Infinity });
      const depth = await countCover(graph, origins, places, 60, atOnce);
      for (let place = 0; place < places.count; place++) {
        const column = Array.from({ length: places.count }, (_, origin) => matrix[origin * places.count + place]!);
        const sorted = column.toSorted((a, b) => a - b);
        expect([...nearest.seconds.subarray(place * 3, place * 3 + 3)]).toEqual(sorted.slice(0, 3));
        for (let rank = 0; rank < 3; rank++) {
          const station = nearest.station[place * 3 + rank]!;
          if (station >= 0) expect(column[station]).toBe(sorted[rank]);
        }
        expect(first.seconds[place]).toBe(sorted[0]);
        expect(depth[place]).toBe(column.filter((seconds) => seconds <= 60).length);
        const to = findNearestTo(graph, origins, places, place, { k: 4, limitSeconds: Infinity });
        expect([...to.seconds]).toEqual(sorted.slice(0, 4));
        const from = place === 0 ? 1 : 0;
        const route = findRoute(graph, { places, place: from }, { places, place });
        expect(route?.seconds ?? Infinity).toBe(column[from]);
        if (route === null) continue;
        for (let index = 1; index < route.arcs.length; index++) {
          expect(headOfArc(graph.network, route.arcs[index - 1]!)).toBe(tailOfArc(graph.network, route.arcs[index]!));
        }
      }
    });
  });

  test('limits cut off, turnout is added', () => {
    const graph = aGraph(5);
    const places = somePlaces(graph, 5, 20);
    const all = findNearest(graph, { places, startSeconds: null }, places, { k: 3, limitSeconds: Infinity });
    for (const k of [1, 3]) {
      const late = findNearest(graph, { places, startSeconds: new Float64Array(20).fill(60) }, places, { k, limitSeconds: 90 });
      for (let place = 0; place < 20; place++) {
        for (let rank = 0; rank < k; rank++) {
          const expected = Math.round((all.seconds[place * 3 + rank]! + 60) * 1000) / 1000;
          expect(late.seconds[place * k + rank]).toBe(expected <= 90 ? expected : Infinity);
          expect(late.station[place * k + rank]! >= 0).toBe(expected <= 90);
        }
      }
    }
  });

  test('stations that start very far apart in time', () => {
    const graph = aGraph(6);
    const places = somePlaces(graph, 6, 6);
    const startSeconds = Float64Array.from([0, 7200, 3600, 86_400, 30, 1]);
    const matrix = measureMatrix(graph, { places, startSeconds }, places);
    const nearest = findNearest(graph, { places, startSeconds }, places, { k: 6, limitSeconds: Infinity });
    for (let place = 0; place < 6; place++) {
      const sorted = Array.from({ length: 6 }, (_, origin) => matrix[origin * 6 + place]!).sort((a, b) => a - b);
      expect([...nearest.seconds.subarray(place * 6, place * 6 + 6)]).toEqual(sorted);
    }
  });
});

describe('what must always hold', () => {
  test('no detour is shorter (triangle inequality, without forbidden turns)', () => {
    check(10, (seed) => {
      const graph = aGraph(seed, { rules: 0 });
      const places = somePlaces(graph, seed, 10);
      const matrix = measureMatrix(graph, { places, startSeconds: null }, places);
      const n = places.count;
      for (let a = 0; a < n; a++) {
        // Parts of edges are rounded to a millisecond, three of them.
        for (let b = 0; b < n; b++)
          for (let c = 0; c < n; c++) expect(matrix[a * n + c]!).toBeLessThanOrEqual(matrix[a * n + b]! + matrix[b * n + c]! + 0.003);
      }
    });
  });

  test('there and back take the same where all is two-way', () => {
    check(10, (seed) => {
      const graph = aGraph(seed, { rules: 0, onewayChance: 0 });
      const places = somePlaces(graph, seed, 10);
      const matrix = measureMatrix(graph, { places, startSeconds: null }, places);
      for (let a = 0; a < 10; a++) for (let b = 0; b < 10; b++) expect(matrix[a * 10 + b]).toBe(matrix[b * 10 + a]);
    });
  });

  test('closures and lower speeds never shorten, and undone they leave no trace', () => {
    check(10, (seed) => {
      const graph = aGraph(seed);
      const random = seededRandom(seed);
      const places = somePlaces(graph, seed, 12);
      const edges = graph.network.edgeCount;
      const part = (): { edge: number; from: number; to: number } => {
        const from = random.next();
        return { edge: random.integer(edges), from, to: from + random.next() * (1 - from) };
      };
      const closures = Array.from({ length: 12 }, part);
      const speeds = Array.from({ length: 12 }, () => ({ edge: random.integer(edges), speedKmh: 5 }));
      const before = measureMatrix(graph, { places, startSeconds: null }, places);
      const edited = editTravelGraph(graph, { closures, speeds });
      const after = measureMatrix(edited, { places, startSeconds: null }, places);
      for (let pair = 0; pair < before.length; pair++) {
        // A place within a closed part cannot even be left.
        if (Math.floor(pair / 12) !== pair % 12) expect(after[pair]!).toBeGreaterThanOrEqual(before[pair]!);
      }
      expect(after.some((seconds, pair) => seconds > before[pair]!)).toBe(true);
      for (let place = 1; place < 12; place++) {
        expect(findRoute(edited, { places, place: 0 }, { places, place })?.seconds ?? Infinity).toBe(after[place]);
      }
      const undone = measureMatrix(editTravelGraph(edited, { closures: [], speeds: [] }), { places, startSeconds: null }, places);
      expect(undone).toEqual(before);
    });
  });

  test('places snap to the nearest point of an edge the profile may use', () => {
    check(8, (seed) => {
      const graph = aGraph(seed);
      const { network } = graph;
      const random = seededRandom(seed);
      for (let trial = 0; trial < 20; trial++) {
        const [lon, lat] = [118.895 + random.next() * 0.02, 42.245 + random.next() * 0.02];
        const snapped = snapPlaces(graph, [lon], [lat], 5000);
        const nearest = nearestByTrying(graph, lon, lat);
        expect(snapped.meters[0]).toBeCloseTo(nearest, 3);
        expect(snapPlaces(graph, [lon], [lat], nearest - 0.01).edge[0]).toBe(-1);
        expect(graph.usableEdges[snapped.edge[0]!]).toBe(1);
        expect(snapped.fraction[0]).toBeGreaterThanOrEqual(0);
        expect(snapped.fraction[0]).toBeLessThanOrEqual(1);
        expect(network.edgeCount).toBeGreaterThan(snapped.edge[0]!);
      }
    });
    const graph = aGraph(1);
    expect(snapPlaces(graph, [Number.NaN], [42], 5000).edge[0]).toBe(-1);
  });
});

test('steps and line tell the route; alternatives are other ways, none much slower', () => {
  const graph = aGraph(11, { rules: 0, onewayChance: 0.1 });
  const places = somePlaces(graph, 11, 12);
  let several = 0;
  for (let place = 1; place < 12; place++) {
    const routes = findAlternatives(graph, { places, place: 0 }, { places, place }, { count: 3 });
    const best = findRoute(graph, { places, place: 0 }, { places, place });
    expect(routes[0]?.seconds).toBe(best?.seconds);
    if (routes.length > 1) several++;
    for (const route of routes) {
      expect(route.seconds).toBeLessThanOrEqual(best!.seconds * 1.4 + 0.01);
      const steps = stepsOfRoute(graph, route);
      const sum = (pick: (step: (typeof steps)[number]) => number): number => steps.reduce((total, step) => total + pick(step), 0);
      expect(sum((step) => step.meters)).toBeCloseTo(route.meters, 6);
      expect(sum((step) => step.seconds)).toBeCloseTo(route.seconds, 6);
      const line = lineOfRoute(graph.network, route);
      expect(line.coordinates[0]![0]).toBeCloseTo(places.lon[0]!, 8);
      expect(line.coordinates.at(-1)![1]).toBeCloseTo(places.lat[place]!, 8);
      expect(steps[0]!.turnDegrees).toBeNull();
      expect([steps[0]!.firstPosition, steps.at(-1)!.lastPosition]).toEqual([0, line.coordinates.length - 1]);
      for (let index = 1; index < steps.length; index++) {
        expect(steps[index]!.firstPosition).toBe(steps[index - 1]!.lastPosition);
        expect(steps[index]!.name).not.toBe(steps[index - 1]!.name);
      }
    }
    const edges = routes.map((route) => new Set(Array.from(route.arcs, (arc) => arc >> 1)));
    for (let index = 1; index < edges.length; index++) expect([...edges[index]!].some((edge) => !edges[0]!.has(edge))).toBe(true);
  }
  expect(several).toBeGreaterThan(1);
});

test('the percentile is a time by which at least that share is reached', () => {
  expect(responsePercentile([30, 10, 20, 40, 50, 60, 70, 80, 90, 100], 0.9)).toBe(90);
  expect(responsePercentile([30, 10, 20], 0.9)).toBe(30);
  expect(responsePercentile([10, 20, Infinity, Infinity], 0.5)).toBe(20);
  expect(responsePercentile([10, 20, Infinity, Infinity], 0.9)).toBe(Infinity);
  expect(responsePercentile([], 0.9)).toBeNaN();
});

test('a long run pauses after every origin and stops when told', async () => {
  const graph = aGraph(2);
  const places = somePlaces(graph, 2, 4);
  const shares: number[] = [];
  const seconds = await measureTimes(graph, places, places, Infinity, async (share) => void shares.push(share));
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  expect([...seconds]).toEqual([...measureMatrix(graph, { places, startSeconds: null }, places)]);
  const stop = async (): Promise<void> => {
    throw new Error('stopped');
  };
  await expect(countCover(graph, { places, startSeconds: null }, places, 60, stop)).rejects.toThrow('stopped');
});

/** Distance to the nearest usable segment on the plane that touches the ground at the place, trying all. */
function nearestByTrying({ network, usableEdges }: { network: RoadNetwork; usableEdges: Uint8Array }, lon: number, lat: number): number {
  const scale = 111_195.0797343687;
  const cosine = Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (usableEdges[edge] !== 1) continue;
    for (let vertex = network.shapeStart[edge]!; vertex + 1 < network.shapeStart[edge + 1]!; vertex++) {
      const [ax, ay] = [(network.shapeLon[vertex]! - lon) * cosine, network.shapeLat[vertex]! - lat];
      const [bx, by] = [(network.shapeLon[vertex + 1]! - lon) * cosine, network.shapeLat[vertex + 1]! - lat];
      const square = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = square > 0 ? Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / square)) : 0;
      least = Math.min(least, Math.hypot(ax + share * (bx - ax), ay + share * (by - ay)) * scale);
    }
  }
  return least;
}
