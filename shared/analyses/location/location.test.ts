import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { chooseCoveringSites, chooseMedianSites, type SiteProblem } from './index.ts';

const seed = 20_261_101;

const problems = fc
  .record({
    demands: fc.integer({ min: 1, max: 25 }),
    sites: fc.integer({ min: 1, max: 9 }),
    choose: fc.integer({ min: 0, max: 4 }),
    fixedCount: fc.integer({ min: 0, max: 2 }),
    euclidean: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ demands, sites, choose, fixedCount, euclidean, seed: from }): SiteProblem => {
    const random = seededRandom(from);
    const places = Array.from({ length: demands + sites }, () => [random.next() * 600, random.next() * 600] as const);
    const costs = new Float32Array(demands * sites);
    for (let demand = 0; demand < demands; demand++) {
      for (let site = 0; site < sites; site++) {
        const [x1, y1] = places[demand]!;
        const [x2, y2] = places[demands + site]!;
        const cost = euclidean ? Math.hypot(x1 - x2, y1 - y2) : random.integer(600);
        costs[demand * sites + site] = random.chance(0.05) ? Number.POSITIVE_INFINITY : cost;
      }
    }
    const fixed = Array.from({ length: Math.min(fixedCount, sites) }, (_, at) => at);
    return { costs, demands, sites, weights: Float64Array.from({ length: demands }, () => random.integer(5)), fixed, choose };
  });

function* subsets(items: number[], size: number): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let at = 0; at + size <= items.length; at++)
      for (const rest of subsets(items.slice(at + 1), size - 1)) yield [items[at]!, ...rest];
}
function choices({ sites, fixed, choose }: SiteProblem): number[][] {
  const free = Array.from({ length: sites }, (_, site) => site).filter((site) => !fixed.includes(site));
  return [...subsets(free, Math.min(choose, free.length))].map((chosen) => [...fixed, ...chosen]);
}
function cheapest({ costs, sites }: SiteProblem, demand: number, open: number[]): number {
  return open.reduce((least, site) => Math.min(least, costs[demand * sites + site]!), Number.POSITIVE_INFINITY);
}
const covered = (problem: SiteProblem, open: number[], limit: number): number =>
  problem.weights.reduce((sum, weight, demand) => sum + (cheapest(problem, demand, open) <= limit ? weight : 0), 0);
const paid = (problem: SiteProblem, open: number[], unserved: number): number =>
  problem.weights.reduce((sum, weight, demand) => sum + weight * Math.min(unserved, cheapest(problem, demand, open)), 0);

describe('choosing sites', () => {
  it('covers what it says, never more than any choice can, and bounds the best from above', async () => {
    let optimal = 0;
    const gaps: number[] = [];
    await fc.assert(
      fc.asyncProperty(problems, fc.constantFrom(100, 200, 300), async (problem, limit) => {
        const best = Math.max(...choices(problem).map((open) => covered(problem, open, limit)));
        const result = await chooseCoveringSites(problem, limit);
        expect(result.value).toBeCloseTo(covered(problem, [...problem.fixed, ...result.chosen], limit), 9);
        expect(result.value).toBeLessThanOrEqual(best + 1e-9);
        expect(result.bound).toBeGreaterThanOrEqual(best - 1e-9);
        gaps.push(result.gap);
        if (result.gap < 1e-9) expect(result.value).toBeCloseTo(best, 6);
        for (let demand = 0; demand < problem.demands; demand++) {
          const least = cheapest(problem, demand, [...problem.fixed, ...result.chosen]);
          const site = result.serves[demand]!;
          if (least <= limit) expect(problem.costs[demand * problem.sites + site]).toBe(least);
          else expect(site).toBe(-1);
        }
        if (Math.abs(result.value - best) < 1e-9) optimal++;
      }),
      { seed, numRuns: 200 },
    );
    // A heuristic: it may miss, but seldom on problems this small.
    expect(optimal / gaps.length).toBeGreaterThan(0.97);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.03);
  });

  it('finds medians as cheap as it says, and bounds the best from below', async () => {
    let optimal = 0;
    const gaps: number[] = [];
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const best = Math.min(...choices(problem).map((open) => paid(problem, open, 900)));
        const result = await chooseMedianSites(problem, 900);
        expect(result.chosen).toHaveLength(Math.min(problem.choose, problem.sites - problem.fixed.length));
        expect(new Set([...problem.fixed, ...result.chosen]).size).toBe(problem.fixed.length + result.chosen.length);
        expect(result.value).toBeCloseTo(paid(problem, [...problem.fixed, ...result.chosen], 900), 6);
        expect(result.value).toBeGreaterThanOrEqual(best - 1e-6);
        expect(result.bound).toBeLessThanOrEqual(best + 1e-6);
        gaps.push(result.gap);
        expect(result.steps).toEqual(result.steps.toSorted((a, b) => b - a));
        if (Math.abs(result.value - best) < 1e-6) optimal++;
      }),
      { seed, numRuns: 200 },
    );
    expect(optimal / gaps.length).toBeGreaterThan(0.97);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.03);
  });

  it('states a small gap on a district of 2,000 premises, gives the same answer twice, and can be cancelled', async () => {
    const random = seededRandom(5);
    const [demands, sites] = [2000, 60];
    const places = Array.from({ length: demands + sites }, () => [random.next() * 12_000, random.next() * 12_000] as const);
    const costs = Float32Array.from({ length: demands * sites }, (_, at) => {
      const [x1, y1] = places[Math.floor(at / sites)]!;
      const [x2, y2] = places[demands + (at % sites)]!;
      return Math.hypot(x1 - x2, y1 - y2) / 8;
    });
    const problem: SiteProblem = { costs, demands, sites, weights: new Float64Array(demands).fill(1), fixed: [0, 1, 2], choose: 5 };
    const shares: number[] = [];
    const median = await chooseMedianSites(problem, 3600, { progress: (share) => shares.push(share) });

    expect(median.gap).toBeLessThan(0.01);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const covering = await chooseCoveringSites(problem, 240);

    expect(covering.gap).toBeLessThan(0.05);
    expect(await chooseCoveringSites(problem, 240)).toEqual(covering);
    let cancelled = false;
    const signal = {
      get aborted() {
        return cancelled;
      },
      throwIfAborted() {
        if (cancelled) throw new Error('cancelled');
      },
    } as AbortSignal;
    await expect(
      chooseMedianSites(problem, 3600, {
        signal,
        progress: () => {
          cancelled = true;
        },
      }),
    ).rejects.toThrow('cancelled');
  });
});
