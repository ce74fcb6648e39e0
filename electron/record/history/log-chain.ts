import { createHash } from 'node:crypto';
import type { SqlValue } from '../table-layout.ts';

/** One chunk of row images as its entry remembers it: sequence number, table, rows, SHA-256 of the blob in hexadecimal. */
export type ChunkMark = [seq: number, table: string, rows: number, hash: string];

/** What an entry's hash covers: its columns as they are stored. `undone_by` is left out, because `undo_of` of a later entry says it. */
export interface ChainedEntry {
  rev: SqlValue;
  at: SqlValue;
  actor: SqlValue;
  kind: SqlValue;
  note: SqlValue;
  tables: SqlValue;
  undo_of: SqlValue;
  import_batch_id: SqlValue;
  /** JSON of the entry's `ChunkMark`s, in order. */
  chunks: SqlValue;
}

/** The hash before the first entry. */
export const CHAIN_START = '';

/**
 * Hash of an entry, in hexadecimal: SHA-256 over the JSON of the hash before it and its own columns. Each entry thereby vouches for all
 * before it. Stored in every workspace, hence never to be changed.
 */
export function chainHash(previous: string, entry: ChainedEntry): string {
  const { rev, at, actor, kind, note, tables, undo_of, import_batch_id, chunks } = entry;
  return createHash('sha256')
    .update(JSON.stringify([previous, rev, at, actor, kind, note, tables, undo_of, import_batch_id, chunks]))
    .digest('hex');
}

/** Hash of a chunk's blob, in hexadecimal. */
export const chunkHash = (blob: Uint8Array): string => createHash('sha256').update(blob).digest('hex');
