import type { StatementSync } from 'node:sqlite';
import { registerGeometryFunctions } from './geopackage-rtree.ts';
import { openSqlite, type SqliteDatabase, type SqliteDriver } from './sqlite.ts';
import type { SqlValue } from './table-layout.ts';

type Parameter = SqlValue;

/** One connection to a workspace, with its prepared statements kept by their text. */
export interface Connection {
  readonly database: SqliteDatabase;
  /** First row as an object, or undefined. */
  get<T = Record<string, SqlValue>>(sql: string, ...parameters: Parameter[]): T | undefined;
  all<T = Record<string, SqlValue>>(sql: string, ...parameters: Parameter[]): T[];
  /** First row as values in select order, or undefined. */
  getValues(sql: string, ...parameters: Parameter[]): SqlValue[] | undefined;
  allValues(sql: string, ...parameters: Parameter[]): SqlValue[][];
  run(sql: string, ...parameters: Parameter[]): { changes: number; lastInsertRowid: number };
  exec(sql: string): void;
  close(): void;
}

/** The one connection that writes: WAL, an fsync at every commit. */
export function openWriter(path: string, driver?: SqliteDriver): Connection {
  const database = openSqlite(path, { readOnly: false, driver });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY',
  );
  return connectionTo(database);
}

/** A connection that only reads, and only what is committed. */
export function openReader(path: string, driver?: SqliteDriver): Connection {
  const database = openSqlite(path, { readOnly: true, driver });
  database.exec('PRAGMA query_only = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY');
  return connectionTo(database);
}

/** Wraps an open database: geometry functions registered, statements prepared once. */
export function connectionTo(database: SqliteDatabase): Connection {
  registerGeometryFunctions(database);
  const kept = {
    objects: new Map<string, StatementSync>(),
    arrays: new Map<string, StatementSync>(),
    writes: new Map<string, StatementSync>(),
  };
  const prepare = (sql: string, as: keyof typeof kept): StatementSync => {
    let statement = kept[as].get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (as === 'arrays') statement.setReturnArrays(true);
      // FTS5 leaves row ids of its own beyond 2^53 as the last inserted one, which a driver may refuse to put into a number.
      if (as === 'writes') statement.setReadBigInts(true);
      kept[as].set(sql, statement);
    }
    return statement;
  };
  return {
    database,
    get: <T>(sql: string, ...parameters: Parameter[]) => prepare(sql, 'objects').get(...parameters) as T | undefined,
    all: <T>(sql: string, ...parameters: Parameter[]) => prepare(sql, 'objects').all(...parameters) as T[],
    getValues: (sql, ...parameters) => prepare(sql, 'arrays').get(...parameters) as SqlValue[] | undefined,
    allValues: (sql, ...parameters) => prepare(sql, 'arrays').all(...parameters) as unknown as SqlValue[][],
    run: (sql, ...parameters) => {
      const { changes, lastInsertRowid } = prepare(sql, 'writes').run(...parameters);
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    },
    exec: (sql) => database.exec(sql),
    close: () => {
      for (const statements of Object.values(kept)) statements.clear();
      database.close();
    },
  };
}
