/** Corrections for testing many cells at once: none, Benjamini–Hochberg 1995, Benjamini–Yekutieli 2001 (valid under any dependence, stricter). */
export const corrections = ['benjaminiHochberg', 'benjaminiYekutieli', 'none'] as const;
export type Correction = (typeof corrections)[number];

/** Share of false alarms among the cells shown, for the classes 90 %, 95 % and 99 %. */
export const confidenceAlphas = [0.1, 0.05, 0.01] as const;
export type ConfidenceAlpha = (typeof confidenceAlphas)[number];
export const confidencePercents = [90, 95, 99] as const;

/** p adjusted for the number of tests, NaN staying NaN: a cell is significant at α where its adjusted p is ≤ α. */
export function adjustPValues(p: Float64Array, correction: Correction): Float64Array<ArrayBuffer> {
  const adjusted = new Float64Array(p);
  if (correction === 'none') return adjusted;
  const sorted = sortedBelow(p, 1);
  const factor = correctionFactor(sorted.length, correction);
  // Adjusted value by rank, then every cell finds its rank: equal p get equal results.
  const byRank = new Float64Array(sorted.length);
  let smallest = 1;
  for (let rank = sorted.length; rank > 0; rank--) {
    smallest = Math.min(smallest, (sorted[rank - 1]! * factor) / rank);
    byRank[rank - 1] = smallest;
  }
  for (let cell = 0; cell < p.length; cell++) if (p[cell]! >= 0) adjusted[cell] = byRank[firstAtLeast(sorted, p[cell]!)]!;
  return adjusted;
}

/**
 * The largest p that is still significant at each α, −1 where none is: step-up over the p that could pass at all, which is a small share of them.
 * @param p NaN for cells without a test
 */
export function significanceLimits(p: Float64Array, correction: Correction, alphas: readonly number[] = confidenceAlphas): number[] {
  if (correction === 'none') return [...alphas];
  let tests = 0;
  for (let cell = 0; cell < p.length; cell++) if (p[cell]! >= 0) tests++;
  const factor = correctionFactor(tests, correction);
  const sorted = sortedBelow(p, Math.max(...alphas));
  return alphas.map((alpha) => {
    for (let rank = sorted.length; rank > 0; rank--) if (sorted[rank - 1]! * factor <= alpha * rank) return sorted[rank - 1]!;
    return -1;
  });
}

/** −3 … 3: cold at 99, 95, 90 %, not significant (or no test), hot at 90, 95, 99 %. */
export function confidenceClasses(
  z: Float64Array,
  p: Float64Array,
  correction: Correction,
  alpha: ConfidenceAlpha = confidenceAlphas[0],
): Int8Array<ArrayBuffer> {
  const lowest = confidenceAlphas.indexOf(alpha) + 1;
  const [at90, at95, at99] = significanceLimits(p, correction) as [number, number, number];
  const classes = new Int8Array(z.length);
  for (let cell = 0; cell < z.length; cell++) {
    const value = p[cell]!;
    // NaN fails the comparison.
    if (!(value <= at90)) continue;
    const level = value <= at99 ? 3 : value <= at95 ? 2 : 1;
    if (level < lowest) continue;
    classes[cell] = z[cell]! > 0 ? level : -level;
  }
  return classes;
}

/** What the rank is divided by: the number of tests, times 1 + 1/2 + … + 1/n for Benjamini–Yekutieli. */
function correctionFactor(tests: number, correction: Correction): number {
  if (correction !== 'benjaminiYekutieli') return tests;
  let harmonic = 0;
  for (let test = tests; test > 0; test--) harmonic += 1 / test;
  return tests * harmonic;
}

function sortedBelow(p: Float64Array, limit: number): Float64Array {
  const kept = new Float64Array(p.length);
  let count = 0;
  for (let cell = 0; cell < p.length; cell++) if (p[cell]! <= limit) kept[count++] = p[cell]!;
  return kept.subarray(0, count).sort();
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
