import type { ColumnSetName } from '../../../shared/ipc/data-plane.ts';
import type { PastPage } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { currentRev, decodeChunk, inflateChunk, readEntry } from '../change-log.ts';
import { type ColumnChunk, columnChunks } from '../columns.ts';
import { type Connection, openReader } from '../connection.ts';
import { layoutOf, quoted, rowOfSelected } from '../table-layout.ts';
import { createWorkQueue, type WorkQueue } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { CHAIN_START } from './log-chain.ts';

/**
 * The workspace as it stood at one revision, read-only. The rows of a table that changed since are kept as they were in a temporary table
 * of a connection of its own (SQLite spills it to disk when it grows), filled at the first reading of that table by the
 * before-images of the later revisions; all other rows are read where they stand. A temporary view of the table's name brings both
 * together, so that SQL written for the present reads the past on this connection.
 */
export interface PastState {
  readonly rev: number;
  page(table: TableName, afterFid: number, limit: number): Promise<PastPage>;
  /** Reads tables as they stood; `work` is given the connection within one snapshot. Null when closed meanwhile. */
  read<T>(tables: readonly TableName[], work: (connection: Connection) => T): Promise<T | null>;
  /** Chunks of a column set as it stood; ends early when closed. */
  columns(set: ColumnSetName, chunkRows: number): AsyncGenerator<ColumnChunk>;
  /**
   * Does the work of the first reading of these tables; those of `whole` are copied entirely, which makes reading all of their rows as fast
   * as in the present. False when cancelled on the way, or closed.
   */
  prepare(
    tables: { read: readonly TableName[]; whole: readonly TableName[] },
    job: { onStep(done: number, total: number): void; cancelled(): boolean },
  ): Promise<boolean>;
  close(): void;
}

/** What the column sets are made of. */
const columnTables: Record<ColumnSetName, readonly TableName[]> = {
  premises: ['premises', 'hazard'],
  hazards: ['hazard', 'premises'],
  inspections: ['inspection', 'premises'],
  stations: ['station'],
  facilities: ['facility'],
};

export function openPastState(workspace: Pick<Workspace, 'address' | 'driver'>, rev: number, breathe: () => Promise<void>): PastState {
  const connection = openReader(workspace.address, workspace.driver);
  connection.exec('PRAGMA query_only = OFF; PRAGMA temp_store = FILE');
  const collectedTo = new Map<TableName, number>();
  /** Tables copied entirely: what is committed later does not concern them. */
  const copied = new Set<TableName>();
  const turns = createWorkQueue();
  let closed = false;

  /** Brings the temporary table up to a revision: the earliest image after `rev` is how the row stood then. False when told to stop. */
  async function collect(table: TableName, to: number, goOn: () => boolean): Promise<boolean> {
    const from = collectedTo.get(table) ?? rev;
    if (!collectedTo.has(table)) connection.exec(createSql(table));
    const insert = insertSql(table);
    for (const [chunkRev, seq] of connection.allValues(`SELECT rev, seq ${laterChunks} ORDER BY rev, seq`, table, from, to)) {
      const [blob] =
        connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', chunkRev as number, seq as number) ?? [];
      connection.exec('BEGIN');
      for (const { fid, id, before } of decodeChunk(layoutOf(table), inflateChunk(blob as Uint8Array))) {
        connection.run(insert, fid, before === null ? null : id, ...(before ?? layoutOf(table).columns.map(() => null)));
      }
      connection.exec('COMMIT');
      await breathe();
      if (closed || !goOn()) return false;
    }
    collectedTo.set(table, to);
    return true;
  }

  /** Begins a snapshot in which all these tables are collected to its newest revision. False when closed. */
  async function begin(tables: readonly TableName[]): Promise<boolean> {
    for (;;) {
      if (closed) return false;
      connection.exec('BEGIN');
      const newest = currentRev(connection);
      const behind = tables.find((table) => !copied.has(table) && collectedTo.get(table) !== newest);
      if (behind === undefined) return true;
      connection.exec('COMMIT');
      await collect(behind, newest, () => true);
    }
  }

  /** Copies a table as it stood, a stretch at a time. False when told to stop. */
  async function copy(table: TableName, goOn: () => boolean): Promise<boolean> {
    const { selectList } = layoutOf(table);
    connection.exec(`DROP TABLE IF EXISTS temp.whole_${table}; CREATE TABLE temp.whole_${table} (${columnsOf(table)})`);
    const stretch = `INSERT INTO temp.whole_${table} SELECT ${selectList} FROM temp.${table} WHERE fid > ? ORDER BY fid LIMIT ${COPY_ROWS}`;
    for (let fid = 0, rows = COPY_ROWS; rows === COPY_ROWS; ) {
      if (!(await begin([table]))) return false;
      rows = connection.run(stretch, fid).changes;
      fid = connection.get<{ fid: number | null }>(`SELECT max(fid) AS fid FROM temp.whole_${table}`)?.fid ?? 0;
      connection.exec('COMMIT');
      await breathe();
      if (closed || !goOn()) return false;
    }
    connection.exec(`CREATE INDEX temp.whole_${table}_id ON whole_${table} (id); DROP VIEW temp.${table};
      CREATE TEMP VIEW ${table} AS SELECT ${selectList} FROM temp.whole_${table}`);
    if (table === 'hazard') connection.exec('CREATE INDEX temp.whole_hazard_premises ON whole_hazard (premises_id)');
    copied.add(table);
    return true;
  }

  const read = <T>(tables: readonly TableName[], work: (connection: Connection) => T): Promise<T | null> =>
    turns.run(async () => {
      if (!(await begin(tables))) return null;
      try {
        return work(connection);
      } finally {
        connection.exec('COMMIT');
      }
    });

  return {
    rev,
    read,
    page: async (table, afterFid, limit) =>
      (await read([table], () => readPage(connection, rev, table, afterFid, limit))) ?? { rev, at: null, total: 0, rows: [] },
    async *columns(set, chunkRows) {
      const end = await takeTurn(turns);
      try {
        if (!(await begin(columnTables[set]))) return;
        const { hash } = connection.get<{ hash: string }>('SELECT hash FROM change_log WHERE rev = ?', rev) ?? { hash: CHAIN_START };
        for (const chunk of columnChunks(connection, set, chunkRows, { rev, head: hash })) {
          yield chunk;
          if (closed) return;
        }
      } finally {
        if (!closed && connection.database.isTransaction) connection.exec('COMMIT');
        end();
      }
    },
    prepare: ({ read: tables, whole }, { onStep, cancelled }) =>
      turns.run(async () => {
        const newest = currentRev(connection);
        const rowsOf = (table: TableName) => connection.get<{ n: number }>(`SELECT count(*) AS n FROM main.${table}`)?.n ?? 0;
        const total =
          tables.reduce((sum, table) => sum + countLaterChunks(connection, table, rev, newest), 0) +
          whole.reduce((sum, table) => sum + Math.ceil(rowsOf(table) / COPY_ROWS), 0);
        let steps = 0;
        const goOn = () => {
          onStep(Math.min(++steps, total), total);
          return !cancelled();
        };
        for (const table of tables) if (!copied.has(table) && !(await collect(table, newest, goOn))) return false;
        for (const table of whole) if (!copied.has(table) && !(await copy(table, goOn))) return false;
        return !cancelled();
      }),
    close: () => {
      closed = true;
      connection.close();
    },
  };
}

/** Waits for a turn of the queue and keeps it until the answer is called. */
const takeTurn = (turns: WorkQueue): Promise<() => void> =>
  new Promise((begin) => {
    void turns.run(() => new Promise<void>(begin));
  });

/** The newest revision committed at or before an instant; 0 when there was none yet. Clocks set back are taken as they were. */
export const revAt = (connection: Connection, at: string): number =>
  connection.get<{ rev: number | null }>('SELECT max(rev) AS rev FROM change_log WHERE at <= ?', new Date(at).toISOString())?.rev ?? 0;

const COPY_ROWS = 5000;
const columnsOf = (table: TableName): string =>
  ['fid INTEGER PRIMARY KEY', 'id TEXT', ...layoutOf(table).columns.map(({ name }) => quoted(name))].join(', ');
/** The rows of a table changed since, as they were; those that were not there have no id. */
export const pastTable = (table: TableName): string => `temp.past_${table}`;
const createSql = (table: TableName): string => `
  CREATE TABLE IF NOT EXISTS ${pastTable(table)} (${columnsOf(table)});
  CREATE INDEX IF NOT EXISTS ${pastTable(table)}_id ON past_${table} (id);
  CREATE TEMP VIEW IF NOT EXISTS ${table} AS
    SELECT ${layoutOf(table).selectList} FROM main.${table} WHERE fid NOT IN (SELECT fid FROM ${pastTable(table)})
    UNION ALL SELECT ${layoutOf(table).selectList} FROM ${pastTable(table)} WHERE id IS NOT NULL`;
const laterChunks = 'FROM change_chunk WHERE table_name = ? AND rev > ? AND rev <= ?';
const countLaterChunks = (connection: Connection, table: TableName, from: number, to: number): number =>
  connection.get<{ n: number }>(`SELECT count(*) AS n ${laterChunks}`, table, from, to)?.n ?? 0;
const insertSql = (table: TableName): string =>
  `INSERT OR IGNORE INTO ${pastTable(table)} VALUES (?, ?, ${layoutOf(table)
    .columns.map(() => '?')
    .join(', ')})`;

function readPage(connection: Connection, rev: number, table: TableName, afterFid: number, limit: number): PastPage {
  const layout = layoutOf(table);
  const selected = connection.allValues(
    `SELECT ${layout.selectList} FROM temp.${table} WHERE fid > ?1 ORDER BY fid LIMIT ?2`,
    afterFid,
    limit,
  );
  const total = connection.get<{ n: number }>(`SELECT count(*) AS n FROM temp.${table}`)?.n;
  return {
    rev,
    at: readEntry(connection, rev)?.at ?? null,
    total: total ?? 0,
    rows: selected.map((values) => rowOfSelected(layout, values)),
  };
}
