import { statSync } from 'node:fs';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { JobStage } from '../../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { orFailure, storageFailure } from '../storage-failure.ts';
import type { BackupMessage, BackupTask } from './backup-task.ts';
import { copyFile } from './copy-file.ts';
import { checkCopy, copyWorkspace, syncFile } from './copy-workspace.ts';
import { hashFile } from './hash-file.ts';
import { retryWhileHeld } from './retry-while-held.ts';
import { sealFile, unsealFile } from './sealed-package.ts';

/** The backup thread: copies, checks and encrypts, while the record goes on answering. Called off, it closes what it holds and ends. */
const port = parentPort;
if (port === null) throw new Error('run as a worker');
const post = (message: BackupMessage): void => port.postMessage(message);
/** Thrown where the work is left. */
const calledOff = Symbol('called off');
/** Tells a stage's progress in bytes, and listens whether to go on: any message says not to. */
const telling =
  (stage: JobStage, total: number, before = 0) =>
  (bytes: number): void => {
    if (receiveMessageOnPort(port) !== undefined) throw calledOff;
    post({ kind: 'progress', step: { stage, done: before + bytes, total } });
  };
try {
  post({ kind: 'answer', answer: await orFailure<Result<unknown>>(() => runTask(workerData as BackupTask)) });
} catch (error) {
  if (error !== calledOff) throw error;
  post({ kind: 'answer', answer: failed('cancelled') });
}

async function runTask(task: BackupTask): Promise<Result<unknown>> {
  switch (task.kind) {
    case 'copy':
      return retryWhileHeld(() => copyWorkspace(task.from, task.to, task.driver, telling('verifying', 0)));
    case 'duplicate': {
      const size = statSync(task.from).size;
      await retryWhileHeld(() => copyFile(task.from, task.to, telling('copying', size)));
      await retryWhileHeld(() => syncFile(task.to));
      const same = (await retryWhileHeld(() => hashFile(task.to, telling('verifying', size)))).sha256 === task.sha256;
      return same ? done(null) : failed('backupNotVerified', { path: task.to, reason: 'checksum' });
    }
    case 'hash': {
      const sizes = task.paths.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      let before = 0;
      return done({
        sha256: task.paths.map((path, index) => {
          const sha256 = hashOrNull(path, telling('verifying', total, before));
          before += sizes[index] ?? 0;
          return sha256;
        }),
      });
    }
    case 'seal': {
      const size = statSync(task.from).size;
      const { contents } = task;
      sealFile(task.from, task.to, task.password, { contents, onBytes: telling('encrypting', size) });
      const readBack = unsealFile(task.to, null, task.password, { contents, onBytes: telling('verifying', size) });
      if (!readBack.ok) return readBack;
      if (readBack.value.sha256 !== task.sha256) return failed('backupNotVerified', { path: task.to, reason: 'checksum' });
      return done({ size: statSync(task.to).size });
    }
    case 'unseal': {
      const onBytes = telling('decrypting', statSync(task.from).size);
      const opened = unsealFile(task.from, task.to, task.password, { contents: task.contents, onBytes });
      return opened.ok ? checkCopy(task.to, task.driver, telling('verifying', opened.value.size)) : opened;
    }
  }
}

function hashOrNull(path: string, onBytes: (bytes: number) => void): string | null {
  try {
    return hashFile(path, onBytes).sha256;
  } catch (error) {
    if (storageFailure(error) === null) throw error;
    return null;
  }
}
