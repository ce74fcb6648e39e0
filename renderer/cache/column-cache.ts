import { type ColumnArray, type ColumnSetName, columnSets } from '../../shared/ipc/data-plane.ts';
import { openCache } from './database.ts';

export interface KeptColumns {
  count: number;
  columns: Record<string, ColumnArray>;
}
/** What the analysis worker asks of a cache. */
export interface ColumnCache {
  /** The set as it was at exactly this revision, or null. */
  read(workspaceId: string, set: ColumnSetName, rev: number): Promise<KeptColumns | null>;
  write(workspaceId: string, set: ColumnSetName, rev: number, kept: KeptColumns): Promise<void>;
}

/**
 * Columns kept in IndexedDB. Whatever is wrong with it (absent, blocked, full, damaged, another layout) reads as "nothing
 * kept": the record is asked instead.
 */
export const columnCache: ColumnCache = {
  async read(workspaceId, set, rev) {
    return withCache(workspaceId, null, async (database) => {
      const found = await database.columnSets.get(set);
      if (found === undefined || found.rev !== rev || found.layout !== layoutOf(set) || !wellFormed(set, found)) return null;
      return { count: found.count, columns: found.columns };
    });
  },
  async write(workspaceId, set, rev, kept) {
    await withCache(workspaceId, undefined, async (database) => {
      await database.columnSets.put({ set, rev, layout: layoutOf(set), count: kept.count, columns: kept.columns });
    });
  },
};

const layoutOf = (set: ColumnSetName): string => JSON.stringify(columnSets[set]);

function wellFormed(set: ColumnSetName, found: KeptColumns): boolean {
  return Object.keys(columnSets[set]).every((name) => found.columns[name]?.length === found.count);
}

async function withCache<T>(workspaceId: string, otherwise: T, work: (database: ReturnType<typeof openCache>) => Promise<T>): Promise<T> {
  const database = openCache(workspaceId);
  try {
    return await work(database);
  } catch {
    return otherwise;
  } finally {
    database.close();
  }
}
