import type { texts } from '../text/zh-CN/index.ts';

type ExplanationKey = keyof (typeof texts)['analyses']['explain'];

/** A sentence as a key of the texts and what fills its placeholders, to be said in any language. */
export interface Sentence {
  key: `analyses.explain.${ExplanationKey}`;
  values: Record<string, string | number>;
}

/** What was done, how to read the picture, and what it does not say; in words for people without statistics. */
export interface Explanation {
  method: Sentence[];
  reading: Sentence[];
  caveats: Sentence[];
}

export function say(key: ExplanationKey, values: Record<string, string | number> = {}): Sentence {
  return { key: `analyses.explain.${key}`, values };
}

/** At most three significant digits, as people read them. */
export function readable(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}
