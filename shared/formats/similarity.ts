import { normalizeName } from './normalize-words.ts';

/** A text's pairs of neighbouring characters, each as often as it stands there. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index++) {
    const pair = text.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * How alike two names or addresses are, 0–1: the Dice coefficient of their character pairs (Dice 1945; Adamson and Boreham 1974) after
 * `normalizeName`. A name that stands whole inside the other (红山饭店 in 红山饭店有限公司) is at least 0.85.
 */
export function similarityOf(one: string, other: string): number {
  return similarityOfNormalized(normalizeName(one), normalizeName(other));
}

/** The same for texts that are normalised already. */
export function similarityOfNormalized(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const inside = shorter.length >= 3 && longer.includes(shorter) ? 0.85 : 0;
  const pairs = pairsOf(a);
  let shared = 0;
  for (const [pair, times] of pairsOf(b)) shared += Math.min(times, pairs.get(pair) ?? 0);
  const all = a.length + b.length - 2;
  return Math.max(inside, all === 0 ? 0 : (2 * shared) / all);
}
