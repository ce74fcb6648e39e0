import { createHash } from 'node:crypto';
import { tableNames } from '../../../shared/model/index.ts';
import { openReader } from '../connection.ts';
import { layoutOf } from '../table-layout.ts';

/** Hash of every row of every table, whatever revision wrote it: equal hashes, equal content. */
export function contentHash(path: string): string {
  const connection = openReader(path);
  const hash = createHash('sha256');
  try {
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
