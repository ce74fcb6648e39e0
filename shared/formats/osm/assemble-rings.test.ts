import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { areaSquareMeters, signedDoubleArea, windPolygons } from '../../geo/rings.ts';
import { joinRings, nestRings } from './assemble-rings.ts';

/** A regular ring around a middle, closed. */
const circle = (x: number, y: number, radius: number, corners: number): Position[] => {
  const ring = Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return [...ring, ring[0]!];
};

test('rings cut into lines, turned and shuffled, come back whole', () => {
  const rings = fc.array(
    fc.record({ corners: fc.integer({ min: 4, max: 30 }), cuts: fc.integer({ min: 1, max: 6 }), turn: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(rings, fc.infiniteStream(fc.nat()), (specs, random) => {
      const lines: Int32Array[] = [];
      let next = 0;
      for (const { corners, cuts, turn } of specs) {
        const ring = [...Array.from({ length: corners }, (_, index) => next + index), next];
        next += corners;
        const step = Math.max(1, Math.floor(corners / cuts));
        for (let from = 0; from < corners; from += step) {
          const line = Int32Array.from(ring.slice(from, Math.min(from + step, corners) + 1));
          lines.push(turn ? line.toReversed() : line);
        }
      }
      const keys = lines.map(() => random.next().value);
      const shuffled = lines.map((_, index) => index).sort((a, b) => keys[a]! - keys[b]!);
      const joined = joinRings(shuffled.map((index) => lines[index]!));
      expect(joined.open).toBe(0);
      expect(joined.rings.map((ring) => new Set(ring).size).sort((a, b) => a - b)).toEqual(
        specs.map(({ corners }) => corners).sort((a, b) => a - b),
      );
      for (const ring of joined.rings) expect(ring[0]).toBe(ring.at(-1));
    }),
    { seed: 9, numRuns: 200 },
  );
});

test('lines that close nothing are counted, rings that touch in one node stay two', () => {
  expect(joinRings([Int32Array.of(1, 2, 3), Int32Array.of(3, 4)])).toMatchObject({ rings: [], open: 2 });
  const eight = joinRings([Int32Array.of(1, 2, 3), Int32Array.of(3, 1), Int32Array.of(1, 4, 5), Int32Array.of(5, 1)]);
  expect(eight.open).toBe(0);
  expect(eight.rings.map((ring) => [...new Set(ring)].sort())).toEqual(
    expect.arrayContaining([
      [1, 2, 3],
      [1, 4, 5],
    ]),
  );
});

test('an island in a lake in a park: nested by what lies in what, wound as RFC 7946 says', () => {
  const rings = [circle(0, 0, 0.01, 12), circle(0, 0, 0.03, 40).toReversed(), circle(0, 0, 0.02, 20), circle(1, 1, 0.01, 9)];
  const polygons = nestRings(rings)!;
  expect(polygons.map((polygon) => polygon.length).sort()).toEqual([1, 1, 2]);
  for (const polygon of windPolygons(polygons).coordinates)
    polygon.forEach((ring, index) => {
      expect(signedDoubleArea(ring) > 0).toBe(index === 0);
    });
  const holed = polygons.find((polygon) => polygon.length === 2)!;
  const meters = Math.PI * 111_194.9 ** 2 * (0.03 ** 2 - 0.02 ** 2);
  expect(areaSquareMeters([holed]) / meters).toBeGreaterThan(0.97);
  expect(areaSquareMeters([holed]) / meters).toBeLessThan(1.03);
});
