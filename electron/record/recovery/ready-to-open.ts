import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { openSqlite, type SqliteDriver } from '../sqlite.ts';
import { checkBeforeOpening, structureProblem } from './check-before-opening.ts';
import { networkKindOf } from './network-folder.ts';

/** SQLITE_ERROR: here, where every statement is known to be right, a schema that is not ours any more. */
const SQL_ERROR = 1;

/** Refuses a folder on another computer with `workspaceOnNetwork`; null for any other. */
export function refuseNetworkFolder(path: string, kind = networkKindOf(path)): ReturnType<typeof failed> | null {
  return kind === null ? null : failed('workspaceOnNetwork', { path, kind });
}

/**
 * A power cut while a workspace was made, or by a program without WAL, leaves a rollback journal that only a writer can play
 * back. That is done on a copy first: damage shows there, and the file itself stays as it was. Failure: `workspaceCorrupt`.
 */
function rollBackJournal(path: string, driver: SqliteDriver | undefined): Result<null> {
  if ((statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return done(null);
  const trial = `${path}.trial`;
  try {
    copyFileSync(path, trial);
    copyFileSync(`${path}-journal`, `${trial}-journal`);
    for (const file of [trial, path]) {
      const database = openSqlite(file, { readOnly: false, driver });
      try {
        const problem = structureProblem(database, 'integrity_check');
        if (problem !== null) return failed('workspaceCorrupt', { path, reason: problem });
      } finally {
        database.close();
      }
    }
    return done(null);
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(trial + suffix, { force: true });
  }
}

/** Checks a workspace file on a connection that only reads, opened by `address`, and leaves no file behind. Failures as `checkBeforeOpening`. */
export function readyToOpen(path: string, driver: SqliteDriver | undefined, address = path): Result<null> {
  const rolledBack = rollBackJournal(path, driver);
  if (!rolledBack.ok) return rolledBack;
  const madeHere = [`${path}-wal`, `${path}-shm`].filter((file) => !existsSync(file));
  try {
    return checkBeforeOpening(path, (work) => {
      const database = openSqlite(address, { readOnly: true, driver });
      try {
        return work(database);
      } finally {
        database.close();
      }
    });
  } catch (error) {
    if ((error as { errcode?: unknown }).errcode !== SQL_ERROR) throw error;
    return failed('workspaceCorrupt', { path, reason: (error as Error).message });
  } finally {
    for (const file of madeHere) rmSync(file, { force: true });
  }
}
