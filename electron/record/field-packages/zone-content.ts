import type { MultiPolygon } from 'geojson';
import { type Box, boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { METERS_PER_DEGREE } from '../../../shared/geo/haversine-meters.ts';
import { insidePolygons } from '../../../shared/geo/rings.ts';
import { decodeGeoPackageGeometry } from '../../../shared/geo/wkb.ts';
import { done, failed, type Result, type TableName } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { findById } from '../row-writer.ts';
import { layoutOf, type SqlValue } from '../table-layout.ts';
import { openHazardSql } from '../warning-colors.ts';

/** What a zone's package is made of: the rows of each table by `fid`, and the box its ground is cut to. */
export interface ZoneContent {
  zone: { id: string; name: string };
  box: Box;
  rows: Map<TableName, number[]>;
}

/** Streets around a zone are needed to find the way into it. */
const MARGIN_METERS = 400;
/** What is drawn and searched around the records: taken along to be read, never taken back. */
const groundTables = ['road', 'building', 'land', 'waterway', 'place', 'admin_area', 'zone', 'station', 'facility'] as const;

/**
 * Chooses what a zone's package holds: its premises (said to be in it, or standing in it), their open hazards, inspections and grades, and
 * the ground around. Failures `zoneUnknown`, `zoneWithoutArea`.
 */
export function chooseZoneContent(connection: Connection, zoneId: string): Result<ZoneContent> {
  const zone = findById(connection, 'zone', zoneId);
  if (zone === null) return failed('zoneUnknown');
  const { indexOf } = layoutOf('zone');
  const name = zone.image[indexOf.get('name') as number] as string;
  const geometry = zone.image[indexOf.get('geom') as number];
  if (!(geometry instanceof Uint8Array)) return failed('zoneWithoutArea', { name });
  const { coordinates } = decodeGeoPackageGeometry(geometry).geometry as MultiPolygon;
  const bounds = boxOfPositions(coordinates.flat(2));
  const box = widen(bounds, MARGIN_METERS);

  const rows = new Map<TableName, number[]>();
  const premises = new Map<number, string>();
  for (const [fid, id] of connection.allValues('SELECT fid, id FROM premises WHERE zone_id = ?', zoneId)) {
    premises.set(fid as number, id as string);
  }
  for (const { fid, id, x, y } of pointsWithin(connection, 'premises', bounds))
    if (insidePolygons(x, y, coordinates)) premises.set(fid, id);
  rows.set('premises', ascending(premises.keys()));
  const ofPremises = (table: TableName, condition: string): Set<number> => {
    const select = `SELECT fid FROM ${table} WHERE premises_id = ? AND ${condition}`;
    return new Set([...premises.values()].flatMap((id) => fidsOf(connection.allValues(select, id))));
  };
  const hazards = ofPremises('hazard', openHazardSql);
  const open = `SELECT 1 FROM hazard WHERE fid = ? AND premises_id IS NULL AND ${openHazardSql}`;
  for (const { fid, x, y } of pointsWithin(connection, 'hazard', bounds)) {
    if (insidePolygons(x, y, coordinates) && connection.getValues(open, fid) !== undefined) hazards.add(fid);
  }
  rows.set('hazard', ascending(hazards));
  rows.set('inspection', ascending(ofPremises('inspection', 'TRUE')));
  rows.set('grade_period', ascending(ofPremises('grade_period', 'TRUE')));
  for (const table of groundTables)
    rows.set(table, fidsOf(connection.allValues(`SELECT id ${withinSql(table)} ORDER BY id`, ...boxValues(box))));
  rows.set('person', fidsOf(connection.allValues('SELECT fid FROM person WHERE zone_id = ? ORDER BY fid', zoneId)));
  rows.set('turn_restriction', restrictionsOf(connection, rows.get('road') ?? []));
  rows.set('campaign', fidsOf(connection.allValues('SELECT fid FROM campaign ORDER BY fid')));
  rows.set('code_entry', fidsOf(connection.allValues('SELECT fid FROM code_entry ORDER BY fid')));
  // Whose data the ground is has to be named wherever it is shown.
  rows.set('import_batch', fidsOf(connection.allValues("SELECT fid FROM import_batch WHERE imported_as = 'osm' ORDER BY fid")));
  return done({ zone: { id: zoneId, name }, box, rows });
}

/** How many rows of each table, without empty ones. */
export function countContent({ rows }: ZoneContent): { [T in TableName]?: number } {
  return Object.fromEntries([...rows].filter(([, fids]) => fids.length > 0).map(([table, fids]) => [table, fids.length]));
}

const fidsOf = (selected: SqlValue[][]): number[] => selected.map(([fid]) => fid as number);
const ascending = (fids: Iterable<number>): number[] => [...fids].sort((one, other) => one - other);
const boxValues = ([west, south, east, north]: Box): number[] => [east, west, north, south];
const withinSql = (table: TableName): string => `FROM rtree_${table}_geom WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?`;

function* pointsWithin(
  connection: Connection,
  table: 'premises' | 'hazard',
  box: Box,
): Generator<{ fid: number; id: string; x: number; y: number }> {
  const select = `SELECT fid, id, ST_MinX(geom), ST_MinY(geom) FROM ${table} WHERE fid IN (SELECT id ${withinSql(table)})`;
  for (const [fid, id, x, y] of connection.allValues(select, ...boxValues(box))) {
    yield { fid: fid as number, id: id as string, x: x as number, y: y as number };
  }
}

function restrictionsOf(connection: Connection, roads: readonly number[]): number[] {
  const found = new Set<number>();
  for (const road of roads) {
    const select = 'SELECT fid FROM turn_restriction WHERE from_way_id = (SELECT osm_way_id FROM road WHERE fid = ?)';
    for (const fid of fidsOf(connection.allValues(select, road))) found.add(fid);
  }
  return ascending(found);
}

function widen([west, south, east, north]: Box, meters: number): Box {
  const up = meters / METERS_PER_DEGREE;
  const aside = up / Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
  return [west - aside, south - up, east + aside, north + up];
}
