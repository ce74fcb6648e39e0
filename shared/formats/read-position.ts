import type { Geometry, Position } from 'geojson';
import { type Crs, type Position2d, toWgs84 } from '../geo/crs.ts';
import type { UnplacedReason } from '../model/index.ts';
import type { SourceRow } from './format.ts';
import type { Mapping } from './intake.ts';
import type { ReasonCode } from './issue.ts';

export interface PlacedPosition {
  placed: true;
  /** WGS84. */
  lon: number;
  lat: number;
  /** The coordinates as they stand in the file. */
  x: string;
  y: string;
}
export interface UnusablePosition {
  placed: false;
  reason: UnplacedReason;
  /** What the issue says; differs from the reason where the record has no finer word. */
  code: ReasonCode;
  column: string | null;
  value: string | null;
  x: string | null;
  y: string | null;
}

/** Whether the mapping names any column that could hold a position. */
export function mapsPosition(mapping: Mapping): boolean {
  return mapping.position !== undefined || (mapping.lon !== undefined && mapping.lat !== undefined);
}

/**
 * The position of a row: from its lon and lat columns, from one combined column, or from the feature's geometry (its point, or the
 * middle of its extent). Swapped, zero and sentinel coordinates are told apart and never placed.
 */
export function readPosition(row: SourceRow, mapping: Mapping, crs: Crs): PlacedPosition | UnusablePosition {
  const { lon, lat, position } = mapping;
  if (lon !== undefined && lat !== undefined) {
    const x = row.values[lon] ?? '';
    const y = row.values[lat] ?? '';
    if (row.geometry === null || x.trim() !== '' || y.trim() !== '') return judge(x, y, lon, lat, crs, 'lonFirst');
  } else if (position !== undefined && row.geometry === null) return readCombined(row.values[position] ?? '', position, crs);
  if (row.geometry !== null) {
    const [x, y] = middleOf(row.geometry);
    return judge(String(x), String(y), null, null, crs, 'lonFirst');
  }
  return { placed: false, reason: 'noCoordinates', code: 'noCoordinates', column: null, value: null, x: null, y: null };
}

/**
 * One cell with both coordinates: `(lat, lon)` in brackets is latitude first (as open-data portals write it), `POINT(lon lat)` longitude
 * first; a bare pair is longitude first unless only the other order is possible.
 */
function readCombined(cell: string, column: string, crs: Crs): PlacedPosition | UnusablePosition {
  const text = cell.normalize('NFKC').trim();
  const unusable = (reason: 'noCoordinates' | 'notANumber'): UnusablePosition => ({
    placed: false,
    reason,
    code: reason,
    column,
    value: cell === '' ? null : cell.slice(0, 100),
    x: null,
    y: null,
  });
  if (text === '') return unusable('noCoordinates');
  const point = /^(?:srid=\d+;)?\s*point\s*\(\s*(\S+)\s+(\S+?)\s*\)$/i.exec(text);
  if (point !== null) return judge(point[1]!, point[2]!, column, column, crs, 'lonFirst');
  const pair = /^([([]?)\s*([^\s,;()[\]]+)\s*[,;\s、]\s*([^\s,;()[\]]+)\s*[)\]]?$/.exec(text);
  if (pair === null) return unusable('notANumber');
  const [, bracket, first, second] = pair;
  if (bracket === '(') return judge(second!, first!, column, column, crs, 'latFirst');
  const latitudeFirst = !crs.projected && Math.abs(parseDegrees(second!) ?? 0) > 90 && Math.abs(parseDegrees(first!) ?? 91) <= 90;
  return latitudeFirst ? judge(second!, first!, column, column, crs, 'latFirst') : judge(first!, second!, column, column, crs, 'lonFirst');
}

const sentinels = new Set([9999, 99999, 999999, 999, 8888, 88888]);
const isSentinel = (value: number): boolean => sentinels.has(Math.trunc(Math.abs(value)));

function judge(
  x: string,
  y: string,
  xColumn: string | null,
  yColumn: string | null,
  crs: Crs,
  order: 'lonFirst' | 'latFirst',
): PlacedPosition | UnusablePosition {
  const cleanX = x.trim();
  const cleanY = y.trim();
  const unusable = (reason: UnplacedReason, code: ReasonCode, column: string | null, value: string): UnusablePosition => ({
    placed: false,
    reason,
    code,
    column,
    value: value.slice(0, 100),
    x: cleanX === '' ? null : cleanX.slice(0, 100),
    y: cleanY === '' ? null : cleanY.slice(0, 100),
  });
  const both = order === 'lonFirst' ? `${cleanX}, ${cleanY}` : `${cleanY}, ${cleanX}`;
  if (saysNothing(cleanX) && saysNothing(cleanY)) return unusable('noCoordinates', 'noCoordinates', xColumn, both === ', ' ? '' : both);
  if (saysNothing(cleanX)) return unusable('noCoordinates', 'noCoordinates', xColumn, cleanX);
  if (saysNothing(cleanY)) return unusable('noCoordinates', 'noCoordinates', yColumn, cleanY);
  const east = parseDegrees(cleanX);
  const north = parseDegrees(cleanY);
  if (east === null) return unusable('notANumber', 'notANumber', xColumn, cleanX);
  if (north === null) return unusable('notANumber', 'notANumber', yColumn, cleanY);
  if (isSentinel(east) && (!crs.projected || east < 0)) return unusable('sentinelCoordinates', 'sentinelCoordinates', xColumn, cleanX);
  if (isSentinel(north) && (!crs.projected || north < 0)) return unusable('sentinelCoordinates', 'sentinelCoordinates', yColumn, cleanY);
  if (east === -1 && north === -1) return unusable('sentinelCoordinates', 'sentinelCoordinates', xColumn, both);
  if (east === 0 || north === 0) return unusable('zeroCoordinates', 'zeroCoordinates', east === 0 ? xColumn : yColumn, both);
  if (!crs.projected && Math.abs(north) > 90 && Math.abs(north) <= 180 && Math.abs(east) <= 90)
    return unusable('outOfRange', 'swappedCoordinates', yColumn, both);
  const converted: Position2d | null = toWgs84(crs, east, north);
  if (converted === null) return unusable('outOfRange', 'outOfRange', Math.abs(east) > 180 ? xColumn : yColumn, both);
  return { placed: true, lon: converted[0], lat: converted[1], x: cleanX.slice(0, 100), y: cleanY.slice(0, 100) };
}

const saysNothing = (text: string): boolean => text === '' || /^(null|nan|none|n\/a|#n\/a|-|--|无|\/|\\n)$/i.test(text);

/** Decimal degrees or metres, also `116.397°E`, `东经116.397` and `116°23′49.2″`. Null when it is not a number. */
function parseDegrees(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').replaceAll('−', '-');
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(plain)) return Number(plain);
  const named =
    /^(?:东经|北纬|[EN])?([-+]?\d+(?:\.\d+)?)[°度]?(?:([0-5]?\d(?:\.\d+)?)['′分])?(?:([0-5]?\d(?:\.\d+)?)(?:"|″|′′|''|秒))?([NSEW])?$/i.exec(
      plain,
    );
  if (named === null) return null;
  const size = Math.abs(Number(named[1])) + Number(named[2] ?? 0) / 60 + Number(named[3] ?? 0) / 3600;
  return named[1]!.startsWith('-') || /[SW]/i.test(named[4] ?? '') ? -size : size;
}

/** The point itself, or the middle of the extent of anything larger. */
function middleOf(geometry: Geometry): Position2d {
  let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const visit = (coordinates: unknown): void => {
    const list = coordinates as unknown[];
    if (typeof list[0] !== 'number') {
      for (const part of list) visit(part);
      return;
    }
    const [x, y] = list as Position;
    west = Math.min(west, x!);
    east = Math.max(east, x!);
    south = Math.min(south, y!);
    north = Math.max(north, y!);
  };
  if ('coordinates' in geometry) visit(geometry.coordinates);
  return [middle(west, east), middle(south, north)];
}

const middle = (from: number, to: number): number => (from === to ? from : Math.round(((from + to) / 2) * 1e9) / 1e9);
