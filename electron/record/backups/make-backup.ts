import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupEntry, BackupKeep, BackupManifest, BackupReason, BackupSettings } from '../../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { replaceFile } from '../../write-file-atomically.ts';
import { hasNoRoom } from '../has-no-room.ts';
import type { JobControl } from '../record-jobs.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { orFailure } from '../storage-failure.ts';
import { folderAnswers, secondFolderOf } from './backup-folder.ts';
import type { RunBackupTask } from './backup-task.ts';
import { clearLeftovers, draftPathOf, readBackups, removeBackup, writeManifest } from './manifest.ts';
import { backupsToDrop } from './retention.ts';
import { retryWhileHeld } from './retry-while-held.ts';
import { hasNoRoomForCopy } from './room-for-copy.ts';

export interface BackupRequest {
  workspacePath: string;
  folder: string;
  keep: BackupKeep;
  reason: BackupReason;
  driver: SqliteDriver | undefined;
  now: Date;
  run: RunBackupTask;
  job?: JobControl | undefined;
}

/**
 * Makes one backup: copied, read back, put in its place, and only then listed by its manifest. Older ones rotate away.
 * Failures: `backupNotVerified`, `backupFailed`, `diskFull` and other storage failures, `cancelled`; nothing is left behind.
 */
export function makeBackup({ workspacePath, folder, keep, reason, driver, now, run, job }: BackupRequest): Promise<Result<BackupEntry>> {
  return orBackupFailure(async () => {
    mkdirSync(folder, { recursive: true });
    clearLeftovers(folder);
    if (hasNoRoomForCopy(folder, workspacePath, driver)) return failed('diskFull');
    const stamp = now.toISOString().replace(/[-:.]/g, '');
    const draft = draftPathOf(folder, stamp);
    try {
      const copied = await run({ kind: 'copy', from: workspacePath, to: draft, driver }, job);
      if (!copied.ok) return copied;
      const { facts, size, sha256 } = copied.value;
      const id = `${stamp}-r${facts.rev}`;
      const manifest: BackupManifest = { id, file: `${id}.gpkg`, reason, createdAt: now.toISOString(), ...facts, size, sha256 };
      const path = join(folder, manifest.file);
      await retryWhileHeld(() => replaceFile(draft, path));
      await retryWhileHeld(() => writeManifest(folder, manifest));
      await rotate(folder, keep);
      return done({ ...manifest, path, state: 'whole', second: false });
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/** Puts a finished backup into the second folder too. Failures: `secondFolderAway`, else as `makeBackup`. */
export function copyToSecondFolder(
  backup: BackupEntry,
  {
    secondFolder,
    keep,
    workspacePath,
    run,
    job,
  }: BackupSettings & { secondFolder: string; workspacePath: string; run: RunBackupTask; job?: JobControl | undefined },
): Promise<Result<null>> {
  return orBackupFailure(async () => {
    // Made here, it would lie where the disk that is away belongs.
    if (!(await folderAnswers(secondFolder))) return failed('secondFolderAway', { path: secondFolder });
    const folder = secondFolderOf(secondFolder, workspacePath, backup.workspaceId);
    mkdirSync(folder, { recursive: true });
    clearLeftovers(folder);
    if (hasNoRoom(folder, backup.size)) return failed('diskFull');
    const draft = draftPathOf(folder, backup.id);
    try {
      const copied = await run({ kind: 'duplicate', from: backup.path, to: draft, sha256: backup.sha256 }, job);
      if (!copied.ok) return copied;
      await retryWhileHeld(() => replaceFile(draft, join(folder, backup.file)));
      const { path: _path, state: _state, second: _second, ...manifest } = backup;
      await retryWhileHeld(() => writeManifest(folder, manifest));
      await rotate(folder, keep);
      return done(null);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

/** The folder may be anything and on anything: whatever the system says against it is a failed backup, and no bug. */
async function orBackupFailure<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await orFailure(work);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return failed('backupFailed', { reason: error.message });
  }
}

async function rotate(folder: string, keep: BackupKeep): Promise<void> {
  for (const backup of backupsToDrop(readBackups(folder, false), keep)) await retryWhileHeld(() => removeBackup(folder, backup));
}
