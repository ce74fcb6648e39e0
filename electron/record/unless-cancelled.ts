import { failed, type Result } from '../../shared/model/index.ts';
import type { JobControl, JobStep } from './record-jobs.ts';
import { breathe } from './work-queue.ts';

class Cancelled extends Error {}

/** Awaited between stretches of long work; told how far it is when that is known. */
export type Step = (at?: JobStep) => Promise<void>;

/** Runs work that awaits `step` between stretches: there it tells that it goes on, and ends as failure `cancelled` when told to. */
export async function unlessCancelled<T>(job: JobControl, work: (step: Step) => Promise<Result<T>>): Promise<Result<T>> {
  let steps = 0;
  try {
    return await work(async (at) => {
      job.report(at ?? { stage: 'checking', done: ++steps, total: 0 });
      await breathe();
      if (job.cancelled) throw new Cancelled();
    });
  } catch (error) {
    if (error instanceof Cancelled) return failed('cancelled');
    throw error;
  }
}
