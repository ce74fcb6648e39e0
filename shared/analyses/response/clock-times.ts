import { z } from 'zod';

/** Time of day, 00:00 to 23:59. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

const DAY_SECONDS = 86_400;

/** Seconds since the beginning of the day. */
export const secondsOfClock = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;

/** The first such time of day at or after a moment: shifts may run past midnight. */
export function clockAfter(time: string, momentSeconds: number): number {
  const seconds = secondsOfClock(time);
  return seconds < momentSeconds ? seconds + DAY_SECONDS : seconds;
}
