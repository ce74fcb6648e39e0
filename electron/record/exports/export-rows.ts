import type { StoredRow } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { pageOfRows, rowsByFid } from '../read-rows.ts';

const pageRows = 500;

/** How many rows an export has: all of a table, or those of the given handles that are still there. */
export function countExported(connection: Connection, table: TableName, fids: readonly number[] | null): number {
  const count =
    fids === null
      ? connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)
      : connection.get<{ n: number }>(
          `SELECT count(*) AS n FROM ${table} WHERE fid IN (SELECT value FROM json_each(?))`,
          JSON.stringify(fids),
        );
  return count?.n ?? 0;
}

/**
 * One pass over the rows of an export in the order of their handles, page by page, with the names of the premises and zones they belong to.
 * `between` is awaited before every page.
 */
export async function* exportedRows(
  connection: Connection,
  table: TableName,
  fids: readonly number[] | null,
  between: (rows: number) => Promise<void>,
): AsyncGenerator<StoredRow[], void, void> {
  const chosen = fids?.toSorted((a, b) => a - b) ?? null;
  let afterFid = 0;
  for (let start = 0; ; start += pageRows) {
    if (chosen !== null && start >= chosen.length) return;
    const rows =
      chosen === null
        ? pageOfRows(connection, table, afterFid, pageRows)
        : rowsByFid(connection, table, chosen.slice(start, start + pageRows));
    if (chosen === null && rows.length === 0) return;
    afterFid = rows.at(-1)?.fid ?? afterFid;
    await between(rows.length);
    yield rows.map((row) => withNames(connection, row));
  }
}

function withNames(connection: Connection, row: StoredRow): StoredRow {
  const named = { ...row };
  if (typeof row.premisesId === 'string') {
    const [name, address] = connection.getValues('SELECT name, address FROM premises WHERE id = ?', row.premisesId) ?? [];
    Object.assign(named, { premisesName: name ?? null, premisesAddress: address ?? null });
  }
  if (typeof row.zoneId === 'string') named.zoneName = connection.getValues('SELECT name FROM zone WHERE id = ?', row.zoneId)?.[0] ?? null;
  return named;
}
