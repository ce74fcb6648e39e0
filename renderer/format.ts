import type { TFunction } from 'i18next';

/** Made once: `toLocaleString` makes one for every number. */
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Numbers as the interface writes them: grouped, at most as many decimals as say something. */
export function formatCount(value: number): string {
  return wholeNumber.format(value);
}

/** A density or a bound: three significant digits, whole above 100. */
export function formatDensity(value: number): string {
  if (value === 0) return '0';
  if (value >= 100) return wholeNumber.format(value);
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 10 ? 3 : 2 });
}

/** Share of a whole in per cent with one decimal; a zero base has no share. 100 % only when nothing is left out. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '—';
  const percent = (part / whole) * 100;
  const rounded = part < whole ? Math.min(99.99, percent) : percent;
  return `${rounded.toLocaleString('en-US', { maximumFractionDigits: rounded > 99 && part < whole ? 2 : 1 })}%`;
}

/** Bytes in kB or MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** Lon/lat in degrees, to about 1 m. */
export function formatCoordinate([lon, lat]: readonly [number, number]): string {
  return `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
}

/** A calendar date as it is typed, `YYYY-MM-DD`. */
export const datePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const two = (value: number) => String(value).padStart(2, '0');

/** The local calendar date of an instant, `YYYY-MM-DD`. */
export function formatDate(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The local date and time of an instant to the minute, `YYYY-MM-DD HH:MM`. */
export function formatMinute(instant: string): string {
  const date = new Date(instant);
  return `${formatDate(instant)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** How long ago an instant was, in words. */
export function formatAge(t: TFunction, instant: string, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 60_000));
  if (minutes < 1) return t('app.age.now');
  if (minutes < 60) return t('app.age.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('app.age.hours', { count: Math.floor(minutes / 60) });
  return t('app.age.days', { count: Math.floor(minutes / 1440) });
}

/** Time left of running work, in words. */
export function formatTimeLeft(t: TFunction, done: number, total: number, elapsedMs: number): string {
  if (done <= 0 || total <= 0 || elapsedMs < 500) return t('imports.timeLeft.unknown');
  const seconds = Math.ceil(((total - done) / done) * (elapsedMs / 1000));
  return seconds < 90
    ? t('imports.timeLeft.seconds', { count: seconds })
    : t('imports.timeLeft.minutes', { count: Math.ceil(seconds / 60) });
}

/** A round length for a scale bar of at most `maxPixels`, with its width in pixels. */
export function scaleBarOf(metersPerPixel: number, maxPixels: number): { meters: number; pixels: number } {
  const most = metersPerPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const meters = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { meters, pixels: meters / metersPerPixel };
}
