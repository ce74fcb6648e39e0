import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { metricPlane, projectToPlane } from '../metric-plane.ts';
import fixture from './fixtures/dbscan.json' with { type: 'json' };
import { describeClusters, findClusters, NOISE } from './index.ts';

const seed = 20_261_101;

/** Numbers of clusters in the order they are first met: equal lists are equal partitions. */
function partition(labels: ArrayLike<number>, rows: readonly number[]): number[] {
  const numbers = new Map<number, number>([[NOISE, NOISE]]);
  return rows.map((row) => {
    if (!numbers.has(labels[row]!)) numbers.set(labels[row]!, numbers.size - 1);
    return numbers.get(labels[row]!)!;
  });
}

describe('findClusters', () => {
  it.each(fixture.cases)(
    'has the core points, noise and clusters of scikit-learn: $name',
    ({ x, y, radiusMeters, minPoints, labels, core }) => {
      const result = findClusters(Float64Array.from(x), Float64Array.from(y), { radiusMeters, minPoints });
      expect([...result.core]).toEqual(core);
      const cores = [...x.keys()].filter((row) => core[row] === 1);
      expect(partition(result.labels, cores)).toEqual(partition(labels, cores));
      expect([...result.labels].map((label) => label === NOISE)).toEqual(labels.map((label) => label === NOISE));
      // A border point is in the cluster of its nearest core point, and scikit-learn's choice is near too.
      const near = (row: number, label: number, of: ArrayLike<number>): number =>
        Math.min(...cores.filter((other) => of[other] === label).map((other) => Math.hypot(x[other]! - x[row]!, y[other]! - y[row]!)));
      for (let row = 0; row < x.length; row++) {
        if (core[row] === 1 || labels[row] === NOISE) continue;
        const own = near(row, result.labels[row]!, result.labels);
        expect(own).toBeLessThanOrEqual(radiusMeters);
        expect(own).toBeLessThanOrEqual(near(row, labels[row]!, labels));
      }
    },
  );

  const scenes = fc.record({
    count: fc.integer({ min: 0, max: 70 }),
    whole: fc.boolean(),
    radiusMeters: fc.constantFrom(1, 5, 10, 14, 30),
    minPoints: fc.integer({ min: 1, max: 6 }),
    stray: fc.constantFrom(0, 1e6, 3e8),
    from: fc.integer(),
  });
  it('is the definition: cores by counting, clusters by chains of cores', () => {
    fc.assert(
      fc.property(scenes, ({ count, whole, radiusMeters, minPoints, stray, from }) => {
        const random = seededRandom(from);
        const place = (): number => (whole ? random.integer(20) * 5 : random.next() * 100);
        const x = Float64Array.from({ length: count }, (_, row) => (row === 3 ? place() + stray : place()));
        const y = Float64Array.from({ length: count }, (_, row) => (row === 5 ? Number.NaN : place()));
        const { labels, core, clusterCount } = findClusters(x, y, { radiusMeters, minPoints });
        const near = (one: number, other: number): boolean => (x[one]! - x[other]!) ** 2 + (y[one]! - y[other]!) ** 2 <= radiusMeters ** 2;
        const rows = [...x.keys()];
        const isCore = rows.map((row) => rows.filter((other) => near(row, other)).length >= minPoints);
        expect([...core]).toEqual(isCore.map(Number));
        const chain = new Array<number>(count).fill(-1);
        let chains = 0;
        for (const start of rows) {
          if (!isCore[start] || chain[start] !== -1) continue;
          const todo = [start];
          chain[start] = chains;
          for (let row = todo.pop(); row !== undefined; row = todo.pop()) {
            for (const other of rows) {
              if (!isCore[other] || chain[other] !== -1 || !near(row, other)) continue;
              chain[other] = chains;
              todo.push(other);
            }
          }
          chains++;
        }
        expect(clusterCount).toBe(chains);
        const cores = rows.filter((row) => isCore[row]);
        expect(partition(labels, cores)).toEqual(partition(chain, cores));
        for (const row of rows) if (!isCore[row]) expect(labels[row] === NOISE).toBe(!cores.some((other) => near(row, other)));
      }),
      { seed, numRuns: 400 },
    );
  });

  it('does not depend on the order of the points', () => {
    const entry = fixture.cases[0]!;
    const random = seededRandom(9);
    const order = [...entry.x.keys()]
      .map((row) => ({ row, at: random.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
    const straight = findClusters(Float64Array.from(entry.x), Float64Array.from(entry.y), entry);
    const mixed = findClusters(
      Float64Array.from(order, (row) => entry.x[row]!),
      Float64Array.from(order, (row) => entry.y[row]!),
      entry,
    );
    const back = new Int32Array(order.length);
    order.forEach((row, at) => {
      back[row] = mixed.labels[at]!;
    });
    const rows = [...order.keys()];
    expect(partition(back, rows)).toEqual(partition(straight.labels, rows));
  });

  it('numbers clusters from the largest', () => {
    const { labels, clusterCount } = findClusters(
      Float64Array.from(fixture.cases[0]!.x),
      Float64Array.from(fixture.cases[0]!.y),
      fixture.cases[0]!,
    );
    const sizes = new Array<number>(clusterCount).fill(0);
    for (const label of labels) if (label >= 0) sizes[label]!++;
    expect(sizes[0]).toBe(Math.max(...sizes));
  });
});

it('describes clusters: hull around all points, centre, density', () => {
  const plane = metricPlane(30.5);
  const meters = [
    [0, 0],
    [30, 0],
    [30, 40],
    [0, 40],
    [15, 20],
    [15, 0],
    [500, 500],
    [501, 500],
    [502, 500],
    [9000, 0],
  ] as const;
  const origin = projectToPlane(plane, Float64Array.of(114.3), Float64Array.of(30.5));
  const x = Float64Array.from(meters, ([dx]) => origin.x[0]! + dx);
  const y = Float64Array.from(meters, ([, dy]) => origin.y[0]! + dy);
  const result = findClusters(x, y, { radiusMeters: 30, minPoints: 3 });
  const [large, thin] = describeClusters(plane, x, y, result, [1, 1, 1, 1, 2, 0, 5, 5, 5, 9]);
  expect(large).toMatchObject({ cluster: 0, points: 6, weight: 6 });
  expect(large!.areaSquareMeters).toBeCloseTo(1200, 3);
  expect(large!.pointsPerSquareKilometer).toBeCloseTo(5000, 2);
  expect(large!.hull).toHaveLength(5);
  expect(large!.hull[0]).toEqual(large!.hull.at(-1));
  const doubled = large!.hull.slice(1).reduce((sum, [lon, lat], at) => sum + large!.hull[at]![0] * lat - lon * large!.hull[at]![1], 0);
  expect(doubled).toBeGreaterThan(0);
  const center = projectToPlane(plane, Float64Array.of(large!.centroid[0]), Float64Array.of(large!.centroid[1]));
  expect(center.x[0]! - origin.x[0]!).toBeCloseTo(15, 3);
  expect(thin).toMatchObject({ points: 3, areaSquareMeters: 0, pointsPerSquareKilometer: null, weight: 15 });
});
