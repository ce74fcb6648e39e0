import type { PastPage } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { currentRev, decodeChunk, inflateChunk, readEntry } from '../change-log.ts';
import { type Connection, openReader } from '../connection.ts';
import { layoutOf, quoted, rowOfSelected } from '../table-layout.ts';
import { createWorkQueue } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The workspace as it stood at one revision, read-only. The rows of a table that changed since are kept as they were in a temporary table
 * of a connection of its own (SQLite spills it to disk when it grows), filled at the first page of that table by the
 * before-images of the later revisions; all other rows are read where they stand.
 */
export interface PastState {
  readonly rev: number;
  page(table: TableName, afterFid: number, limit: number): Promise<PastPage>;
  close(): void;
}

export function openPastState(workspace: Workspace, rev: number, breathe: () => Promise<void>): PastState {
  const connection = openReader(workspace.path, workspace.driver);
  connection.exec('PRAGMA query_only = OFF; PRAGMA temp_store = FILE');
  const collectedTo = new Map<TableName, number>();
  const pages = createWorkQueue();
  let closed = false;

  /** Brings the temporary table up to a revision: the earliest image after `rev` is how the row stood then. */
  async function collect(table: TableName, to: number): Promise<void> {
    const from = collectedTo.get(table) ?? rev;
    if (!collectedTo.has(table)) connection.exec(createSql(table));
    const insert = insertSql(table);
    const chunks = connection.allValues(
      'SELECT rev, seq FROM change_chunk WHERE table_name = ? AND rev > ? AND rev <= ? ORDER BY rev, seq',
      table,
      from,
      to,
    );
    for (const [chunkRev, seq] of chunks) {
      const [blob] =
        connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', chunkRev as number, seq as number) ?? [];
      connection.exec('BEGIN');
      for (const { fid, id, before } of decodeChunk(layoutOf(table), inflateChunk(blob as Uint8Array))) {
        connection.run(insert, fid, before === null ? null : id, ...(before ?? layoutOf(table).columns.map(() => null)));
      }
      connection.exec('COMMIT');
      await breathe();
      if (closed) return;
    }
    collectedTo.set(table, to);
  }

  return {
    rev,
    page: (table, afterFid, limit) =>
      pages.run(async () => {
        for (;;) {
          if (closed) return { rev, at: null, total: 0, rows: [] };
          connection.exec('BEGIN');
          const newest = currentRev(connection);
          if (collectedTo.get(table) === newest) break;
          connection.exec('COMMIT');
          await collect(table, newest);
        }
        try {
          return readPage(connection, rev, table, afterFid, limit);
        } finally {
          connection.exec('COMMIT');
        }
      }),
    close: () => {
      closed = true;
      connection.close();
    },
  };
}

/** The newest revision committed at or before an instant; 0 when there was none yet. Clocks set back are taken as they were. */
export const revAt = (connection: Connection, at: string): number =>
  connection.get<{ rev: number | null }>('SELECT max(rev) AS rev FROM change_log WHERE at <= ?', new Date(at).toISOString())?.rev ?? 0;

const pastTable = (table: TableName): string => `temp.past_${table}`;
const createSql = (table: TableName): string =>
  `CREATE TABLE ${pastTable(table)} (fid INTEGER PRIMARY KEY, id TEXT, ${layoutOf(table)
    .columns.map(({ name }) => quoted(name))
    .join(', ')})`;
const insertSql = (table: TableName): string =>
  `INSERT OR IGNORE INTO ${pastTable(table)} VALUES (?, ?, ${layoutOf(table)
    .columns.map(() => '?')
    .join(', ')})`;

function readPage(connection: Connection, rev: number, table: TableName, afterFid: number, limit: number): PastPage {
  const layout = layoutOf(table);
  const past = pastTable(table);
  const selected = connection.allValues(
    `SELECT ${layout.selectList} FROM main.${table} WHERE fid > ?1 AND fid NOT IN (SELECT fid FROM ${past})
     UNION ALL SELECT ${layout.selectList} FROM ${past} WHERE fid > ?1 AND id IS NOT NULL ORDER BY fid LIMIT ?2`,
    afterFid,
    limit,
  );
  const total = connection.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM main.${table}) + (SELECT count(*) FROM ${past} WHERE id IS NOT NULL)
      - (SELECT count(*) FROM ${past} AS past WHERE EXISTS (SELECT 1 FROM main.${table} AS now WHERE now.fid = past.fid)) AS n`,
  )?.n;
  return {
    rev,
    at: readEntry(connection, rev)?.at ?? null,
    total: total ?? 0,
    rows: selected.map((values) => rowOfSelected(layout, values)),
  };
}
