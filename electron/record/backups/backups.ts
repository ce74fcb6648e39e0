import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  BackupEntry,
  BackupList,
  BackupReason,
  BackupSettings,
  BackupSettingsChange,
  BackupState,
  UsbCopy,
} from '../../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { replaceFile } from '../../write-file-atomically.ts';
import { currentRev } from '../change-log.ts';
import { besideWorkspace, refuseLongPath } from '../long-path.ts';
import type { JobControl } from '../record-jobs.ts';
import { readKeptAside } from '../recovery/recover-workspace.ts';
import { keepWitness } from '../recovery/witness.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { orFailure } from '../storage-failure.ts';
import { createWorkQueue } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { backupDue } from './backup-due.ts';
import { backupFolderOf, folderAnswers, secondFolderOf, secondFoldersOfName } from './backup-folder.ts';
import { readBackupSettings, writeBackupSettings } from './backup-settings.ts';
import { backupTaskRunner, type RunBackupTask } from './backup-task.ts';
import type { CheckedCopy } from './copy-workspace.ts';
import { copyToSecondFolder, makeBackup } from './make-backup.ts';
import { draftPathOf, readBackups } from './manifest.ts';
import { retryWhileHeld } from './retry-while-held.ts';
import type { PackageContents } from './sealed-package.ts';

const CHECK_EVERY_MS = 15 * 60_000;

/** The backups of one open workspace, and the witness of what it acknowledged. */
export interface Backups {
  /** To be told of every revision, before it is acknowledged. Starts a backup in the background when one is due. */
  committed(rev: number): void;
  state(): BackupState;
  settings(): BackupSettings;
  setSettings(change: BackupSettingsChange): Promise<Result<BackupSettings>>;
  create(reason: BackupReason, job?: JobControl): Promise<Result<BackupEntry>>;
  /** The backup of an id whose bytes are as they were written. Failures: `backupUnknown`, `backupDamaged`, `cancelled`. */
  whole(id: string, job?: JobControl): Promise<Result<BackupEntry>>;
  /** Copies the workspace to a file that does not exist yet; encrypted with a password. */
  copyOut(target: string, password: string | null, job: JobControl, contents?: PackageContents): Promise<Result<UsbCopy>>;
  /** Ends the background work and makes the last backup. To be called before the workspace closes. */
  end(): Promise<void>;
  /** Seals the closed file. To be called after the workspace closed. */
  seal(closed: { written: boolean }): void;
}

export interface BackupsOptions {
  workerUrl: URL;
  driver: SqliteDriver | undefined;
  onState(state: BackupState): void;
}

export function createBackups(workspace: Workspace, { workerUrl, driver, onState }: BackupsOptions): Backups {
  const folder = backupFolderOf(workspace.path);
  const run = backupTaskRunner(workerUrl);
  const queue = createWorkQueue();
  const newest = readBackups(folder, false).find(({ workspaceId }) => workspaceId === workspace.workspaceId);
  let rev = currentRev(workspace.reader);
  const witness = keepWitness(workspace.path, workspace.workspaceId, rev);
  let backedUp = { rev: newest?.rev ?? 0, at: newest?.createdAt ?? null };
  const state: BackupState = { lastAt: backedUp.at, running: false, failure: null, secondFailure: null };
  let waiting = false;
  const isDue = (): boolean => backupDue({ rev, backedUpRev: backedUp.rev, backedUpAt: backedUp.at, now: new Date() });
  const say = (change: Partial<BackupState>): void => onState({ ...Object.assign(state, change) });

  const create = (reason: BackupReason, job?: JobControl): Promise<Result<BackupEntry>> =>
    queue.run(async () => {
      say({ running: true });
      const { secondFolder, keep } = readBackupSettings(folder);
      const made = await makeBackup({ workspacePath: workspace.path, folder, keep, reason, driver, now: new Date(), run, job });
      if (!made.ok) {
        // Nobody is told that a backup failed which somebody stopped.
        say(made.failure.code === 'cancelled' ? { running: false } : { running: false, failure: made.failure });
        return made;
      }
      backedUp = { rev: made.value.rev, at: made.value.createdAt };
      const second =
        secondFolder === null
          ? null
          : await copyToSecondFolder(made.value, { secondFolder, keep, workspacePath: workspace.path, run, job });
      say({ running: false, lastAt: backedUp.at, failure: null, secondFailure: second === null || second.ok ? null : second.failure });
      return made;
    });
  const createIfDue = (): void => {
    if (waiting || !isDue()) return;
    waiting = true;
    void create('scheduled').finally(() => {
      waiting = false;
    });
  };
  const timer = setInterval(createIfDue, CHECK_EVERY_MS);
  timer.unref();

  return {
    committed: (committedRev) => {
      rev = committedRev;
      witness.acknowledge(committedRev);
      createIfDue();
    },
    state: () => ({ ...state }),
    settings: () => readBackupSettings(folder),
    setSettings: (change) =>
      orFailure(async () => {
        const now = readBackupSettings(folder);
        writeBackupSettings(folder, { ...now, ...change, keep: { ...now.keep, ...change.keep } });
        return done(readBackupSettings(folder));
      }),
    create,
    whole: (id, job) => findWhole(workspace.path, id, run, job),
    copyOut: (target, password, job, contents = 'workspace') =>
      queue.run(() =>
        copyOut(
          { from: workspace.path, target, password, contents },
          (to) => run<'copy'>({ kind: 'copy', from: workspace.path, to, driver }, job),
          run,
          job,
        ),
      ),
    end: async () => {
      clearInterval(timer);
      await queue.idle();
      if (rev !== backedUp.rev) await create('onClose');
    },
    seal: (closed) => witness.seal(closed),
  };
}

/** Backups of a workspace file, open or not, newest first; with `check`, every one compared with its checksum. */
export function listBackups(workspacePath: string, check: boolean, run: RunBackupTask, job?: JobControl): Promise<Result<BackupList>> {
  return orFailure(async () => {
    const folder = backupFolderOf(workspacePath);
    const listed = readBackups(folder, false);
    const { secondFolder } = readBackupSettings(folder);
    const known = new Set(listed.map(({ id }) => id));
    const secondReachable = secondFolder === null ? null : await folderAnswers(secondFolder);
    if (secondFolder !== null && secondReachable) {
      // What the first folder lost may still stand in the second.
      const second = readSecond(secondFolder, workspacePath, listed[0]?.workspaceId);
      listed.push(...second.filter(({ id }) => !known.has(id)));
      listed.sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt));
    }
    const backups = check ? await checked(listed, run, job) : done(listed);
    if (!backups.ok) return backups;
    return done({ folder, backups: backups.value, secondReachable, keptAside: readKeptAside(workspacePath) });
  });
}

/**
 * The backups of a workspace in the second folder. Where the first has none left to say which workspace it is, those of all
 * workspaces that were kept under this file name.
 */
function readSecond(secondFolder: string, workspacePath: string, workspaceId: string | undefined): BackupEntry[] {
  const folders =
    workspaceId === undefined
      ? secondFoldersOfName(secondFolder, workspacePath)
      : [secondFolderOf(secondFolder, workspacePath, workspaceId)];
  return folders.flatMap((folder) => readBackups(folder, true));
}

/** The backup of an id, compared with its checksum now; damaged in the first folder, it is taken from the second. */
export async function findWhole(workspacePath: string, id: string, run: RunBackupTask, job?: JobControl): Promise<Result<BackupEntry>> {
  const folder = backupFolderOf(workspacePath);
  const { secondFolder } = readBackupSettings(folder);
  const entries = readBackups(folder, false);
  const here = entries.find((entry) => entry.id === id);
  const workspaceId = here?.workspaceId ?? entries[0]?.workspaceId;
  const second = secondFolder !== null && (await folderAnswers(secondFolder)) ? readSecond(secondFolder, workspacePath, workspaceId) : [];
  const there = second.find((entry) => entry.id === id);
  if (here === undefined && there === undefined) return failed('backupUnknown', {});
  const entriesNow = await checked(
    [here, there].filter((each) => each !== undefined),
    run,
    job,
  );
  if (!entriesNow.ok) return entriesNow;
  const whole = entriesNow.value.find(({ state }) => state === 'whole');
  if (whole !== undefined) return done(whole);
  return failed('backupDamaged', { path: (here ?? there)?.path ?? '' });
}

async function checked(entries: BackupEntry[], run: RunBackupTask, job: JobControl | undefined): Promise<Result<BackupEntry[]>> {
  const hashed = await run<'hash'>({ kind: 'hash', paths: entries.map(({ path }) => path) }, job);
  if (!hashed.ok) return hashed;
  const { sha256 } = hashed.value;
  return done(entries.map((entry, index) => ({ ...entry, state: sha256[index] === entry.sha256 ? 'whole' : 'damaged' })));
}

/**
 * A file for a USB stick, of what `copy` writes and checks. An encrypted one is made beside the workspace first: nothing readable ever
 * touches the stick. Failures: `workspaceExists`, `pathTooLong`, storage failures, those of copying, `cancelled`; nothing is left behind then.
 */
export function copyOut(
  { from, target, password, contents }: { from: string; target: string; password: string | null; contents: PackageContents },
  copy: (to: string) => Promise<Result<CheckedCopy>>,
  run: RunBackupTask,
  job: JobControl,
): Promise<Result<UsbCopy>> {
  return orFailure(async () => {
    if (existsSync(target)) return failed('workspaceExists', { path: target });
    const tooLong = password === null ? refuseLongPath(target, besideWorkspace) : null;
    if (tooLong !== null) return tooLong;
    const draft = join(dirname(target), `.fire-map-${process.pid}.partial`);
    const plain = password === null ? draft : draftPathOf(dirname(from), 'copy');
    try {
      const copied = await copy(plain);
      if (!copied.ok) return copied;
      const { facts, sha256 } = copied.value;
      let { size } = copied.value;
      if (password !== null) {
        rmSync(draft, { force: true });
        const sealed = await run<'seal'>({ kind: 'seal', from: plain, to: draft, password, sha256, contents }, job);
        if (!sealed.ok) return sealed;
        size = sealed.value.size;
      }
      await retryWhileHeld(() => replaceFile(draft, target));
      return done({ path: target, size, encrypted: password !== null, facts });
    } finally {
      for (const leftover of [draft, plain]) rmSync(leftover, { force: true });
    }
  });
}

/**
 * Takes the workspace out of an encrypted package into a new file, when `accept` takes it. Failures: `workspaceExists`, `pathTooLong`, `notAWorkspace`,
 * those of the package and of `accept`, and storage failures; nothing is left behind.
 */
export function openPackage(
  request: { path: string; password: string; target: string; contents: PackageContents },
  driver: SqliteDriver | undefined,
  run: RunBackupTask,
  job: JobControl,
  accept: (draft: string) => Result<unknown> = () => done(null),
): Promise<Result<null>> {
  return orFailure(async () => {
    const { path, password, target, contents } = request;
    if (existsSync(target)) return failed('workspaceExists', { path: target });
    const tooLong = refuseLongPath(target, besideWorkspace);
    if (tooLong !== null) return tooLong;
    const draft = `${target}.partial`;
    try {
      rmSync(draft, { force: true });
      const opened = await run<'unseal'>({ kind: 'unseal', from: path, to: draft, password, contents, driver }, job);
      if (!opened.ok) return opened;
      const accepted = accept(draft);
      if (!accepted.ok) return accepted;
      await retryWhileHeld(() => renameSync(draft, target));
      return done(null);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}
