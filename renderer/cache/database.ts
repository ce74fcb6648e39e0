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

/** Opens (lazily) the cache of a workspace: one database per workspace id. */
export function openCache(workspaceId: string): CacheDatabase {
  const database = new Dexie(`workspace-${workspaceId}`) as CacheDatabase;
  database.version(1).stores({ columnSets: 'set', views: 'key' });
  return database;
}
