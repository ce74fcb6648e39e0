import type { TFunction } from 'i18next';

export interface CrsChoice {
  value: string;
  label: string;
}

/** The coordinate systems a file may be in: degrees first, then the CGCS2000 Gauss–Krüger zones by central meridian. */
export function crsChoices(t: TFunction): CrsChoice[] {
  const zone = (code: number, width: number, meridian: number, numbered: boolean): CrsChoice => ({
    value: `EPSG:${code}`,
    label: t(numbered ? 'imports.crsChoice.projectedNumbered' : 'imports.crsChoice.projected', { code, width, meridian }),
  });
  const series = (first: number, count: number, width: number, firstZone: number, numbered: boolean) =>
    Array.from({ length: count }, (_, index) =>
      zone(first + index, width, width === 3 ? 3 * (firstZone + index) : 6 * (firstZone + index) - 3, numbered),
    );
  return [
    { value: 'wgs84', label: t('imports.crsChoice.wgs84') },
    { value: 'gcj02', label: t('imports.crsChoice.gcj02') },
    { value: 'bd09', label: t('imports.crsChoice.bd09') },
    ...series(4534, 21, 3, 25, false),
    ...series(4513, 21, 3, 25, true),
    ...series(4502, 11, 6, 13, false),
    ...series(4491, 11, 6, 13, true),
    { value: 'EPSG:3857', label: t('imports.crsChoice.webMercator') },
  ];
}

/** A coordinate system as the choices name it; one that is not among them by its code. */
export const crsName = (t: TFunction, crs: string): string => crsChoices(t).find(({ value }) => value === crs)?.label ?? crs;
