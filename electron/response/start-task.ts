import { Worker } from 'node:worker_threads';
import { failed, type Result } from '../../shared/model/index.ts';
import { endWorker } from '../record/end-worker.ts';
import type { ResponseJob, ResponseOutcome } from './run-task.ts';

/**
 * Runs a job in a thread of its own. Fails with what the job fails with, with `cancelled` when it is called off, and with `analysisFailed` when the thread ends
 * without a result.
 */
export function startTask(workerUrl: URL, job: ResponseJob, signal?: AbortSignal): Promise<Result<ResponseOutcome>> {
  if (signal?.aborted) return Promise.resolve(failed('cancelled'));
  const worker = new Worker(workerUrl, { workerData: job });
  const callOff = () => void endWorker(worker);
  signal?.addEventListener('abort', callOff, { once: true });
  let result: Result<ResponseOutcome> | null = null;
  let reason = '';
  worker.once('message', (message: Result<ResponseOutcome>) => {
    result = message;
  });
  worker.once('error', (error) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  // Settles only once the thread has ended: nothing of it is left holding the file.
  return new Promise((resolve) => {
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', callOff);
      if (signal?.aborted && !result?.ok) resolve(failed('cancelled'));
      else resolve(result ?? failed('analysisFailed', { task: job.task, reason: reason || `exit ${code}` }));
    });
  });
}
