import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import type { WorkspaceFacts } from '../../../shared/ipc/index.ts';
import { done, failed, type Result, type TableName, tableNames } from '../../../shared/model/index.ts';
import { structureProblem } from '../recovery/check-before-opening.ts';
import { openSqlite, type SqliteDatabase, type SqliteDriver } from '../sqlite.ts';
import { hashFile } from './hash-file.ts';

/** A copy that was read back. */
export interface CheckedCopy {
  facts: WorkspaceFacts;
  size: number;
  sha256: string;
}

const ATTEMPTS = 3;

/**
 * Copies a workspace, open or not, into a new file with VACUUM INTO: one read transaction, which in WAL mode holds no writer
 * up. The copy is synced, read back and compared: structure, revision, counts; `onChecked` hears how much was read back. Failure: `backupNotVerified`; storage errors are thrown.
 */
export function copyWorkspace(
  from: string,
  to: string,
  driver: SqliteDriver | undefined,
  onChecked?: (bytes: number) => void,
): Result<CheckedCopy> {
  const source = openSqlite(from, { readOnly: true, driver });
  try {
    for (let attempt = 1; ; attempt++) {
      rmSync(to, { force: true });
      const before = readFacts(source);
      source.prepare('VACUUM INTO ?').run(to);
      syncFile(to);
      const copy = checkCopy(to, driver, onChecked);
      if (!copy.ok) return copy;
      const { facts } = copy.value;
      if (facts.rev === before.rev) {
        if (sameFacts(facts, before)) return copy;
        return failed('backupNotVerified', { path: to, reason: 'counts' });
      }
      // A commit came between the reading and the copy: try for the exact comparison, then be content with the range.
      if (attempt < ATTEMPTS) continue;
      if (facts.rev > before.rev && facts.rev <= readFacts(source).rev) return copy;
      return failed('backupNotVerified', { path: to, reason: 'rev' });
    }
  } finally {
    source.close();
  }
}

/** Reads a closed workspace file in whole: structure, facts, checksum. */
export function checkCopy(path: string, driver: SqliteDriver | undefined, onChecked?: (bytes: number) => void): Result<CheckedCopy> {
  onChecked?.(0);
  const database = openSqlite(path, { readOnly: true, driver });
  try {
    const problem = structureProblem(database, 'integrity_check');
    if (problem !== null) return failed('backupNotVerified', { path, reason: problem });
    return done({ facts: readFacts(database), ...hashFile(path, onChecked) });
  } finally {
    database.close();
  }
}

/** What stands in a workspace, read in one transaction. */
export function readFacts(database: SqliteDatabase): WorkspaceFacts {
  database.exec('BEGIN');
  try {
    const meta = database
      .prepare('SELECT workspace_id AS workspaceId, name, schema_version AS schemaVersion FROM workspace_meta')
      .get() as Pick<WorkspaceFacts, 'workspaceId' | 'name' | 'schemaVersion'>;
    const last = database.prepare('SELECT rev, at FROM change_log ORDER BY rev DESC LIMIT 1').get() as
      | { rev: number; at: string }
      | undefined;
    const there = new Set(
      (database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]).map(({ name }) => name),
    );
    const counts: { [T in TableName]?: number } = {};
    for (const table of tableNames) {
      if (there.has(table)) counts[table] = (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
    }
    return { ...meta, rev: last?.rev ?? 0, changedAt: last?.at ?? null, counts };
  } finally {
    database.exec('COMMIT');
  }
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function sameFacts(one: WorkspaceFacts, other: WorkspaceFacts): boolean {
  return (
    one.workspaceId === other.workspaceId &&
    one.schemaVersion === other.schemaVersion &&
    Object.entries(one.counts).every(([table, count]) => other.counts[table as TableName] === count)
  );
}
