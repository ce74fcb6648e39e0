import { statSync } from 'node:fs';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { hashFile } from '../backups/hash-file.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { readHeader, readWitness, type Witness } from './witness.ts';

/**
 * Whether a workspace file is as it was left, asked before anything is written to it. A file closed by us is compared with
 * its seal; one that was not closed, or was written by another program, is checked by SQLite. `readOnly` runs work on a
 * connection that only reads.
 *
 * Failures: `workspaceCorrupt` (with `reason`), `changesMissing` when acknowledged revisions are gone.
 */
export function checkBeforeOpening(path: string, readOnly: <T>(work: (database: SqliteDatabase) => T) => T): Result<null> {
  const witness = readWitness(path);
  const sealed = compareWithSeal(path, witness);
  if (sealed === 'same') return done(null);
  if (sealed === 'differs') return failed('workspaceCorrupt', { path, reason: 'checksum' });
  return readOnly((database) => {
    const problem = structureProblem(database, witness?.state === 'closed' ? 'integrity_check' : 'quick_check');
    if (problem !== null) return failed('workspaceCorrupt', { path, reason: problem });
    if (witness === null) return done(null);
    const standing = database
      .prepare('SELECT workspace_id AS workspaceId, (SELECT max(rev) FROM change_log) AS rev FROM workspace_meta')
      .get() as { workspaceId: string; rev: number | null } | undefined;
    const rev = standing?.rev ?? 0;
    if (standing?.workspaceId === witness.workspaceId && rev < witness.rev) {
      return failed('changesMissing', { path, rev, expected: witness.rev, count: witness.rev - rev });
    }
    return done(null);
  });
}

/** Null when sound, else SQLite's first complaint. Throws SQLite's error when it cannot even read on. */
export function structureProblem(database: SqliteDatabase, check: 'quick_check' | 'integrity_check'): string | null {
  const rows = database.prepare(`PRAGMA ${check}(1)`).all() as Record<string, string>[];
  const answer = Object.values(rows[0] ?? {})[0] ?? 'no answer';
  return answer === 'ok' ? null : answer;
}

/** A seal speaks only of the very state it was taken of: no WAL beside the file, the same header, the same size. */
function compareWithSeal(path: string, witness: Witness | null): 'same' | 'differs' | 'silent' {
  if (witness?.state !== 'closed') return 'silent';
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return 'silent';
  if (readHeader(path) !== witness.header) return 'silent';
  const { sha256, size } = hashFile(path);
  return sha256 === witness.sha256 && size === witness.size ? 'same' : 'differs';
}
