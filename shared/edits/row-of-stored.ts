import { entityOf, type RowIn, type TableName } from '../model/index.ts';

/** The row a change puts from a row as read: its entity's fields without the handle (`fid`) and revision. */
export function rowOfStored<T extends TableName>(table: T, stored: Record<string, unknown> & { id: string }): RowIn<T> {
  const row: Record<string, unknown> = { id: stored.id, geom: stored.geom ?? null };
  for (const field of Object.keys(entityOf(table).fields)) row[field] = stored[field];
  return row as RowIn<T>;
}
