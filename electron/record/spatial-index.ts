import { readEnvelope } from '../../shared/geo/wkb.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { type Image, layoutOf, type SqlValue, sameValue } from './table-layout.ts';

/** Rows of one table from which its triggers, at some 25 µs a row, are set aside for direct writes at 5 µs. */
const BULK_FROM_ROWS = 1000;

/**
 * Keeps the R-trees through one transaction. The GeoPackage triggers do it for a few rows; a table that many rows of are
 * written loses its triggers until `restore`, in the same transaction, and its index is written here.
 */
export interface SpatialIndexer {
  /** To be called after each row written. */
  wrote(table: TableName, fid: number, before: Image | null, after: Image | null): void;
  /** Puts the triggers back. Must come before the commit. */
  restore(): void;
}

/** `trial`: the transaction will be rolled back, so that the indexes need no writing at all. */
export function createSpatialIndexer(connection: Connection, { trial }: { trial: boolean } = { trial: false }): SpatialIndexer {
  const written = new Map<TableName, number>();
  const setAside = new Map<TableName, string[]>();
  return {
    wrote: (table, fid, before, after) => {
      const place = layoutOf(table).indexOf.get('geom');
      if (place === undefined) return;
      if (setAside.has(table)) {
        if (!trial) writeIndex(connection, table, fid, before?.[place] ?? null, after?.[place] ?? null);
        return;
      }
      const rows = (written.get(table) ?? 0) + 1;
      written.set(table, rows);
      if (trial || rows === BULK_FROM_ROWS) setAside.set(table, dropTriggers(connection, table));
    },
    restore: () => {
      for (const triggers of setAside.values()) for (const sql of triggers) connection.exec(sql);
      setAside.clear();
    },
  };
}

function writeIndex(connection: Connection, table: TableName, fid: number, before: SqlValue, after: SqlValue): void {
  if (sameValue(before, after)) return;
  const envelope = after === null ? null : readEnvelope(after as Uint8Array);
  if (envelope === null) {
    connection.run(`DELETE FROM rtree_${table}_geom WHERE id = ?`, fid);
    return;
  }
  const [minX, minY, maxX, maxY] = envelope;
  connection.run(`INSERT OR REPLACE INTO rtree_${table}_geom VALUES (?, ?, ?, ?, ?)`, fid, minX, maxX, minY, maxY);
}

function dropTriggers(connection: Connection, table: TableName): string[] {
  const triggers = connection.all<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE 'rtree_%'",
    table,
  );
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
  return triggers.map(({ sql }) => sql);
}
