import { parentPort, workerData } from 'node:worker_threads';
import { orFailure } from '../record/storage-failure.ts';
import { type ResponseJob, type ResponseOutcome, runTask } from './run-task.ts';

/** The thread in which the command line's analyses run: it reads the workspace file for itself, and ends when its one job is done. */
const port = parentPort;
if (port === null) throw new Error('the response worker runs as a worker thread');

const calledOff = new AbortController();
port.once('message', () => calledOff.abort());
// Listening alone does not keep the thread.
port.unref();
const result = await orFailure(() => runTask(workerData as ResponseJob, calledOff.signal));
port.postMessage(result, result.ok ? [(result.value as ResponseOutcome).content.buffer] : []);
