import { createHash } from 'node:crypto';
import { tableNames } from '../../../shared/model/index.ts';
import { type Connection, openReader } from '../connection.ts';
import { layoutOf } from '../table-layout.ts';

/** Hash of every row of every table, whatever revision wrote it: equal hashes, equal content. */
export const contentHash = (path: string): string => hashOf(path, () => {});

/**
 * Hash of all that a workspace is besides its past: its rows, name and sample flag, what the record keeps of them (spatial
 * and search indexes) and what other programs read first (extents).
 */
export const stateHash = (path: string): string =>
  hashOf(path, (connection, update) => {
    update(connection.allValues('SELECT workspace_id, name, sample FROM workspace_meta'));
    update(connection.allValues('SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents ORDER BY table_name'));
    update(connection.allValues('SELECT rowid FROM search_index ORDER BY rowid'));
    for (const [name] of connection.allValues("SELECT name FROM sqlite_master WHERE name LIKE 'rtree_%_geom' ORDER BY name")) {
      update(connection.allValues(`SELECT * FROM ${name} ORDER BY id`));
    }
  });

function hashOf(path: string, more: (connection: Connection, update: (part: unknown) => void) => void): string {
  const connection = openReader(path);
  const hash = createHash('sha256');
  try {
    more(connection, (part) => hash.update(JSON.stringify(part)));
    for (const table of tableNames) {
      for (const [fid, id, _rev, ...values] of connection.allValues(`SELECT ${layoutOf(table).selectList} FROM ${table} ORDER BY fid`)) {
        hash.update(
          JSON.stringify([
            table,
            fid,
            id,
            values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)),
          ]),
        );
      }
    }
  } finally {
    connection.close();
  }
  return hash.digest('hex');
}
