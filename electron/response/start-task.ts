import { Worker } from 'node:worker_threads';
import { failed, type Result } from '../../shared/model/index.ts';
import type { ResponseJob, ResponseOutcome } from './run-task.ts';

/** Runs a job in a thread of its own. Fails with what the job fails with, and with `analysisFailed` when the thread ends without a result. */
export function startTask(workerUrl: URL, job: ResponseJob): Promise<Result<ResponseOutcome>> {
  const worker = new Worker(workerUrl, { workerData: job });
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
    worker.once('exit', (code) => resolve(result ?? failed('analysisFailed', { task: job.task, reason: reason || `exit ${code}` })));
  });
}
