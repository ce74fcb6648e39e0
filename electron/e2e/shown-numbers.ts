import type { Locator } from '@playwright/test';

/** As it reads on screen: what stands in cells of its own keeps apart. */
export const textOf = async (part: Locator): Promise<string> => (await part.allInnerTexts()).join('\n');

/** A number written with its thousands apart. */
export const numberIn = (text: string): number => Number(text.replaceAll(',', ''));

/** Pairs n/N in a text, in their order. */
export const sharesIn = (text: string): [count: number, of: number][] =>
  [...text.matchAll(/([\d,]+)\/([\d,]+)/g)].map(([, count, of]) => [numberIn(count!), numberIn(of!)]);

/** Seconds of what is said as minutes and seconds, in their order. */
export const secondsIn = (text: string): number[] =>
  [...text.matchAll(/(?:(\d+) 分 )?(\d+) 秒/g)].map(([, minutes, seconds]) => Number(minutes ?? 0) * 60 + Number(seconds));

/** n of every share n/N shown of one N: of the shares of a coverage, those of its premises, a tier each. */
export const countsOf = async (shares: Locator, total: number): Promise<number[]> =>
  sharesIn(await textOf(shares)).flatMap(([count, of]) => (of === total ? [count] : []));
