import type { Geometry, Position } from 'geojson';
import { type Crs, type Position2d, toWgs84 } from '../geo/crs.ts';
import type { UnplacedReason } from '../model/index.ts';
import type { SourceRow } from './format.ts';
import type { BoundingBox, Mapping } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { type Angle, parseAngle, parsePair } from './parse-coordinates.ts';
import { looksLikeWkt, parseWkt } from './parse-wkt.ts';

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
  /** The coordinates the right way round, longitude first, where they were swapped. */
  suggestion?: string;
}

/** Where offices that use this app are; tells which of two coordinates is which when nothing nearer is known. */
const china: BoundingBox = [73, 17, 136, 54];
/** A district's surroundings count as near, in degrees. */
const nearDegrees = 0.5;

/**
 * The position of a row: from its lon and lat columns, from one combined column, or from the feature's geometry (its point, or the
 * middle of its extent). Swapped, zero and sentinel coordinates are told apart and never placed. `district` (WGS84) tells a longitude from a
 * latitude where both may be either, and China where it does not.
 */
export function readPosition(row: SourceRow, mapping: Mapping, crs: Crs, district?: BoundingBox): PlacedPosition | UnusablePosition {
  const homes = homesOf(district);
  const { lon, lat, position } = mapping;
  if (lon !== undefined && lat !== undefined) {
    const x = row.values[lon] ?? '';
    const y = row.values[lat] ?? '';
    if (row.geometry === null || x.trim() !== '' || y.trim() !== '') return judge(x, y, { columns: [lon, lat], crs, homes });
  } else if (position !== undefined && row.geometry === null) return readCombined(row.values[position] ?? '', position, crs, homes);
  return row.geometry === null ? nowhere : readGeometry(row.geometry, crs, null);
}

const chinaAlone = [china];
let around: { district: BoundingBox; homes: readonly BoundingBox[] } | null = null;

/** Where positions are expected, the nearest first; made once a file. */
function homesOf(district: BoundingBox | undefined): readonly BoundingBox[] {
  if (district === undefined) return chinaAlone;
  if (around?.district !== district) around = { district, homes: [district, china] };
  return around.homes;
}

const nowhere: UnusablePosition = {
  placed: false,
  reason: 'noCoordinates',
  code: 'noCoordinates',
  column: null,
  value: null,
  x: null,
  y: null,
};

/** A shape says itself which of its numbers is which. */
function readGeometry(geometry: Geometry, crs: Crs, column: string | null): PlacedPosition | UnusablePosition {
  const [x, y] = middleOf(geometry);
  return judge(String(x), String(y), { columns: [column, column], crs, homes: [] });
}

/**
 * One cell with both coordinates. `(lat, lon)` in brackets is latitude first (as open-data portals write it), a bare pair longitude first,
 * unless their names say otherwise or only the other order is possible or lies in the district. Well-Known Text is longitude first.
 */
function readCombined(cell: string, column: string, crs: Crs, homes: readonly BoundingBox[]): PlacedPosition | UnusablePosition {
  const text = cell.trim();
  const unusable = (reason: 'noCoordinates' | 'notANumber'): UnusablePosition => ({
    ...nowhere,
    reason,
    code: reason,
    column,
    value: cell === '' ? null : cell.slice(0, 100),
  });
  if (saysNothing(text)) return unusable('noCoordinates');
  if (looksLikeWkt(text)) {
    const shape = parseWkt(text);
    return shape === null ? unusable('notANumber') : readGeometry(shape, crs, column);
  }
  const pair = parsePair(text);
  if (pair === null) return unusable('notANumber');
  const [first, second] = pair.texts;
  const latFirst = pair.order === 'latFirst' || (pair.order !== 'lonFirst' && likelyLatFirst(first, second, pair.order, crs, homes));
  return latFirst
    ? judge(second, first, { columns: [column, column], crs, homes: [] })
    : judge(first, second, { columns: [column, column], crs, homes: [] });
}

function likelyLatFirst(first: string, second: string, order: 'bracket' | 'open', crs: Crs, homes: readonly BoundingBox[]): boolean {
  const usual = order === 'bracket';
  if (crs.projected) return usual;
  const [a, b] = [parseAngle(first)!.value, parseAngle(second)!.value];
  if (Math.abs(a) > 90) return false;
  if (Math.abs(b) > 90) return true;
  for (const home of homes) {
    const latFirst = liesNear(toWgs84(crs, b, a), home);
    if (liesNear(toWgs84(crs, a, b), home) !== latFirst) return latFirst;
  }
  return usual;
}

/** Whether a WGS84 position lies in the district or beside it. */
function liesNear(position: Position2d | null, [west, south, east, north]: BoundingBox): boolean {
  if (position === null) return false;
  const [lon, lat] = position;
  return lon >= west - nearDegrees && lon <= east + nearDegrees && lat >= south - nearDegrees && lat <= north + nearDegrees;
}

const sentinels = new Set([9999, 99999, 999999, 999, 8888, 88888]);
const isSentinel = (value: number): boolean => sentinels.has(Math.trunc(Math.abs(value)));

interface Judging {
  columns: [x: string | null, y: string | null];
  crs: Crs;
  /** Where the position is expected, the nearest first; empty where the order is settled. */
  homes: readonly BoundingBox[];
}

function judge(x: string, y: string, judging: Judging): PlacedPosition | UnusablePosition {
  const cleanX = x.trim();
  const cleanY = y.trim();
  const east = parseAngle(cleanX);
  const north = parseAngle(cleanY);
  const here = east === null || north === null ? null : toWgs84(judging.crs, east.value, north.value);
  const problem =
    east === null || north === null
      ? unreadable(cleanX, cleanY, east !== null, judging)
      : misplaced(east, north, { x: cleanX, y: cleanY, here }, judging);
  const position = problem === null ? here : null;
  if (position !== null) return { placed: true, lon: position[0], lat: position[1], x: cleanX.slice(0, 100), y: cleanY.slice(0, 100) };
  const { reason, code, column, value } = problem ?? outOfRange(east!.value, `${cleanX}, ${cleanY}`, judging);
  return {
    placed: false,
    reason,
    code,
    column,
    value: value.slice(0, 100),
    x: cleanX === '' ? null : cleanX.slice(0, 100),
    y: cleanY === '' ? null : cleanY.slice(0, 100),
    ...(code === 'swappedCoordinates' ? { suggestion: `${cleanY}, ${cleanX}`.slice(0, 100) } : {}),
  };
}

type Problem = Pick<UnusablePosition, 'reason' | 'code' | 'column'> & { value: string };

/** What is wrong with two cells of which one is no coordinate. */
function unreadable(x: string, y: string, isXRead: boolean, { columns: [xColumn, yColumn] }: Judging): Problem {
  const missing = (column: string | null, value: string): Problem => ({ reason: 'noCoordinates', code: 'noCoordinates', column, value });
  if (saysNothing(x)) return missing(xColumn, saysNothing(y) && x + y !== '' ? `${x}, ${y}` : x);
  if (saysNothing(y)) return missing(yColumn, y);
  return { reason: 'notANumber', code: 'notANumber', ...(isXRead ? { column: yColumn, value: y } : { column: xColumn, value: x }) };
}

/** What is wrong with two coordinates: they stand for none, or the wrong way round; null when nothing is. */
function misplaced(
  eastAngle: Angle,
  northAngle: Angle,
  { x, y, here }: { x: string; y: string; here: Position2d | null },
  { columns: [xColumn, yColumn], crs, homes }: Judging,
): Problem | null {
  const east = eastAngle.value;
  const north = northAngle.value;
  // Nearly every position is where it is expected, and no number that stands for none is.
  if (eastAngle.axis === null && northAngle.axis === null && !crs.projected && liesNear(here, china)) return null;
  const sentinel = (column: string | null, value: string): Problem => ({
    reason: 'sentinelCoordinates',
    code: 'sentinelCoordinates',
    column,
    value,
  });
  if (isSentinel(east) && (!crs.projected || east < 0)) return sentinel(xColumn, x);
  if (isSentinel(north) && (!crs.projected || north < 0)) return sentinel(yColumn, y);
  if (east === -1 && north === -1) return sentinel(xColumn, `${x}, ${y}`);
  if (east === 0 || north === 0)
    return { reason: 'zeroCoordinates', code: 'zeroCoordinates', column: east === 0 ? xColumn : yColumn, value: `${x}, ${y}` };
  const isSwapped =
    (eastAngle.axis === 'lat' && northAngle.axis === 'lon') ||
    (!crs.projected &&
      ((Math.abs(north) > 90 && Math.abs(north) <= 180 && Math.abs(east) <= 90) ||
        (!liesNearAny(here, homes) && liesNearAny(toWgs84(crs, north, east), homes))));
  return isSwapped ? { reason: 'outOfRange', code: 'swappedCoordinates', column: yColumn, value: `${x}, ${y}` } : null;
}

const outOfRange = (east: number, value: string, { columns: [xColumn, yColumn] }: Judging): Problem => ({
  reason: 'outOfRange',
  code: 'outOfRange',
  column: Math.abs(east) > 180 ? xColumn : yColumn,
  value,
});

const liesNearAny = (position: Position2d | null, homes: readonly BoundingBox[]): boolean => {
  for (const home of homes) if (liesNear(position, home)) return true;
  return false;
};

const saysNothing = (text: string): boolean => text === '' || /^(null|nan|none|n\/a|#n\/a|-|--|无|\/|\\n)$/i.test(text);

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
