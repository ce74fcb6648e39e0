import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { failed, type Result } from '../../../shared/model/index.ts';
import { endWorker } from '../end-worker.ts';
import type { JobControl, JobStep } from '../record-jobs.ts';
import type { SqliteDriver } from '../sqlite.ts';
import type { CheckedCopy } from './copy-workspace.ts';
import type { PackageContents } from './sealed-package.ts';

/** What the backup thread is started with: one task a thread, so that no handle outlives it. */
export type BackupTask =
  /** Copies a workspace with VACUUM INTO and reads the copy back. */
  | { kind: 'copy'; from: string; to: string; driver: SqliteDriver | undefined }
  /** Copies a finished backup byte by byte and compares checksums. */
  | { kind: 'duplicate'; from: string; to: string; sha256: string }
  /** Checksum of each file; null for one that cannot be read. */
  | { kind: 'hash'; paths: string[] }
  /** Encrypts a file, then reads the package back with the same password. */
  | { kind: 'seal'; from: string; to: string; password: string; sha256: string; contents: PackageContents }
  /** Decrypts a package and reads the workspace in it in whole. */
  | { kind: 'unseal'; from: string; to: string; password: string; contents: PackageContents; driver: SqliteDriver | undefined };

export interface BackupAnswers {
  copy: CheckedCopy;
  duplicate: null;
  hash: { sha256: (string | null)[] };
  seal: { size: number };
  unseal: CheckedCopy;
}
export type BackupTaskOf<K extends BackupTask['kind']> = Extract<BackupTask, { kind: K }>;
/** What the thread says: how far it is, and at the end its answer. */
export type BackupMessage = { kind: 'progress'; step: JobStep } | { kind: 'answer'; answer: Result<unknown> };

/** With a job, progress is told and the task ends as failure `cancelled` when told to; what it had begun to write is the caller's to remove. */
export type RunBackupTask = <K extends BackupTask['kind']>(task: BackupTaskOf<K>, job?: JobControl) => Promise<Result<BackupAnswers[K]>>;

const LOOK_EVERY_MS = 150;
/** A copy or a check of a large workspace on a slow disk is one call, which takes as long as it takes. */
const LAST_RESORT_MS = 120_000;

/** Runs tasks on threads of their own. A thread that throws or ends early is failure `backupFailed`. */
export function backupTaskRunner(workerUrl: URL): RunBackupTask {
  return (task, job) =>
    new Promise((resolve) => {
      if (job?.cancelled) {
        resolve(failed('cancelled'));
        return;
      }
      const worker = new Worker(workerUrl, { workerData: task });
      let answer: Result<never> | null = null;
      let problem = '';
      const asked: BackupTask = task;
      const growth = asked.kind === 'copy' && job !== undefined ? tellGrowth(asked, job) : null;
      if (job !== undefined) job.stopWorker = () => void endWorker(worker, LAST_RESORT_MS);
      worker.on('message', (message: BackupMessage) => {
        if (message.kind === 'answer') answer = message.answer as Result<never>;
        else {
          if (message.step.stage !== 'copying') clearInterval(growth ?? undefined);
          job?.report(message.step);
        }
      });
      worker.on('error', (error) => {
        problem = error instanceof Error ? error.message : String(error);
      });
      // Only when the thread is gone is nothing of it left holding a file.
      worker.on('exit', (code) => {
        clearInterval(growth ?? undefined);
        if (job !== undefined) job.stopWorker = null;
        resolve(job?.cancelled ? failed('cancelled') : (answer ?? failed('backupFailed', { reason: problem || `exit ${code}` })));
      });
    });
}

/** VACUUM INTO tells nothing of itself: how far it is shows in the size of what it writes. */
function tellGrowth({ from, to }: BackupTaskOf<'copy'>, job: JobControl): ReturnType<typeof setInterval> {
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const total = sizeOf(from);
  const look = (): void => job.report({ stage: 'copying', done: Math.min(total, sizeOf(to)), total });
  look();
  return setInterval(look, LOOK_EVERY_MS);
}
