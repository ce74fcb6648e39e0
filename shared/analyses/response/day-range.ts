import { z } from 'zod';
import { NO_DAY } from '../../ipc/data-plane.ts';

const isoDate = z.iso.date();

/** Which records count by their day; both ends included, null open. */
export const dayRange = z.strictObject({
  from: isoDate.nullable().default(null).describe('起始日期 · first day'),
  to: isoDate.nullable().default(null).describe('截止日期；之后的不计 · last day'),
});
export type DayRange = z.infer<typeof dayRange>;

/** Days since 1970 of a range; never beyond `asOfDay`. */
export function daysOf({ from, to }: DayRange, asOfDay: number): { first: number; last: number } {
  return {
    first: from === null ? NO_DAY : dayOfDate(from),
    last: to === null ? asOfDay : Math.min(asOfDay, dayOfDate(to)),
  };
}

/** Records of unknown day count only where the range is open at its beginning. */
export function isWithin(day: number, { first, last }: { first: number; last: number }): boolean {
  return day === NO_DAY ? first === NO_DAY : day >= first && day <= last;
}

export const dayOfDate = (date: string): number => Date.parse(date) / 86_400_000;
export const dateOfDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
