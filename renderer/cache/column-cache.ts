import { columnMakers } from '../../shared/ipc/allocate-columns.ts';
import { type ColumnArray, type ColumnSetName, type ColumnsVersion, type ColumnType, columnSets } from '../../shared/ipc/data-plane.ts';
import { type CachedColumns, withCache } from './database.ts';

export interface KeptColumns {
  count: number;
  columns: Record<string, ColumnArray>;
}
/** What the analysis worker asks of a cache. */
export interface ColumnCache {
  /** The set as it was at exactly this state of the record, or null. */
  read(workspaceId: string, set: ColumnSetName, version: ColumnsVersion): Promise<KeptColumns | null>;
  write(workspaceId: string, set: ColumnSetName, version: ColumnsVersion, kept: KeptColumns): Promise<void>;
}

/**
 * Columns kept in IndexedDB. Whatever is wrong with it (absent, blocked, full, damaged, behind, ahead, of another history or layout) reads
 * as "nothing kept": the record is asked instead.
 */
export const columnCache: ColumnCache = {
  async read(workspaceId, set, { rev, head }) {
    return withCache<KeptColumns | null>(workspaceId, { make: false, otherwise: null }, async (database) => {
      const found = await database.columnSets.get(set);
      if (found === undefined || found.rev !== rev || found.head !== head || found.layout !== layoutOf(set)) return null;
      return isWhole(set, found) ? { count: found.count, columns: found.columns } : null;
    });
  },
  async write(workspaceId, set, { rev, head }, { count, columns }) {
    await withCache(workspaceId, { make: true, otherwise: undefined }, async (database) => {
      await database.columnSets.put({ set, rev, head, layout: layoutOf(set), count, checksum: checksumOf(set, columns), columns });
    });
  },
};

const layoutOf = (set: ColumnSetName): string => JSON.stringify(columnSets[set]);

/** Every column is there, of its type and length, with the bytes that were written. */
function isWhole(set: ColumnSetName, { count, columns, checksum }: CachedColumns): boolean {
  const kinds: [string, ColumnType][] = Object.entries(columnSets[set]);
  const shaped = kinds.every(([name, kind]) => columns[name] instanceof columnMakers[kind] && columns[name].length === count);
  return shaped && checksumOf(set, columns) === checksum;
}

/** FNV-1a (Fowler, Noll, Vo) over 32-bit words, and over the bytes that are left, of all columns in their order. */
function checksumOf(set: ColumnSetName, columns: Record<string, ColumnArray>): number {
  let hash = 0x811c9dc5;
  for (const name of Object.keys(columnSets[set])) {
    const { buffer, byteOffset, byteLength } = columns[name] as ColumnArray;
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    const words =
      byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, byteLength >> 2) : new Uint32Array(bytes.slice(0, byteLength & ~3).buffer);
    for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
    for (let at = byteLength & ~3; at < byteLength; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  }
  return hash >>> 0;
}
