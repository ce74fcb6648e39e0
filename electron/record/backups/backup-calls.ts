import type {
  BackupEntry,
  BackupList,
  BackupSettings,
  BackupSettingsChange,
  BackupState,
  RestorePreview,
  UsbCopy,
} from '../../../shared/ipc/index.ts';
import { type ChangeSummary, done, type Failure, failed, type Result } from '../../../shared/model/index.ts';
import { currentRev } from '../change-log.ts';
import type { RecordJobs } from '../record-jobs.ts';
import { recoverWorkspace } from '../recovery/recover-workspace.ts';
import { removeWitness } from '../recovery/witness.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { orFailure } from '../storage-failure.ts';
import { unlessCancelled } from '../unless-cancelled.ts';
import type { Workspace } from '../workspace.ts';
import { takeWorkspaceLock } from '../workspace-lock.ts';
import { backupTaskRunner } from './backup-task.ts';
import { type Backups, findWhole, listBackups, openPackage } from './backups.ts';
import { previewRestore, restoreBackup } from './restore-backup.ts';

/** Of a job that is told of and can be cancelled under its name. */
interface Job {
  jobId?: string | undefined;
}

/** What the record's process can be asked about backups. */
export interface BackupApi {
  /** Null when no workspace is open. */
  backupState(request: null): Promise<BackupState | null>;
  /** Of the open workspace when `path` is null. */
  backups(request: { path: string | null; check: boolean } & Job): Promise<Result<BackupList>>;
  createBackup(request: Job | null): Promise<Result<BackupEntry>>;
  previewRestore(request: { id: string } & Job): Promise<Result<RestorePreview>>;
  /** The backup made before it stays when the restore is cancelled. */
  restoreBackup(request: { id: string } & Job): Promise<Result<ChangeSummary>>;
  /** For a file that is not open. Answers where the damaged one is kept; the caller opens the recovered one. */
  recoverWorkspace(request: { path: string; id: string } & Job): Promise<Result<{ keptAside: string | null }>>;
  /** The next opening takes the file as it stands, if SQLite finds it sound. */
  acceptAsIs(request: { path: string }): Promise<Result<null>>;
  copyOut(request: { target: string; password: string | null } & Job): Promise<Result<UsbCopy>>;
  openPackage(request: { path: string; password: string; target: string } & Job): Promise<Result<null>>;
  backupSettings(request: null): Promise<BackupSettings | null>;
  setBackupSettings(request: BackupSettingsChange): Promise<Result<BackupSettings>>;
}

export interface BackupCallParts {
  /** Null where no backups are kept. */
  workerUrl: URL | null;
  driver: SqliteDriver | undefined;
  jobs: RecordJobs;
  opened(): { workspace: Workspace; backups: Backups | null } | null;
  /** Queues a write that announces its summary; see the record. */
  write(work: (workspace: Workspace) => Promise<Result<ChangeSummary | null>>): Promise<Result<ChangeSummary | null>>;
}

type Refused = { ok: false; failure: Failure };

export function backupCalls({ workerUrl, driver, jobs, opened, write }: BackupCallParts): BackupApi {
  const run = workerUrl === null ? null : backupTaskRunner(workerUrl);
  const unavailable = (): Refused => failed(opened() === null ? 'noWorkspace' : 'backupsOff');
  const withBackups = <T>(work: (backups: Backups, workspace: Workspace) => Promise<Result<T>>): Promise<Result<T>> => {
    const current = opened();
    return current?.backups ? orFailure(() => work(current.backups as Backups, current.workspace)) : Promise.resolve(unavailable());
  };
  /** A file beside which somebody works is left alone. */
  const withLock = <T>(path: string, work: () => Promise<Result<T>>): Promise<Result<T>> =>
    orFailure(async () => {
      const lock = takeWorkspaceLock(path);
      if (!lock.ok) return lock;
      try {
        return await work();
      } finally {
        lock.value.release();
      }
    });

  return {
    backupState: async () => opened()?.backups?.state() ?? null,
    backups: async ({ path, check, jobId }) => {
      const of = path ?? opened()?.workspace.path;
      if (of === undefined || run === null) return unavailable();
      return jobs.run(jobId, (job) => listBackups(of, check, run, job));
    },
    createBackup: (request) => withBackups((backups) => jobs.run(request?.jobId, (job) => backups.create('byHand', job))),
    previewRestore: ({ id, jobId }) =>
      withBackups((backups, workspace) =>
        jobs.run(jobId, async (job) => {
          const backup = await backups.whole(id, job);
          return backup.ok ? unlessCancelled(job, (step) => previewRestore(workspace, backup.value, step)) : backup;
        }),
      ),
    restoreBackup: ({ id, jobId }) =>
      withBackups((backups) =>
        jobs.run(jobId, async (job) => {
          const backup = await backups.whole(id, job);
          if (!backup.ok) return backup;
          const now = await backups.create('beforeRestore', job);
          if (!now.ok) return now;
          const restored = await write((current) => unlessCancelled(job, (step) => restoreBackup(current, backup.value, step)));
          if (!restored.ok) return restored;
          const note = { edit: 'restoreBackup', subject: backup.value.createdAt, count: 0 };
          const current = opened();
          const rev = current === null ? 0 : currentRev(current.workspace.reader);
          return done(restored.value ?? { rev, at: new Date().toISOString(), note, tables: {} });
        }),
      ),
    recoverWorkspace: ({ path, id, jobId }) =>
      withLock(path, () =>
        jobs.run(jobId, async (job) => {
          if (run === null) return failed('backupsOff');
          const backup = await findWhole(path, id, run, job);
          if (!backup.ok) return backup;
          const { path: from, sha256 } = backup.value;
          return recoverWorkspace(path, (to) => run({ kind: 'duplicate', from, to, sha256 }, job), new Date());
        }),
      ),
    acceptAsIs: ({ path }) =>
      withLock(path, async () => {
        removeWitness(path);
        return done(null);
      }),
    copyOut: ({ target, password, jobId }) => withBackups((backups) => jobs.run(jobId, (job) => backups.copyOut(target, password, job))),
    openPackage: (request) =>
      run === null
        ? Promise.resolve(failed('backupsOff'))
        : jobs.run(request.jobId, (job) => openPackage({ ...request, contents: 'workspace' }, driver, run, job)),
    backupSettings: async () => opened()?.backups?.settings() ?? null,
    setBackupSettings: (settings) => withBackups((backups) => backups.setSettings(settings)),
  };
}
