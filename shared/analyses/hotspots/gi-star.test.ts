import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { twoSidedP } from '../normal-distribution.ts';
import giStarFixture from './fixtures/gi-star.json' with { type: 'json' };
import normalFixture from './fixtures/normal.json' with { type: 'json' };
import {
  adjustPValues,
  type CellLayout,
  type Correction,
  confidenceAlphas,
  confidenceClasses,
  giStar,
  type Neighbourhood,
  significanceLimits,
  sumNeighbours,
} from './index.ts';

const seed = 20_261_101;
const cases = giStarFixture.cases.map((entry) => {
  const layout = entry.layout as CellLayout;
  const values = new Float64Array(layout.columns * layout.rows);
  const inside = new Uint8Array(values.length);
  entry.inside.forEach((cell, at) => {
    values[cell] = entry.values[at]!;
    inside[cell] = 1;
  });
  return { ...entry, layout, values, inside, ids: entry.inside, neighbourhood: entry.neighbourhood as Neighbourhood };
});
const pick = (values: Float64Array, ids: readonly number[]): number[] => ids.map((cell) => values[cell]!);
const largestError = (values: readonly number[], expected: readonly number[]): number =>
  values.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);

describe('two-sided p', () => {
  it('is that of scipy from the middle to the far tail', () => {
    normalFixture.z.forEach((z, at) => {
      const expected = normalFixture.p[at]!;
      expect(Math.abs(twoSidedP(z) - expected)).toBeLessThanOrEqual(1e-12 * expected);
      expect(twoSidedP(-z)).toBe(twoSidedP(z));
    });
    expect(twoSidedP(Number.NaN)).toBeNaN();
  });
});

describe('Gi*', () => {
  it.each(cases)(
    'agrees with libpysal weights and scipy: $layout.shape, first row $layout.firstRow, $neighbourhood.kind $neighbourhood.meters',
    (entry) => {
      const { z, p, cells } = giStar(entry.layout, entry.values, entry.inside, entry.neighbourhood);
      expect(cells).toBe(entry.ids.length);
      expect(largestError(pick(z, entry.ids), entry.z)).toBeLessThan(1e-9);
      expect(largestError(pick(p, entry.ids), entry.p)).toBeLessThan(1e-9);
      expect(z.filter((value) => !Number.isNaN(value))).toHaveLength(entry.ids.length);
      expect(largestError(pick(adjustPValues(p, 'benjaminiHochberg'), entry.ids), entry.benjaminiHochberg)).toBeLessThan(1e-12);
      expect(largestError(pick(adjustPValues(p, 'benjaminiYekutieli'), entry.ids), entry.benjaminiYekutieli)).toBeLessThan(1e-12);
    },
  );

  it('sums exactly the cells that are near, on any grid', () => {
    const layouts = fc.record({
      shape: fc.constantFrom('square' as const, 'hexagon' as const),
      cellMeters: fc.constant(100),
      firstRow: fc.integer({ min: -5, max: 5 }),
      columns: fc.integer({ min: 1, max: 14 }),
      rows: fc.integer({ min: 1, max: 14 }),
    });
    fc.assert(
      fc.property(layouts, fc.option(fc.integer({ min: 0, max: 900 })), fc.integer(), (layout, meters, from) => {
        const random = seededRandom(from);
        const values = Float64Array.from({ length: layout.columns * layout.rows }, () => random.integer(9));
        const neighbourhood: Neighbourhood = meters === null ? { kind: 'touching' } : { kind: 'within', meters };
        const center = (cell: number): [number, number] => {
          const row = Math.floor(cell / layout.columns);
          const shift = layout.shape === 'hexagon' ? ((layout.firstRow + row) & 1) / 2 : 0;
          return [((cell % layout.columns) + shift) * 100, row * (layout.shape === 'hexagon' ? 50 * Math.sqrt(3) : 100)];
        };
        const reach = meters ?? (layout.shape === 'hexagon' ? 100 : 100 * Math.SQRT2);
        const expected = Array.from(values, (_, cell) =>
          values.reduce((sum, value, other) => {
            const [[x1, y1], [x2, y2]] = [center(cell), center(other)];
            return Math.hypot(x1 - x2, y1 - y2) <= reach + 1e-6 ? sum + value : sum;
          }, 0),
        );
        expect([...sumNeighbours(layout, values, neighbourhood)]).toEqual(expected);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('does not change when values are scaled or shifted, and turns its sign when they are turned', () => {
    const { layout, values, inside, neighbourhood } = cases[1]!;
    const { z } = giStar(layout, values, inside, neighbourhood);
    const scaled = giStar(
      layout,
      values.map((value) => 3 * value + 1e6),
      inside,
      neighbourhood,
    ).z;
    const turned = giStar(
      layout,
      values.map((value) => -value),
      inside,
      neighbourhood,
    ).z;
    for (let cell = 0; cell < z.length; cell++) {
      if (inside[cell] === 0) continue;
      expect(scaled[cell]).toBeCloseTo(z[cell]!, 8);
      expect(turned[cell]).toBeCloseTo(-z[cell]!, 12);
    }
  });

  it('has no score where there is nothing to compare', () => {
    const layout: CellLayout = { shape: 'square', cellMeters: 1, firstRow: 0, columns: 3, rows: 1 };
    const all = Uint8Array.of(1, 1, 1);
    expect([...giStar(layout, Float64Array.of(2, 2, 2), all, { kind: 'touching' }).z]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    // The middle cell has every other one as its neighbour.
    expect([...giStar(layout, Float64Array.of(0, 1, 5), all, { kind: 'touching' }).z].map(Number.isNaN)).toEqual([false, true, false]);
    expect(giStar(layout, new Float64Array(3), new Uint8Array(3), { kind: 'touching' }).cells).toBe(0);
  });
});

describe('confidence classes', () => {
  const pValues = fc.array(
    fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.02, noNaN: true }), fc.constant(Number.NaN)),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  it.each(['benjaminiHochberg', 'benjaminiYekutieli', 'none'] as const)('are those of the adjusted p: %s', (correction: Correction) => {
    fc.assert(
      fc.property(pValues, (list) => {
        const p = Float64Array.from(list);
        const z = p.map((_, at) => (at % 2 === 0 ? 1 : -1));
        const adjusted = adjustPValues(p, correction);
        const classes = confidenceClasses(z, p, correction);
        const strict = confidenceClasses(z, p, correction, 0.05);
        for (let cell = 0; cell < p.length; cell++) {
          const level = confidenceAlphas.filter((alpha) => adjusted[cell]! <= alpha).length;
          // At a limit the two ways of computing may round apart.
          if (confidenceAlphas.some((alpha) => Math.abs(adjusted[cell]! - alpha) < 1e-12)) continue;
          expect(classes[cell]).toBe(level === 0 ? 0 : level * z[cell]!);
          // A stricter level shows those of them alone that pass it.
          expect(strict[cell]).toBe(level < 2 ? 0 : classes[cell]);
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  it('find nothing among tests that are all far from significant', () => {
    expect(significanceLimits(Float64Array.of(0.5, 0.9, Number.NaN), 'benjaminiHochberg')).toEqual([-1, -1, -1]);
  });

  it('keep false alarms rare on hazards that lie at random', () => {
    const layout: CellLayout = { shape: 'square', cellMeters: 1, firstRow: 0, columns: 60, rows: 60 };
    const inside = new Uint8Array(3600).fill(1);
    const shown = (correction: Correction): number => {
      let runs = 0;
      for (let run = 0; run < 20; run++) {
        const random = seededRandom(100 + run);
        const values = new Float64Array(3600);
        for (let hazard = 0; hazard < 9000; hazard++) values[random.integer(3600)]! += 1;
        const { z, p } = giStar(layout, values, inside, { kind: 'touching' });
        if (confidenceClasses(z, p, correction).some((level) => Math.abs(level) >= 2)) runs++;
      }
      return runs;
    };
    expect(shown('none')).toBe(20);
    expect(shown('benjaminiHochberg')).toBeLessThanOrEqual(6);
    expect(shown('benjaminiYekutieli')).toBeLessThanOrEqual(2);
  });
});
