import type { SearchHit, StoredRow } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { selectRows } from '../read-rows.ts';
import { matchingRows, rankHits } from '../search.ts';
import { isSearchable, type SearchableTable, searchable, searchedRow, searchRowId } from '../search-index.ts';
import { matchTerms, normalizeText } from '../search-terms.ts';
import { pastTable } from './past-state.ts';

/** Rows changed since that are looked through by their text as it was: the index knows only how it is now. */
const CHANGED_AT_MOST = 400;

/** The condition that a row as it was holds every word of `text` in its name or another text that can be searched. */
function holdsWords(table: SearchableTable, text: string): { sql: string; parameters: string[] } {
  const words = normalizeText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const whole = ['name', ...searchable[table].other].map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
  return { sql: words.map(() => `instr(lower(${whole}), ?) > 0`).join(' AND '), parameters: words };
}

/**
 * What a search found at the past state of a connection, whose `tables` are those brought back to it; all others, the ground, are searched
 * as they are now.
 */
export function searchPast(connection: Connection, tables: readonly TableName[], text: string, limit: number): SearchHit[] {
  if (matchTerms(text) === null) return [];
  const isChanged = (rowId: number): boolean => {
    const { table, fid } = searchedRow(rowId);
    return tables.includes(table) && connection.get(`SELECT 1 FROM ${pastTable(table)} WHERE fid = ?`, fid) !== undefined;
  };
  const found = [...matchingRows(connection, text)].filter((rowId) => !isChanged(rowId));
  for (const table of tables.filter(isSearchable)) {
    const { sql, parameters } = holdsWords(table, text);
    const changed = connection.allValues(
      `SELECT fid FROM ${pastTable(table)} WHERE id IS NOT NULL AND ${sql} LIMIT ${CHANGED_AT_MOST}`,
      ...parameters,
    );
    for (const [fid] of changed) found.push(searchRowId(table, fid as number));
  }
  return rankHits(connection, found, text, limit);
}

/** Premises without a position at the past state of a connection, oldest first, by words of name, address or code. */
export function unplacedThen(connection: Connection, text: string, offset: number, limit: number): { total: number; rows: StoredRow[] } {
  const match = matchTerms(text);
  if (match === null && text.trim() !== '') return { total: 0, rows: [] };
  const changed = pastTable('premises');
  const { sql, parameters } = holdsWords('premises', text);
  const condition =
    match === null
      ? 'geom IS NULL'
      : `geom IS NULL AND (
          fid IN (SELECT rowid / 16 FROM search_index WHERE search_index MATCH ? AND rowid % 16 = ${searchable.premises.number})
            AND fid NOT IN (SELECT fid FROM ${changed})
          OR fid IN (SELECT fid FROM ${changed} WHERE id IS NOT NULL AND ${sql}))`;
  const values = match === null ? [] : [match, ...parameters];
  const total = connection.get<{ n: number }>(`SELECT count(*) AS n FROM premises WHERE ${condition}`, ...values)?.n ?? 0;
  return {
    total,
    rows: selectRows(connection, 'premises', `WHERE ${condition} ORDER BY fid LIMIT ? OFFSET ?`, ...values, limit, offset),
  };
}
