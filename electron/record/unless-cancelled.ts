import { failed, type Result } from '../../shared/model/index.ts';
import type { JobControl } from './import-job.ts';
import { breathe } from './work-queue.ts';

class Cancelled extends Error {}

/** Runs work that awaits `step` between stretches: there it tells that it goes on, and ends as failure `cancelled` when told to. */
export async function unlessCancelled<T>(job: JobControl, work: (step: () => Promise<void>) => Promise<Result<T>>): Promise<Result<T>> {
  let steps = 0;
  try {
    return await work(async () => {
      job.report({ stage: 'checking', done: ++steps, total: 0 });
      await breathe();
      if (job.cancelled) throw new Cancelled();
    });
  } catch (error) {
    if (error instanceof Cancelled) return failed('cancelled');
    throw error;
  }
}
