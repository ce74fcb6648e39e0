import type { TFunction } from 'i18next';

/** Seconds as people read them; what is never reached is said so. */
export function formatDuration(t: TFunction, seconds: number): string {
  if (!Number.isFinite(seconds)) return t('response.unreached');
  const whole = Math.round(seconds);
  return whole < 60
    ? t('response.seconds', { n: whole })
    : t('response.minutesSeconds', { m: Math.floor(whole / 60), s: String(whole % 60).padStart(2, '0') });
}

/** Bounds between classes, which are mostly whole minutes. */
export const formatLimit = (t: TFunction, seconds: number): string =>
  seconds >= 60 && seconds % 60 === 0 ? t('response.minutes', { minutes: seconds / 60 }) : formatDuration(t, seconds);
