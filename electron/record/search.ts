import type { Geometry, Position } from 'geojson';
import { decodeGeoPackageGeometry, readEnvelope } from '../../shared/geo/wkb.ts';
import type { SearchHit } from '../../shared/ipc/index.ts';
import type { Connection } from './connection.ts';
import { type SearchableTable, searchable, searchedRow } from './search-index.ts';
import { comparableText, matchBeginning, matchTerms } from './search-terms.ts';

/** Matches looked at for ranking: names that begin with the words first, then words in names, then anywhere. */
const CANDIDATES = { beginning: 200, name: 400, anywhere: 400 } as const;
const tableOrder = Object.keys(searchable) as SearchableTable[];

interface Candidate extends SearchHit {
  score: number;
}

/**
 * Finds premises, stations, zones, facilities, places, named roads and areas by words of name, address or code; one- and
 * two-character Chinese words count. Exact names come first, then names that begin so, then names that contain it, then the rest;
 * a street of many pieces is one hit.
 */
export function searchRecord(connection: Connection, text: string, limit: number): SearchHit[] {
  return rankHits(connection, matchingRows(connection, text), text, limit);
}

/** Row ids of the search index that may be worth showing, best first. */
export function matchingRows(connection: Connection, text: string): Set<number> {
  const rowIds = new Set<number>();
  const match = matchTerms(text);
  if (match === null) return rowIds;
  const collect = (query: string | null, most: number) => {
    if (query === null) return;
    for (const [rowId] of connection.allValues('SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?', query, most)) {
      rowIds.add(rowId as number);
    }
  };
  collect(matchBeginning(text), CANDIDATES.beginning);
  collect(`name : (${match})`, CANDIDATES.name);
  if (rowIds.size < CANDIDATES.name) collect(match, CANDIDATES.anywhere);
  return rowIds;
}

/** The rows as hits, best first, `limit` at most; those that are not there are left out. */
export function rankHits(connection: Connection, rowIds: Iterable<number>, text: string, limit: number): SearchHit[] {
  const wanted = comparableText(text);
  const candidates: Candidate[] = [];
  for (const rowId of rowIds) {
    const candidate = candidateOf(connection, rowId, wanted);
    if (candidate !== null) candidates.push(candidate);
  }
  candidates.sort(
    (one, other) =>
      one.score - other.score ||
      tableOrder.indexOf(one.table as SearchableTable) - tableOrder.indexOf(other.table as SearchableTable) ||
      one.title.length - other.title.length ||
      one.fid - other.fid,
  );
  const streets = new Set<string>();
  const hits: SearchHit[] = [];
  for (const { score: _score, ...hit } of candidates) {
    if (hit.table === 'road') {
      if (streets.has(hit.title)) continue;
      streets.add(hit.title);
    }
    hits.push(hit);
    if (hits.length === limit) break;
  }
  return hits;
}

function candidateOf(connection: Connection, rowId: number, wanted: string): Candidate | null {
  const { table, fid } = searchedRow(rowId);
  const [subtitleColumn] = searchable[table].other;
  const found = connection.get<{ id: string; name: string | null; subtitle: string | null; geom: Uint8Array | null; code: string | null }>(
    `SELECT id, name, ${subtitleColumn ?? 'NULL'} AS subtitle, ${table === 'premises' ? 'code' : 'NULL'} AS code, geom FROM ${table} WHERE fid = ?`,
    fid,
  );
  if (found === undefined) return null;
  const title = found.name ?? '';
  const [lon, lat] = (found.geom && centreOf(found.geom)) ?? [null, null];
  return { table, id: found.id, fid, title, subtitle: found.subtitle ?? found.code, lon, lat, score: scoreOf(title, found.code, wanted) };
}

function scoreOf(title: string, code: string | null, wanted: string): number {
  const name = comparableText(title);
  if (name === wanted || (code !== null && comparableText(code) === wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}

/** Where to fly to: the point, the middle vertex of a line, the middle of an area's box. */
function centreOf(blob: Uint8Array): [number, number] | null {
  const envelope = readEnvelope(blob);
  if (envelope === null) return null;
  const [minX, minY, maxX, maxY] = envelope;
  if (minX === maxX && minY === maxY) return [minX, minY];
  const { geometry } = decodeGeoPackageGeometry(blob);
  return geometry?.type === 'LineString' ? middleOf(geometry) : [(minX + maxX) / 2, (minY + maxY) / 2];
}

function middleOf(line: Extract<Geometry, { type: 'LineString' }>): [number, number] {
  const [x, y] = line.coordinates[line.coordinates.length >> 1] as Position;
  return [x as number, y as number];
}
