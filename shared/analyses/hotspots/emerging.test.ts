import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import mannKendall from './fixtures/mann-kendall.json' with { type: 'json' };
import { type CellLayout, emergingCode, fillCube, findEmerging, giStar, kindOfCode, makeDaySteps, stepOfDays, testTrend } from './index.ts';

const day = (iso: string): number => Date.parse(iso) / 86_400_000;
const layout: CellLayout = { shape: 'hexagon', cellMeters: 200, firstRow: 3, columns: 15, rows: 12 };
const cells = layout.columns * layout.rows;
const options = { neighbourhood: { kind: 'touching' }, stepsBack: 1, correction: 'benjaminiHochberg', trendAlpha: 0.05 } as const;

describe('Mann–Kendall', () => {
  it.each(mannKendall.cases.map((entry, at) => ({ at, ...entry })))('agrees with scipy, case $at', ({ values, s, z, p }) => {
    const trend = testTrend(values);
    expect(trend.s).toBe(s);
    expect(trend.z).toBeCloseTo(z, 12);
    expect(trend.p).toBeCloseTo(p, 12);
  });

  it('sees no trend where there is nothing to compare, and leaves unknown steps out', () => {
    expect(testTrend([3, 3, 3])).toEqual({ s: 0, z: 0, p: 1 });
    expect(testTrend([])).toEqual({ s: 0, z: 0, p: 1 });
    expect(testTrend([1, Number.NaN, 2, 3])).toEqual(testTrend([1, 2, 3]));
  });
});

describe('categories', () => {
  const cold = (levels: string): string => levels.replaceAll(/[hc]/g, (level) => (level === 'h' ? 'c' : 'h'));
  const codeOf = (levels: string, trend: number): number =>
    emergingCode(
      [...levels].map((level) => (level === 'h' ? 2 : level === 'c' ? -2 : 0)),
      trend,
    );
  it.each([
    ['.........h', 0, 'new'],
    ['c........h', 0, 'new'],
    ['.......hhh', 0, 'consecutive'],
    ['hhhhhhhhhh', 1, 'intensifying'],
    ['.hhhhhhhhh', 0, 'persistent'],
    ['hhhhhhhhhh', -1, 'diminishing'],
    ['.h..h..hhh', 1, 'sporadic'],
    ['ch..h..hhh', 0, 'oscillating'],
    ['hhhhhhhhh.', 0, 'historical'],
    ['hhhh......', 0, null],
    ['..........', 1, null],
  ] as const)('%s with trend %d is %s, hot and cold alike', (levels, trend, kind) => {
    expect(kindOfCode(codeOf(levels, trend))).toEqual(kind && { kind, hot: true });
    expect(kindOfCode(codeOf(cold(levels), -trend))).toEqual(kind && { kind, hot: false });
  });
});

describe('findEmerging', () => {
  const inside = Uint8Array.from({ length: cells }, (_, cell) => (cell % 11 === 0 ? 0 : 1));
  const quiet = (steps: number, from: number): Float64Array<ArrayBuffer> => {
    const random = seededRandom(from);
    return Float64Array.from({ length: cells * steps }, () => random.integer(4));
  };

  it('finds what grows, what stays and what is new where they were put', async () => {
    const steps = 12;
    const cube = quiet(steps, 1);
    // The middle of the layout and its neighbours grow; another place is always high; a third comes in the last step.
    const place = (column: number, row: number) =>
      [0, 1, -1, layout.columns, -layout.columns].map((delta) => row * layout.columns + column + delta);
    for (let step = 0; step < steps; step++) {
      for (const cell of place(3, 3)) cube[step * cells + cell]! += 8 + 2 * step;
      for (const cell of place(11, 3)) cube[step * cells + cell]! += 20 - (step % 2);
      if (step === steps - 1) for (const cell of place(7, 9)) cube[step * cells + cell]! += 40;
    }
    const { codes, classes, z } = await findEmerging(layout, cube, steps, inside, { ...options, stepsBack: 0 });
    expect(kindOfCode(codes[3 * layout.columns + 3]!)).toEqual({ kind: 'intensifying', hot: true });
    expect(kindOfCode(codes[3 * layout.columns + 11]!)).toEqual({ kind: 'persistent', hot: true });
    expect(kindOfCode(codes[9 * layout.columns + 7]!)).toEqual({ kind: 'new', hot: true });
    expect(codes.filter((code) => code !== 0).length).toBeLessThan(60);
    for (let at = 0; at < z.length; at++)
      if (inside[at % cells] === 0) expect([classes[at], codes[at % cells], z[at]]).toEqual([0, 0, Number.NaN]);
  });

  it('is Gi* where there is one step', async () => {
    const cube = quiet(1, 2);
    const { z } = await findEmerging(layout, cube, 1, inside, options);
    expect(z).toEqual(giStar(layout, cube, inside, options.neighbourhood).z);
  });

  it('looks back: the score is that of the sums over this step and the ones before, written out', async () => {
    const steps = 5;
    const cube = quiet(steps, 3);
    const { z } = await findEmerging(layout, cube, steps, inside, { ...options, stepsBack: 2 });
    const n = steps * inside.reduce((sum, flag) => sum + flag, 0);
    const values = cube.filter((_, at) => inside[at % cells] === 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / n - mean ** 2);
    const center = (cell: number): [number, number] => {
      const row = Math.floor(cell / layout.columns);
      return [(cell % layout.columns) + ((layout.firstRow + row) & 1) / 2, (row * Math.sqrt(3)) / 2];
    };
    for (const [step, cell] of [
      [0, 20],
      [1, 100],
      [4, 33 + 1],
    ] as const) {
      let [sum, count] = [0, 0];
      for (let other = 0; other < cells; other++) {
        const [[x1, y1], [x2, y2]] = [center(cell), center(other)];
        if (inside[other] === 0 || Math.hypot(x1 - x2, y1 - y2) > 1.001) continue;
        for (let before = Math.max(0, step - 2); before <= step; before++) {
          sum += cube[before * cells + other]!;
          count++;
        }
      }
      expect(z[step * cells + cell]).toBeCloseTo((sum - mean * count) / (deviation * Math.sqrt((n * count - count ** 2) / (n - 1))), 9);
    }
  });
});

describe('steps of days', () => {
  it('are whole months and quarters, leap days included', () => {
    const months = makeDaySteps('month', day('2023-12-15'), day('2024-03-01'));
    expect([...months.starts]).toEqual(['2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'].map(day));
    expect([
      ...stepOfDays(months, Int32Array.of(day('2023-11-30'), day('2023-12-01'), day('2024-02-29'), day('2024-03-31'), day('2024-04-01'))),
    ]).toEqual([-1, 0, 2, 3, -1]);
    expect([...makeDaySteps('quarter', day('2024-02-10'), day('2024-04-01')).starts]).toEqual(
      ['2024-01-01', '2024-04-01', '2024-07-01'].map(day),
    );
    expect(makeDaySteps('quarter', day('1969-11-10'), day('1969-12-31'))).toMatchObject({ count: 1, starts: Int32Array.of(-92, 0) });
  });

  it('fill a cube by step and cell', () => {
    const cube = fillCube(
      Int32Array.of(0, 1, 1, -1, 0),
      Int16Array.of(0, 1, 1, 0, -1),
      2,
      2,
      [1, 2, 3, 4, 5],
      Uint8Array.of(1, 1, 1, 1, 1),
    );
    expect([...cube]).toEqual([1, 0, 0, 5]);
  });
});
