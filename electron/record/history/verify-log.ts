import type { LogFault, LogVerdict } from '../../../shared/ipc/index.ts';
import type { Connection } from '../connection.ts';
import type { SqlValue } from '../table-layout.ts';
import { CHAIN_START, type ChainedEntry, type ChunkMark, chainHash, chunkHash } from './log-chain.ts';

/** Faults kept with their place; beyond these only the total grows. */
const FAULTS_KEPT = 1000;

interface VerifyOptions {
  /** Told of every entry read. */
  onEntry(done: number, total: number): void;
  /** Awaited after every chunk. */
  breathe(): Promise<void>;
  cancelled(): boolean;
}

type StoredEntry = ChainedEntry & { rev: number; undone_by: SqlValue; hash: SqlValue };

/**
 * Reads the change log from its first entry to its head, one chunk at a time, and tells every entry or chunk that is not as it was
 * written. Null when cancelled. The connection should hold one snapshot (`BEGIN`).
 */
export async function verifyLog(connection: Connection, { onEntry, breathe, cancelled }: VerifyOptions): Promise<LogVerdict | null> {
  const startedAt = performance.now();
  const verdict: LogVerdict = { rev: 0, entries: 0, chunks: 0, bytes: 0, faults: [], faultsTotal: 0, elapsedMs: 0 };
  const report = (rev: number, code: LogFault['code'], seq: number | null = null) => {
    verdict.faultsTotal++;
    if (verdict.faults.length < FAULTS_KEPT) verdict.faults.push({ rev, code, seq });
  };
  const meta = connection.get<{ head_rev: number; head_hash: string }>('SELECT head_rev, head_hash FROM workspace_meta');
  const total = connection.get<{ n: number }>('SELECT count(*) AS n FROM change_log')?.n ?? 0;
  let previous: string = CHAIN_START;
  let lastRev = 0;
  for (;;) {
    const entry = connection.get<StoredEntry>('SELECT * FROM change_log WHERE rev > ? ORDER BY rev LIMIT 1', lastRev);
    if (entry === undefined) break;
    for (let rev = lastRev + 1; rev < entry.rev; rev++) report(rev, 'entryMissing');
    lastRev = entry.rev;
    if (chainHash(previous, entry) !== entry.hash) report(entry.rev, 'entryEdited');
    if (entry.undone_by !== undoneBy(connection, entry.rev)) report(entry.rev, 'undoEdited');
    if (!(await verifyChunks(connection, entry, verdict, report, { breathe, cancelled }))) return null;
    previous = String(entry.hash);
    verdict.entries++;
    onEntry(verdict.entries, total);
  }
  const strays = connection.all<{ rev: number }>(
    'SELECT DISTINCT rev FROM change_chunk WHERE rev NOT IN (SELECT rev FROM change_log) ORDER BY rev',
  );
  for (const { rev } of strays) report(rev, 'chunkUnexpected');
  if (meta === undefined || meta.head_rev !== lastRev) {
    if (meta !== undefined && meta.head_rev > lastRev) for (let rev = lastRev + 1; rev <= meta.head_rev; rev++) report(rev, 'entryMissing');
    else report(lastRev, 'headEdited');
  } else if (meta.head_hash !== previous) report(lastRev, 'headEdited');
  verdict.rev = lastRev;
  verdict.elapsedMs = Math.round(performance.now() - startedAt);
  return verdict;
}

/** What `undone_by` must be: the entry that says it undoes this one. */
function undoneBy(connection: Connection, rev: number): SqlValue {
  const by = connection.getValues('SELECT max(rev) FROM change_log WHERE undo_of = ?', rev);
  return by?.[0] ?? null;
}

/** False when cancelled on the way. */
async function verifyChunks(
  connection: Connection,
  entry: StoredEntry,
  verdict: LogVerdict,
  report: (rev: number, code: LogFault['code'], seq: number | null) => void,
  { breathe, cancelled }: Pick<VerifyOptions, 'breathe' | 'cancelled'>,
): Promise<boolean> {
  const marks = new Map<SqlValue, ChunkMark>();
  for (const mark of marksOf(entry.chunks)) marks.set(mark[0], mark);
  for (const [seq] of connection.allValues('SELECT seq FROM change_chunk WHERE rev = ? ORDER BY seq', entry.rev)) {
    const chunk = connection.get<{ table_name: string; row_count: number; blob: SqlValue }>(
      'SELECT table_name, row_count, blob FROM change_chunk WHERE rev = ? AND seq = ?',
      entry.rev,
      seq as number,
    );
    const mark = marks.get(seq as number);
    marks.delete(seq as number);
    verdict.chunks++;
    if (chunk?.blob instanceof Uint8Array) verdict.bytes += chunk.blob.length;
    if (mark === undefined) report(entry.rev, 'chunkUnexpected', seq as number);
    else if (
      !(chunk?.blob instanceof Uint8Array) ||
      chunk.table_name !== mark[1] ||
      chunk.row_count !== mark[2] ||
      chunkHash(chunk.blob) !== mark[3]
    )
      report(entry.rev, 'chunkEdited', seq as number);
    await breathe();
    if (cancelled()) return false;
  }
  for (const [seq] of marks.values()) report(entry.rev, 'chunkMissing', seq);
  return !cancelled();
}

/** The marks of an entry; none when its text is no longer the list it was, which its hash tells already. */
function marksOf(chunks: SqlValue): ChunkMark[] {
  try {
    const marks: unknown = JSON.parse(String(chunks));
    return Array.isArray(marks) ? (marks as ChunkMark[]) : [];
  } catch {
    return [];
  }
}
