import { hash } from 'node:crypto';
import type { TableName } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { imageText, layoutOf, type SqlValue } from '../table-layout.ts';

/**
 * A digest of a table's rows as a set: the SHA-256 of each row's text, cut to four 32-bit lanes, summed lane by lane modulo 2^32
 * (an additive multiset hash: Clarke et al., "Incremental multiset hash functions", ASIACRYPT 2003). Whatever order rows come in, equal rows give
 * equal digests; a commit adds and takes away only the rows it writes, at some 3 µs each.
 */
export type Digest = Uint32Array;

const LANES = 4;

export const emptyDigest = (): Digest => new Uint32Array(LANES);
export const sameDigest = (one: Digest, other: Digest): boolean => one.every((lane, index) => lane === other[index]);

/** The text of a row that its hash is made of. */
export const rowText = (fid: number, id: string, image: string): string => `[${fid},${JSON.stringify(id)},${image}]`;

/** Adds a row's text to a digest, or takes it away. */
export function shiftDigest(digest: Digest, text: string, sign: 1 | -1): void {
  const bytes = hash('sha256', text, 'buffer');
  for (let lane = 0; lane < LANES; lane++) digest[lane] = (digest[lane] as number) + sign * bytes.readUInt32LE(lane * 4);
}

/** Adds one digest to another (`sign` 1) or takes it away. */
export function combineDigest(digest: Digest, other: Digest, sign: 1 | -1): void {
  for (let lane = 0; lane < LANES; lane++) digest[lane] = (digest[lane] as number) + sign * (other[lane] as number);
}

/** What one revision does to the digests of the tables it touches. */
export interface DigestChanges {
  added(table: TableName, text: string): void;
  removed(table: TableName, text: string): void;
  /** Brings the stored digests forward, in the revision's transaction. */
  store(connection: Connection): void;
}

export function createDigestChanges(): DigestChanges {
  const changes = new Map<TableName, Digest>();
  const shift = (table: TableName, text: string, sign: 1 | -1) => {
    let digest = changes.get(table);
    if (digest === undefined) {
      digest = emptyDigest();
      changes.set(table, digest);
    }
    shiftDigest(digest, text, sign);
  };
  return {
    added: (table, text) => shift(table, text, 1),
    removed: (table, text) => shift(table, text, -1),
    store: (connection) => {
      for (const [table, change] of changes) shiftStoredDigest(connection, table, change);
    },
  };
}

/** Adds to a table's stored digest. */
export function shiftStoredDigest(connection: Connection, table: TableName, change: Digest): void {
  const digest = storedDigest(connection, table);
  combineDigest(digest, change, 1);
  connection.run('INSERT OR REPLACE INTO table_digest (table_name, digest) VALUES (?, ?)', table, [...digest].join(' '));
}

/** The digest the record keeps of a table's rows as it wrote them itself. */
export function storedDigest(connection: Connection, table: TableName): Digest {
  const stored = connection.get<{ digest: string }>('SELECT digest FROM table_digest WHERE table_name = ?', table);
  return stored === undefined ? emptyDigest() : Uint32Array.from(stored.digest.split(' ').map(Number));
}

const ROWS_AT_ONCE = 500;

/** The digest of a table's rows as they stand now. `breathe` is awaited between stretches of some 10 ms. */
export async function computeDigest(connection: Connection, table: TableName, breathe: () => Promise<void>): Promise<Digest> {
  const layout = layoutOf(table);
  const sql = `SELECT ${layout.selectList} FROM ${table} WHERE fid > ? ORDER BY fid LIMIT ${ROWS_AT_ONCE}`;
  const digest = emptyDigest();
  let lastFid = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = connection.allValues(sql, lastFid);
    for (const row of rows) shiftDigest(digest, storedRowText(layout, row), 1);
    if (rows.length < ROWS_AT_ONCE) return digest;
    lastFid = rows.at(-1)?.[0] as number;
    await breathe();
  }
}

/** The text of a row as `selectList` selects it. */
export const storedRowText = (layout: ReturnType<typeof layoutOf>, row: readonly SqlValue[]): string =>
  rowText(row[0] as number, row[1] as string, imageText(layout, row.slice(2)));
