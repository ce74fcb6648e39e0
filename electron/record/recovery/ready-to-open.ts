import { existsSync, rmSync } from 'node:fs';
import { failed, type Result } from '../../../shared/model/index.ts';
import { openSqlite, type SqliteDriver } from '../sqlite.ts';
import { checkBeforeOpening } from './check-before-opening.ts';
import { networkKindOf } from './network-folder.ts';

/** SQLITE_ERROR: here, where every statement is known to be right, a schema that is not ours any more. */
const SQL_ERROR = 1;

/** Refuses a folder on another computer with `workspaceOnNetwork`; null for any other. */
export function refuseNetworkFolder(path: string): { ok: false; failure: ReturnType<typeof failed>['failure'] } | null {
  const kind = networkKindOf(path);
  return kind === null ? null : failed('workspaceOnNetwork', { path, kind });
}

/** Checks a workspace file on a connection that only reads and leaves no file behind. Failures as `checkBeforeOpening`. */
export function readyToOpen(path: string, driver: SqliteDriver | undefined): Result<null> {
  const madeHere = [`${path}-wal`, `${path}-shm`].filter((file) => !existsSync(file));
  try {
    return checkBeforeOpening(path, (work) => {
      const database = openSqlite(path, { readOnly: true, driver });
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
