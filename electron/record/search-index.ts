import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { indexTerms } from './search-terms.ts';
import { type Image, layoutOf, sameValue } from './table-layout.ts';

/** What can be found, most looked-for first, and by which fields besides the name. The number is part of the stored row id. */
export const searchable = {
  premises: { number: 1, other: ['address', 'code'] },
  station: { number: 2, other: ['address'] },
  zone: { number: 3, other: [] },
  facility: { number: 4, other: [] },
  place: { number: 5, other: [] },
  road: { number: 6, other: [] },
  admin_area: { number: 7, other: [] },
} as const satisfies { [T in TableName]?: { number: number; other: readonly string[] } };
export type SearchableTable = keyof typeof searchable;

const TABLES_PER_FID = 16;
export const searchRowId = (table: SearchableTable, fid: number): number => fid * TABLES_PER_FID + searchable[table].number;
export function searchedRow(rowId: number): { table: SearchableTable; fid: number } {
  const number = rowId % TABLES_PER_FID;
  const table = (Object.keys(searchable) as SearchableTable[]).find((each) => searchable[each].number === number) as SearchableTable;
  return { table, fid: Math.floor(rowId / TABLES_PER_FID) };
}
export const isSearchable = (table: TableName): table is SearchableTable => table in searchable;

/** Brings the search index in step with one written row, in the transaction that writes it. */
export function indexForSearch(connection: Connection, table: TableName, fid: number, before: Image | null, after: Image | null): void {
  if (!isSearchable(table)) return;
  const fields = ['name', ...searchable[table].other];
  const layout = layoutOf(table);
  const places = fields.map((field) => layout.indexOf.get(field) as number);
  if (before !== null && after !== null && places.every((place) => sameValue(before[place] ?? null, after[place] ?? null))) return;
  const rowId = searchRowId(table, fid);
  if (before !== null) connection.run('DELETE FROM search_index WHERE rowid = ?', rowId);
  if (after === null) return;
  const [name, ...other] = places.map((place) => after[place] as string | null);
  const nameTerms = indexTerms(name ?? null, true);
  const otherTerms = other
    .map((text) => indexTerms(text, false))
    .join(' ')
    .trim();
  if (nameTerms === '' && otherTerms === '') return;
  connection.run('INSERT INTO search_index (rowid, name, other) VALUES (?, ?, ?)', rowId, nameTerms, otherTerms);
}
