import type { Worker } from 'node:worker_threads';

/**
 * How long a worker may take, once its work is over or called off, to close its files and databases and end. A call of SQLite cannot be
 * broken off from outside anyway; this is for a worker that hangs in a loop of its own.
 */
const LAST_RESORT_MS = 10_000;

/** What a worker is told to make it close what it holds and end. */
export const callOff = { kind: 'cancel' } as const;

/**
 * Lets a worker end by itself: tells it that nothing more is wanted, and resolves when its thread is gone and nothing of it is left holding a
 * file. A thread ended from outside while it holds a database, or while another is being started, can take the whole process with it
 * (nodejs/node#56312), so that is the last resort.
 */
export function endWorker(worker: Worker, lastResortMs = LAST_RESORT_MS): Promise<void> {
  return new Promise((resolve) => {
    // The thread of a worker that has ended has no number any more.
    if (worker.threadId === -1) return resolve();
    const lastResort = setTimeout(() => void worker.terminate(), lastResortMs);
    worker.once('exit', () => {
      clearTimeout(lastResort);
      resolve();
    });
    worker.postMessage(callOff);
  });
}
