import { inflateSync } from 'node:zlib';
import { CHAIN_START, type ChunkMark, chainHash, chunkHash } from '../history/log-chain.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import type { SqlValue } from '../table-layout.ts';

/**
 * The change log becomes a hash chain whose head stands in `workspace_meta`, removed rows leave a tombstone that leads to
 * their past, and each table has a digest by which edits from outside are noticed. Frozen.
 */
const sql = `
ALTER TABLE change_log ADD COLUMN chunks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE change_log ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE workspace_meta ADD COLUMN head_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace_meta ADD COLUMN head_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE workspace_meta ADD COLUMN closed_at INTEGER;
ALTER TABLE workspace_meta ADD COLUMN closed_size INTEGER;
CREATE TABLE tombstone (
  table_name TEXT NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (table_name, id, rev)
) WITHOUT ROWID;
CREATE TABLE table_digest (
  table_name TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX change_log_undo_of ON change_log (undo_of) WHERE undo_of IS NOT NULL;
CREATE INDEX change_chunk_table ON change_chunk (table_name, rev, seq);
`;

function chainEntries(database: SqliteDatabase): void {
  const entries = database.prepare('SELECT rev, at, actor, kind, note, tables, undo_of, import_batch_id FROM change_log ORDER BY rev');
  const sequence = database.prepare('SELECT seq, table_name, row_count FROM change_chunk WHERE rev = ? ORDER BY seq');
  const blobOf = database.prepare('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?');
  const seal = database.prepare('UPDATE change_log SET chunks = ?, hash = ? WHERE rev = ?');
  const bury = database.prepare('INSERT OR IGNORE INTO tombstone (table_name, id, rev) VALUES (?, ?, ?)');
  let rev = 0;
  let hash = CHAIN_START;
  for (const entry of entries.all() as Record<string, SqlValue>[]) {
    rev = entry.rev as number;
    const marks: ChunkMark[] = [];
    for (const chunk of sequence.all(rev) as { seq: number; table_name: string; row_count: number }[]) {
      const { blob } = blobOf.get(rev, chunk.seq) as { blob: Uint8Array };
      marks.push([chunk.seq, chunk.table_name, chunk.row_count, chunkHash(blob)]);
      const { rows } = JSON.parse(inflateSync(blob).toString('utf8')) as { rows: [number, string, unknown, unknown][] };
      for (const [, id, , after] of rows) if (after === null) bury.run(chunk.table_name, id, rev);
    }
    const chunks = JSON.stringify(marks);
    hash = chainHash(hash, { ...(entry as never as Parameters<typeof chainHash>[1]), chunks });
    seal.run(chunks, hash, rev);
  }
  database.prepare('UPDATE workspace_meta SET head_rev = ?, head_hash = ?').run(rev, hash);
}

export const hashChain = { version: 2, sql, fill: chainEntries };
