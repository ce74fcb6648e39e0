import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/** The drivers that speak the `node:sqlite` API. Runtimes from Node 22.13 have their own; older ones take the drop-in. */
export const sqliteDrivers = ['node:sqlite', '@photostructure/sqlite'] as const;
export type SqliteDriver = (typeof sqliteDrivers)[number];
export type SqliteDatabase = DatabaseSync;

/** How long to wait for another program's lock. The wait blocks the whole process, reads included. */
const BUSY_WAIT_MS = 1000;

const requireHere = createRequire(import.meta.url);

/** Whether this runtime has the driver. */
export function hasSqliteDriver(driver: SqliteDriver): boolean {
  try {
    loadDriver(driver);
    return true;
  } catch {
    return false;
  }
}

/** The driver used unless told otherwise: the runtime's own where present. */
export const preferredSqliteDriver = (): SqliteDriver => (hasSqliteDriver('node:sqlite') ? 'node:sqlite' : '@photostructure/sqlite');

/** Opens a database file. Throws the driver's error, whose `errcode` is SQLite's result code. */
export function openSqlite(path: string, options: { readOnly: boolean; driver?: SqliteDriver | undefined }): SqliteDatabase {
  const { DatabaseSync: Database } = loadDriver(options.driver ?? preferredSqliteDriver());
  return new Database(path, { readOnly: options.readOnly, enableForeignKeyConstraints: false, timeout: BUSY_WAIT_MS });
}

/** What to open a file by that nobody changes: SQLite puts no file of its own beside it, and takes no lock. */
export function immutableAddress(path: string): string {
  return `${pathToFileURL(path).href.replace(/^file:\/\/(?=[^/])/, 'file:////')}?immutable=1`;
}

function loadDriver(driver: SqliteDriver): { DatabaseSync: typeof DatabaseSync } {
  return requireHere(driver) as { DatabaseSync: typeof DatabaseSync };
}
