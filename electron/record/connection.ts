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
  const objects = new Map<string, StatementSync>();
  const arrays = new Map<string, StatementSync>();
  const prepare = (sql: string, asArrays: boolean): StatementSync => {
    const kept = asArrays ? arrays : objects;
    let statement = kept.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (asArrays) statement.setReturnArrays(true);
      kept.set(sql, statement);
    }
    return statement;
  };
  return {
    database,
    get: <T>(sql: string, ...parameters: Parameter[]) => prepare(sql, false).get(...parameters) as T | undefined,
    all: <T>(sql: string, ...parameters: Parameter[]) => prepare(sql, false).all(...parameters) as T[],
    getValues: (sql, ...parameters) => prepare(sql, true).get(...parameters) as SqlValue[] | undefined,
    allValues: (sql, ...parameters) => prepare(sql, true).all(...parameters) as unknown as SqlValue[][],
    run: (sql, ...parameters) => {
      const { changes, lastInsertRowid } = prepare(sql, false).run(...parameters);
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    },
    exec: (sql) => database.exec(sql),
    close: () => {
      objects.clear();
      arrays.clear();
      database.close();
    },
  };
}
