import { Worker } from 'node:worker_threads';
import { failed, type Result } from '../../../shared/model/index.ts';
import type { SqliteDriver } from '../sqlite.ts';
import type { CheckedCopy } from './copy-workspace.ts';

/** What the backup thread is started with: one task a thread, so that no handle outlives it. */
export type BackupTask =
  /** Copies a workspace with VACUUM INTO and reads the copy back. */
  | { kind: 'copy'; from: string; to: string; driver: SqliteDriver | undefined }
  /** Copies a finished backup byte by byte and compares checksums. */
  | { kind: 'duplicate'; from: string; to: string; sha256: string }
  /** Checksum of each file; null for one that cannot be read. */
  | { kind: 'hash'; paths: string[] }
  /** Encrypts a file, then reads the package back with the same password. */
  | { kind: 'seal'; from: string; to: string; password: string; sha256: string }
  /** Decrypts a package and reads the workspace in it in whole. */
  | { kind: 'unseal'; from: string; to: string; password: string; driver: SqliteDriver | undefined };

export interface BackupAnswers {
  copy: CheckedCopy;
  duplicate: null;
  hash: { sha256: (string | null)[] };
  seal: { size: number };
  unseal: CheckedCopy;
}
export type BackupTaskOf<K extends BackupTask['kind']> = Extract<BackupTask, { kind: K }>;
export type RunBackupTask = <K extends BackupTask['kind']>(task: BackupTaskOf<K>) => Promise<Result<BackupAnswers[K]>>;

/** Runs tasks on threads of their own. A thread that throws or ends early is failure `backupFailed`. */
export function backupTaskRunner(workerUrl: URL): RunBackupTask {
  return (task) =>
    new Promise((resolve) => {
      const worker = new Worker(workerUrl, { workerData: task });
      let answer: Result<never> | null = null;
      let problem = '';
      worker.on('message', (message: Result<never>) => {
        answer = message;
      });
      worker.on('error', (error) => {
        problem = error instanceof Error ? error.message : String(error);
      });
      // Only when the thread is gone is nothing of it left holding a file.
      worker.on('exit', (code) => resolve(answer ?? failed('backupFailed', { reason: problem || `exit ${code}` })));
    });
}
