import { tableNames } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { layoutOf, quoted, type SqlValue } from '../table-layout.ts';

/** Everything a workspace holds that a migration must keep, as plain text: its name, its changes and every row of every table. */
export interface GoldenExport {
  workspaceId: string;
  name: string;
  changes: Record<string, SqlValue>[];
  tables: { [table: string]: Record<string, SqlValue>[] };
}

/** Reads it straight from the tables, of any schema. Geometry is hexadecimal text; columns a later schema adds and leaves empty are left out. */
export function goldenExport(connection: Connection): GoldenExport {
  const meta = connection.get<{ workspace_id: string; name: string }>('SELECT workspace_id, name FROM workspace_meta');
  const tables: GoldenExport['tables'] = {};
  for (const table of tableNames) {
    const known = new Set(connection.allValues('SELECT name FROM pragma_table_info(?)', table).map(([name]) => name));
    if (known.size === 0) continue;
    const columns = ['fid', 'id', ...layoutOf(table).columns.map(({ name }) => name)].filter((name) => known.has(name));
    const rows = connection.all(`SELECT ${columns.map(quoted).join(', ')} FROM ${table} ORDER BY fid`);
    if (rows.length > 0) tables[table] = rows.map(plainRow);
  }
  return {
    workspaceId: meta?.workspace_id ?? '',
    name: meta?.name ?? '',
    changes: connection
      .all('SELECT rev, at, actor, kind, note, tables, undo_of, undone_by, import_batch_id FROM change_log ORDER BY rev')
      .map((row) => ({ ...row })),
    tables,
  };
}

const plainRow = (row: Record<string, SqlValue>): Record<string, SqlValue> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value]),
  );
