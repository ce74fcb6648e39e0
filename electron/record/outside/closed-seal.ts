import { existsSync, statSync, utimesSync } from 'node:fs';
import type { Connection } from '../connection.ts';

/**
 * How a workspace file remembers that nobody has touched it since the record closed it: its size and time of last modification, written
 * inside before closing and set on the file after. Whoever writes to the file moves its time on; a copy that loses the
 * time is only looked through once more than needed.
 */
export interface FileStamp {
  modifiedMs: number;
  bytes: number;
  /** Whether a write-ahead log lies beside it: it was not closed. */
  hasLog: boolean;
}

export function stampOf(path: string): FileStamp {
  const { mtimeMs, size } = statSync(path);
  return { modifiedMs: mtimeMs, bytes: size, hasLog: existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0 };
}

/** Whether the file, stamped before it was opened, is as the record closed it. */
export function isAsClosed(connection: Connection, stamp: FileStamp): boolean {
  const meta = connection.get<{ closed_at: number | null; closed_size: number | null }>(
    'SELECT closed_at, closed_size FROM workspace_meta',
  );
  return (
    meta !== undefined &&
    !stamp.hasLog &&
    meta.closed_at !== null &&
    meta.closed_at * 1000 === stamp.modifiedMs &&
    meta.closed_size === stamp.bytes
  );
}

/** Writes the seal, as the last write before the file is closed. Answers what puts it on the file, to be called after. */
export function sealClosed(path: string, writer: Connection): () => void {
  // FAT keeps even seconds only.
  const seconds = Math.floor(Date.now() / 2000) * 2;
  writer.run('UPDATE workspace_meta SET closed_at = ?', seconds);
  const pages = writer.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  const pageSize = writer.get<{ page_size: number }>('PRAGMA page_size')?.page_size ?? 0;
  writer.run('UPDATE workspace_meta SET closed_size = ?', pages * pageSize);
  return () => utimesSync(path, seconds, seconds);
}
