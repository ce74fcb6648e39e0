import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { searchable } from './search-index.ts';
import { matchTerms } from './search-terms.ts';
import { columnOfField, layoutOf, quoted, rowOfSelected, type SqlValue } from './table-layout.ts';

/** Rows of a table by the clause that follows its name. */
export function selectRows(connection: Connection, table: TableName, clause: string, ...parameters: SqlValue[]): StoredRow[] {
  const layout = layoutOf(table);
  return connection
    .allValues(`SELECT ${layout.selectList} FROM ${table} ${clause}`, ...parameters)
    .map((values) => rowOfSelected(layout, values));
}

export const rowById = (connection: Connection, table: TableName, id: string): StoredRow | null =>
  selectRows(connection, table, 'WHERE id = ?', id)[0] ?? null;

export const rowByFid = (connection: Connection, table: TableName, fid: number): StoredRow | null =>
  selectRows(connection, table, 'WHERE fid = ?', fid)[0] ?? null;

/** Rows whose field equals a value, newest first; none for a field the table lacks. */
export function relatedRows(connection: Connection, table: TableName, field: string, value: string, limit: number): StoredRow[] {
  if (field === 'geom' || !layoutOf(table).indexOf.has(field)) return [];
  return selectRows(connection, table, `WHERE ${quoted(columnOfField(field))} = ? ORDER BY fid DESC LIMIT ?`, value, limit);
}

export const allRows = (connection: Connection, table: TableName): StoredRow[] => selectRows(connection, table, 'ORDER BY fid');

export const pageOfRows = (connection: Connection, table: TableName, afterFid: number, limit: number): StoredRow[] =>
  selectRows(connection, table, 'WHERE fid > ? ORDER BY fid LIMIT ?', afterFid, limit);

/** The rows of these handles that are there, in fid order. */
export const rowsByFid = (connection: Connection, table: TableName, fids: readonly number[]): StoredRow[] =>
  selectRows(connection, table, 'WHERE fid IN (SELECT value FROM json_each(?)) ORDER BY fid', JSON.stringify(fids));

/** Names of premises in the order of their handles; null for one without a name, or that is not there. */
export function premisesNames(connection: Connection, fids: readonly number[]): (string | null)[] {
  const sql = 'SELECT fid, name FROM premises WHERE fid IN (SELECT value FROM json_each(?))';
  const names = new Map(connection.allValues(sql, JSON.stringify(fids)) as [number, string | null][]);
  return fids.map((fid) => names.get(fid) ?? null);
}

/** The handles of the hazards or inspections of these premises, ascending. */
export const fidsOfPremises = (connection: Connection, table: 'hazard' | 'inspection', premises: readonly number[]): number[] =>
  connection
    .allValues(
      `SELECT fid FROM ${table} WHERE premises_id IN (SELECT id FROM premises WHERE fid IN (SELECT value FROM json_each(?))) ORDER BY fid`,
      JSON.stringify(premises),
    )
    .map(([fid]) => fid as number);

/** Recorded patrols, newest first, without what makes them long. */
export function trackRows(connection: Connection, limit: number): StoredRow[] {
  const columns = ['name', 'personName', 'fromAt', 'toAt'] as const;
  const list = columns.map((field) => quoted(columnOfField(field))).join(', ');
  return connection
    .allValues(`SELECT id, fid, rev, ${list} FROM patrol_track ORDER BY from_at DESC, fid DESC LIMIT ?`, limit)
    .map(([id, fid, rev, ...values]) => ({
      id: String(id),
      fid: Number(fid),
      rev: Number(rev),
      geom: null,
      ...Object.fromEntries(columns.map((field, index) => [field, values[index]])),
    }));
}

/** Premises without a position, oldest first, that the words of `text` find; all of them when it is empty. */
export function unplacedPremises(
  connection: Connection,
  text: string,
  offset: number,
  limit: number,
): { total: number; rows: StoredRow[] } {
  const match = matchTerms(text);
  if (match === null && text.trim() !== '') return { total: 0, rows: [] };
  const { number } = searchable.premises;
  const condition =
    match === null
      ? 'geom IS NULL'
      : `geom IS NULL AND fid IN (SELECT rowid / 16 FROM search_index WHERE search_index MATCH ? AND rowid % 16 = ${number})`;
  const parameters = match === null ? [] : [match];
  const total = connection.get<{ n: number }>(`SELECT count(*) AS n FROM premises WHERE ${condition}`, ...parameters)?.n ?? 0;
  return {
    total,
    rows: selectRows(connection, 'premises', `WHERE ${condition} ORDER BY fid LIMIT ? OFFSET ?`, ...parameters, limit, offset),
  };
}
