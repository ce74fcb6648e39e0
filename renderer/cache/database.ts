import Dexie, { type EntityTable } from 'dexie';
import type { ColumnArray } from '../../shared/ipc/index.ts';

/** One set of columns as one row: a few large typed arrays instead of a row per premises. */
export interface CachedColumns {
  set: string;
  /** Revision of the record the columns were read at. */
  rev: number;
  /** Hash of its change log there. */
  head: string;
  /** Names and types of the columns; another layout makes the entry worthless. */
  layout: string;
  count: number;
  /** Over all bytes of all columns: a disk that changed one is found out. */
  checksum: number;
  columns: Record<string, ColumnArray>;
}
export interface CachedView {
  key: string;
  value: unknown;
}
/** What a window keeps at hand of one workspace. Deleting it loses nothing: all of it is read again from the record. */
export type CacheDatabase = Dexie & {
  columnSets: EntityTable<CachedColumns, 'set'>;
  views: EntityTable<CachedView, 'key'>;
};

const nameOf = (workspaceId: string): string => `workspace-${workspaceId}`;

/** Opens (lazily) the cache of a workspace: one database per workspace id. */
export function openCache(workspaceId: string): CacheDatabase {
  const database = new Dexie(nameOf(workspaceId)) as CacheDatabase;
  database.version(1).stores({ columnSets: 'set', views: 'key' });
  return database;
}

/**
 * Works with the cache of a workspace; answers `otherwise` when anything is wrong with it (blocked, full, damaged, of a newer version). To
 * read, what is not there is not made: that would hold up whoever asks the record next.
 */
export async function withCache<T>(
  workspaceId: string,
  { make, otherwise }: { make: boolean; otherwise: T },
  work: (database: CacheDatabase) => Promise<T>,
): Promise<T> {
  if (!make && !(await isThere(workspaceId))) return otherwise;
  const database = openCache(workspaceId);
  try {
    return await work(database);
  } catch {
    return otherwise;
  } finally {
    database.close();
  }
}

async function isThere(workspaceId: string): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === nameOf(workspaceId));
  } catch {
    return false;
  }
}
