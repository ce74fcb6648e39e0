/**
 * The time within which a share of the places is reached: the least of the given times that at least that share does not exceed (nearest rank, as in "90 %
 * within X"). Unreachable places count as Infinity, so the answer may be Infinity; NaN without places.
 */
export function responsePercentile(seconds: ArrayLike<number>, share: number): number {
  if (seconds.length === 0) return Number.NaN;
  const sorted = Float64Array.from(seconds).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)]!;
}
