import gcoord from 'gcoord';
import proj4 from 'proj4';
import { done, failed, type Result } from '../model/failure.ts';

/** A coordinate reference system a file may speak: degrees for the geographic ones, metres for the projected ones. */
export interface Crs {
  /** Canonical name: `wgs84`, `gcj02`, `bd09` or `EPSG:n`. */
  readonly id: string;
  readonly projected: boolean;
  /** To WGS84 [lon, lat], or null when x, y cannot be coordinates of this system. */
  readonly inverse: (x: number, y: number) => Position2d | null;
  /** From WGS84 [lon, lat] to [x, y] (east, north). */
  readonly forward: (lon: number, lat: number) => Position2d;
}
export type Position2d = [number, number];

/**
 * The system a name stands for: `wgs84`, `gcj02`, `bd09` or `EPSG:n` (4326, 4490, 3857 and the CGCS2000 Gauss–Krüger
 * zones 4491–4554). Fails with `unknownCrs`.
 */
export function parseCrs(name: string): Result<Crs> {
  const key = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
  if (key === 'wgs84' || key === 'epsg:4326') return done(wgs84);
  if (key === 'gcj02') return done(gcj02);
  if (key === 'bd09' || key === 'bd09ll') return done(bd09);
  const epsg = /^epsg:(\d{4,6})$/.exec(key);
  const definition = epsg === null ? null : definitionOf(Number(epsg[1]));
  return definition === null ? failed('unknownCrs', { crs: name.slice(0, 40) }) : done(projectedCrs(Number(epsg?.[1]), definition));
}

const writtenNames: Readonly<Record<string, string>> = { wgs84: 'WGS84', gcj02: 'GCJ-02', bd09: 'BD-09' };
/** The system as it is written in a file for people; `parseCrs` reads it. */
export const writtenName = ({ id }: Pick<Crs, 'id'>): string => writtenNames[id] ?? id;

/** WGS84 [lon, lat] of a position, or null when it lies outside the system. GCJ-02 and BD-09 agree to < 0.5 m with their forward offset. */
export function toWgs84(crs: Crs, x: number, y: number): Position2d | null {
  return Number.isFinite(x) && Number.isFinite(y) ? crs.inverse(x, y) : null;
}

export function fromWgs84(crs: Crs, lon: number, lat: number): Position2d {
  return crs.forward(lon, lat);
}

/** Whether GCJ-02 and BD-09 are offset here: the box their published algorithm tests. */
export function insideChinaBox(lon: number, lat: number): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

const insideGlobe = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

const wgs84: Crs = {
  id: 'wgs84',
  projected: false,
  inverse: (x, y) => (insideGlobe(x, y) ? [x, y] : null),
  forward: (lon, lat) => [lon, lat],
};
const gcj02 = offsetCrs('gcj02', gcoord.GCJ02);
const bd09 = offsetCrs('bd09', gcoord.BD09);

/**
 * A system whose forward offset is published and whose inverse is not: the inverse is found by fixed-point iteration
 * (the offset changes by < 1 % of the distance, so each step gains two digits).
 */
function offsetCrs(id: string, target: typeof gcoord.GCJ02 | typeof gcoord.BD09): Crs {
  const forward = (lon: number, lat: number): Position2d =>
    insideChinaBox(lon, lat) ? (gcoord.transform([lon, lat], gcoord.WGS84, target) as Position2d) : [lon, lat];
  const inverse = (x: number, y: number): Position2d | null => {
    if (!insideGlobe(x, y)) return null;
    if (!insideChinaBox(x, y)) return [x, y];
    let lon = x;
    let lat = y;
    for (let step = 0; step < 20; step++) {
      const [forwardX, forwardY] = forward(lon, lat);
      const errorX = forwardX - x;
      const errorY = forwardY - y;
      lon -= errorX;
      lat -= errorY;
      if (Math.abs(errorX) < 1e-9 && Math.abs(errorY) < 1e-9) break;
    }
    return [lon, lat];
  };
  return { id, projected: false, inverse, forward };
}

interface Definition {
  proj: string;
  projected: boolean;
  /** Gauss–Krüger only: false easting in metres, by which a swapped pair (survey order: north, east) is told apart. */
  falseEasting: number | null;
}

/** A CGCS2000 Gauss–Krüger zone: its width and meridian in degrees, its false easting in metres. */
export interface GaussKrugerZone {
  widthDegrees: 3 | 6;
  centralMeridian: number;
  falseEasting: number;
}

/**
 * The zone of an EPSG number (EPSG Geodetic Parameter Dataset): the 3° zones are 4513–4533 (zone number 25–45 before the easting) and
 * 4534–4554 (plain 500 km easting), the 6° zones 4491–4501 (13–23) and 4502–4512; null for any other number.
 */
export function gaussKrugerZone(epsg: number): GaussKrugerZone | null {
  const zone = (widthDegrees: 3 | 6, number: number, numbered: boolean): GaussKrugerZone => ({
    widthDegrees,
    centralMeridian: widthDegrees === 3 ? 3 * number : 6 * number - 3,
    falseEasting: numbered ? number * 1e6 + 5e5 : 5e5,
  });
  if (epsg >= 4491 && epsg <= 4501) return zone(6, epsg - 4491 + 13, true);
  if (epsg >= 4502 && epsg <= 4512) return zone(6, epsg - 4502 + 13, false);
  if (epsg >= 4513 && epsg <= 4533) return zone(3, epsg - 4513 + 25, true);
  if (epsg >= 4534 && epsg <= 4554) return zone(3, epsg - 4534 + 25, false);
  return null;
}

/** CGCS2000 is GRS80-based. */
function definitionOf(epsg: number): Definition | null {
  if (epsg === 4490) return { proj: '+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs', projected: false, falseEasting: null };
  if (epsg === 3857)
    return { proj: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +units=m +no_defs', projected: true, falseEasting: null };
  const zone = gaussKrugerZone(epsg);
  return zone === null ? null : gaussKruger(zone.centralMeridian, zone.falseEasting);
}

function gaussKruger(centralMeridian: number, falseEasting: number): Definition {
  return {
    proj: `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs`,
    projected: true,
    falseEasting,
  };
}

function projectedCrs(epsg: number, { proj, projected, falseEasting }: Definition): Crs {
  const converter = proj4('+proj=longlat +datum=WGS84 +no_defs', proj);
  const forward = (lon: number, lat: number): Position2d => converter.forward([lon, lat]) as Position2d;
  const inverse = (x: number, y: number): Position2d | null => {
    let east = x;
    let north = y;
    if (falseEasting !== null) {
      // Chinese survey tables write X for north and Y for east; the two ranges never meet, so the pair tells which it is.
      if (!plausibleGrid(east, north, falseEasting) && plausibleGrid(north, east, falseEasting)) [east, north] = [north, east];
      if (!plausibleGrid(east, north, falseEasting)) return null;
    } else if (!projected && !insideGlobe(east, north)) return null;
    else if (projected && (Math.abs(east) > webMercatorEdge || Math.abs(north) > webMercatorEdge)) return null;
    const [lon, lat] = converter.inverse([east, north]) as Position2d;
    return Number.isFinite(lon) && Number.isFinite(lat) && insideGlobe(lon, lat) ? [lon, lat] : null;
  };
  return { id: `EPSG:${epsg}`, projected, inverse, forward };
}

const webMercatorEdge = 20037508.342789244 + 1;

/** Within 400 km of the central meridian and between the equator and 60° N. */
function plausibleGrid(east: number, north: number, falseEasting: number): boolean {
  return Math.abs(east - falseEasting) <= 4e5 && north > 8e4 && north < 6.7e6;
}
