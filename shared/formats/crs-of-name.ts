import { parseCrs } from '../geo/crs.ts';

/** The known system (as `parseCrs` takes it) a name such as `urn:ogc:def:crs:EPSG::4547` or `OGC:CRS84` stands for, or null. */
export function crsOfName(name: string): string | null {
  if (/CRS84$/i.test(name)) return 'wgs84';
  if (name === 'gcj02' || name === 'bd09') return name;
  const code = /EPSG[^0-9]*(?:[\d.]+:)?(\d{4,6})$/i.exec(name);
  return code === null ? null : crsOfEpsg(Number(code[1]));
}

/** The known system of an EPSG number, or null. CGCS2000 in degrees is WGS84 to a hand's breadth. */
export function crsOfEpsg(code: number): string | null {
  const parsed = parseCrs(`EPSG:${code}`);
  if (!parsed.ok) return null;
  return code === 4490 ? 'wgs84' : parsed.value.id;
}
