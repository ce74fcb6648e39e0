import { copyFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BackupEntry, JobStage, RestorePreview } from '../../../shared/ipc/index.ts';
import { type ChangeSummary, done, failed, type Result, tableNames } from '../../../shared/model/index.ts';
import { type Connection, openReader, openWriter } from '../connection.ts';
import { migrate, schemaVersion } from '../migrations/index.ts';
import type { StoredImage } from '../row-writer.ts';
import { layoutOf, type SqlValue, sameValue } from '../table-layout.ts';
import type { Step } from '../unless-cancelled.ts';
import type { Workspace } from '../workspace.ts';
import { readSample } from '../workspace-info.ts';
import { beginWriteSession } from '../write-session.ts';
import { compareRows, type RowDifference } from './compare-rows.ts';
import { readFacts } from './copy-workspace.ts';
import { draftPathOf } from './manifest.ts';

/** Fields no two rows of a table share: a row that changes one makes room before any other takes it. */
const UNIQUE_FIELDS = ['sourceRef', 'key'];

/** What restoring a checked backup would change. Reads only. Failures as `withBackup`. */
export function previewRestore(workspace: Workspace, backup: BackupEntry, step: Step): Promise<Result<RestorePreview>> {
  return withBackup(workspace, backup, async (then) => {
    const tables: RestorePreview['tables'] = {};
    await eachDifference(workspace, then, 'comparing', step, ({ table, now, back }) => {
      tables[table] ??= { added: 0, changed: 0, removed: 0 };
      tables[table][now === null ? 'added' : back === null ? 'removed' : 'changed']++;
    });
    return done({ backup, current: readFacts(workspace.reader.database), tables });
  });
}

/**
 * Brings the content of a checked backup back as one revision on top of the log: history stays whole, every window hears of
 * it as of any change, and undo takes it back. Null when nothing differs. Failures as `withBackup`; storage errors are
 * thrown and roll back.
 */
export function restoreBackup(workspace: Workspace, backup: BackupEntry, step: Step): Promise<Result<ChangeSummary | null>> {
  return withBackup(workspace, backup, async (then) => {
    const session = beginWriteSession(workspace, { derive: false });
    try {
      // Rows are compared as the reader sees them, outside the transaction, so that what is written does not move the pages.
      await eachDifference(workspace, then, 'comparing', step, ({ table, now, back }) => {
        if (now !== null && (back === null || changesUnique(now, back, layoutOf(table).indexOf))) session.remove(table, now);
      });
      await eachDifference(workspace, then, 'writing', step, ({ table, now, back }) => {
        if (back === null) return;
        const image = [...back.image];
        if (now === null || changesUnique(now, back, layoutOf(table).indexOf)) session.insert(table, back.id, image, back.fid);
        else session.update(table, now, image);
      });
      const note = { edit: 'restoreBackup', subject: backup.createdAt, count: session.written };
      return done(session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null, sample: readSample(then) }));
    } catch (error) {
      session.rollBack();
      throw error;
    }
  });
}

/** Goes through all differences in pages, telling how many rows were compared. */
async function eachDifference(
  workspace: Workspace,
  then: Connection,
  stage: JobStage,
  step: Step,
  visit: (difference: RowDifference) => void,
): Promise<void> {
  const total = tableNames.reduce((sum, table) => sum + workspace.counts[table], 0);
  let compared = 0;
  for (const { differences, rows } of compareRows(workspace.reader, then)) {
    for (const difference of differences) visit(difference);
    compared += rows;
    await step({ stage, done: Math.min(compared, total), total });
  }
}

/**
 * Opens a backup read-only, a copy brought forward first when it is of an older schema. Failures: `backupOfAnother`, `schemaTooNew`.
 */
async function withBackup<T>(
  workspace: Workspace,
  backup: BackupEntry,
  work: (then: Connection) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { workspaceId, driver } = workspace;
  if (backup.workspaceId !== workspaceId) return failed('backupOfAnother', { name: backup.name });
  if (backup.schemaVersion > schemaVersion) {
    return failed('schemaTooNew', { path: backup.path, version: backup.schemaVersion, known: schemaVersion });
  }
  const forward = backup.schemaVersion === schemaVersion ? null : draftPathOf(dirname(backup.path), `${backup.id}-forward`);
  try {
    if (forward !== null) bringForward(backup, forward, workspace);
    const then = openReader(forward ?? backup.path, driver);
    try {
      return await work(then);
    } finally {
      then.close();
    }
  } finally {
    if (forward !== null) for (const suffix of ['', '-wal', '-shm']) rmSync(forward + suffix, { force: true });
  }
}

function bringForward(backup: BackupEntry, path: string, { driver }: Workspace): void {
  copyFileSync(backup.path, path);
  const connection = openWriter(path, driver);
  try {
    migrate(connection.database, backup.schemaVersion);
  } finally {
    connection.close();
  }
}

function changesUnique(now: StoredImage, then: StoredImage, indexOf: ReadonlyMap<string, number>): boolean {
  return UNIQUE_FIELDS.some((field) => {
    const place = indexOf.get(field);
    return place !== undefined && !sameValue(now.image[place] as SqlValue, then.image[place] as SqlValue);
  });
}
