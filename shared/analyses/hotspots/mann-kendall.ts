import { twoSidedP } from '../normal-distribution.ts';

export interface Trend {
  /** Rises minus falls over all pairs of steps. */
  s: number;
  /** Standard score with the correction for continuity and ties; 0 without a trend or with fewer than two different values. */
  z: number;
  /** Two-sided. */
  p: number;
}

/**
 * Mann–Kendall test for a trend (Mann 1945, Kendall 1975) over values in their order, steps that are NaN left out. Variance with the correction for ties:
 * (n(n−1)(2n+5) − Σt(t−1)(2t+5)) / 18.
 */
export function testTrend(values: ArrayLike<number>): Trend {
  const series = Array.from(values).filter((value) => !Number.isNaN(value));
  const n = series.length;
  let s = 0;
  for (let later = 1; later < n; later++)
    for (let earlier = 0; earlier < later; earlier++) s += Math.sign(series[later]! - series[earlier]!);
  const ties = new Map<number, number>();
  for (const value of series) ties.set(value, (ties.get(value) ?? 0) + 1);
  let variance = n * (n - 1) * (2 * n + 5);
  for (const tied of ties.values()) variance -= tied * (tied - 1) * (2 * tied + 5);
  variance /= 18;
  const z = s === 0 || variance <= 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, z, p: twoSidedP(z) };
}
