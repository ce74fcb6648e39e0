import { copyFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { done, failed, type Result } from '../../../shared/model/index.ts';
import { orFailure, storageFailure } from '../storage-failure.ts';
import type { BackupTask } from './backup-task.ts';
import { checkCopy, copyWorkspace, syncFile } from './copy-workspace.ts';
import { hashFile } from './hash-file.ts';
import { retryWhileHeld } from './retry-while-held.ts';
import { sealFile, unsealFile } from './sealed-package.ts';

/** The backup thread: copies, checks and encrypts, while the record goes on answering. */
const port = parentPort;
if (port === null) throw new Error('run as a worker');
port.postMessage(await orFailure<Result<unknown>>(() => runTask(workerData as BackupTask)));

async function runTask(task: BackupTask): Promise<Result<unknown>> {
  switch (task.kind) {
    case 'copy':
      return retryWhileHeld(() => copyWorkspace(task.from, task.to, task.driver));
    case 'duplicate': {
      await retryWhileHeld(() => copyFileSync(task.from, task.to));
      await retryWhileHeld(() => syncFile(task.to));
      const same = (await retryWhileHeld(() => hashFile(task.to))).sha256 === task.sha256;
      return same ? done(null) : failed('backupNotVerified', { path: task.to, reason: 'checksum' });
    }
    case 'hash':
      return done({ sha256: task.paths.map(hashOrNull) });
    case 'seal': {
      sealFile(task.from, task.to, task.password);
      const readBack = unsealFile(task.to, null, task.password);
      if (!readBack.ok) return readBack;
      if (readBack.value.sha256 !== task.sha256) return failed('backupNotVerified', { path: task.to, reason: 'checksum' });
      return done({ size: statSync(task.to).size });
    }
    case 'unseal': {
      const opened = unsealFile(task.from, task.to, task.password);
      return opened.ok ? checkCopy(task.to, task.driver) : opened;
    }
  }
}

function hashOrNull(path: string): string | null {
  try {
    return hashFile(path).sha256;
  } catch (error) {
    if (storageFailure(error) === null) throw error;
    return null;
  }
}
