import { rmSync } from 'node:fs';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import type { JobControl } from '../record-jobs.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { isFromFullDisk, missingCompanions } from '../workspace.ts';
import { takeWorkspaceLock } from '../workspace-lock.ts';
import { backupFolderOf } from './backup-folder.ts';
import { readBackupSettings } from './backup-settings.ts';
import type { RunBackupTask } from './backup-task.ts';
import { makeBackup } from './make-backup.ts';

export interface MigrationBackup {
  /** A closed workspace of an older schema. */
  path: string;
  /** Whose backup it is: the workspace itself, or the one that a working copy will replace. */
  workspacePath: string;
  driver: SqliteDriver | undefined;
  run: RunBackupTask;
  job: JobControl;
}

/**
 * Makes the backup without which no workspace is brought to a newer schema. Failures: `migrationNeedsSpace` when the disk is
 * full, `migrationNotBackedUp` with the `cause`; the workspace is as it was then, byte for byte.
 */
export async function backUpBeforeMigration({ path, workspacePath, driver, run, job }: MigrationBackup): Promise<Result<null>> {
  const lock = takeWorkspaceLock(path);
  if (!lock.ok) return lock;
  const madeHere = missingCompanions(path);
  try {
    const folder = backupFolderOf(workspacePath);
    const { keep } = readBackupSettings(folder);
    const made = await makeBackup({ workspacePath: path, folder, keep, reason: 'beforeMigration', driver, now: new Date(), run, job });
    if (made.ok) return done(null);
    const { code, details } = made.failure;
    return isFromFullDisk(made.failure, path)
      ? failed('migrationNeedsSpace', { path })
      : failed('migrationNotBackedUp', { ...details, path, cause: code });
  } finally {
    for (const file of madeHere) rmSync(file, { force: true });
    lock.value.release();
  }
}
