import type { JobProgress } from '../../shared/ipc/index.ts';

export type JobStep = Omit<JobProgress, 'jobId' | 'elapsedMs' | 'remainingMs'>;

/** A job as the record runs it: told once whether to go on, telling how far it is. */
export interface JobControl {
  cancelled: boolean;
  /** Set while a worker runs. */
  stopWorker: (() => void) | null;
  report(step: JobStep): void;
}

/** The jobs under way. */
export interface RecordJobs {
  /** Runs work as a job of this name; without a name nothing is told of it, and only `cancelAll` stops it. */
  run<T>(jobId: string | undefined, work: (job: JobControl) => Promise<T>): Promise<T>;
  cancel(jobId: string): void;
  cancelAll(): void;
}

const PROGRESS_EVERY_MS = 100;

export function createJobs(onProgress: (progress: JobProgress) => void): RecordJobs {
  const running = new Map<string, JobControl>();
  const stop = (job: JobControl | undefined): void => {
    if (job === undefined || job.cancelled) return;
    job.cancelled = true;
    job.stopWorker?.();
  };
  return {
    run: async (jobId, work) => {
      const name = jobId ?? crypto.randomUUID();
      const job = createJob(name, jobId === undefined ? () => undefined : onProgress);
      running.set(name, job);
      try {
        return await work(job);
      } finally {
        running.delete(name);
      }
    },
    cancel: (jobId) => stop(running.get(jobId)),
    cancelAll: () => {
      for (const job of running.values()) stop(job);
    },
  };
}

/** A pace of less than this long says nothing. */
const LEAST_PACE_MS = 500;

function remaining({ done, total }: JobStep, elapsedMs: number): number | null {
  return total <= 0 || done <= 0 || elapsedMs < LEAST_PACE_MS ? null : Math.round((elapsedMs * Math.max(total - done, 0)) / done);
}

function createJob(jobId: string, onProgress: (progress: JobProgress) => void): JobControl {
  const startedAt = performance.now();
  let stage: JobProgress['stage'] | null = null;
  let reportedAt = 0;
  let stageFrom = 0;
  return {
    cancelled: false,
    stopWorker: null,
    report: (step) => {
      const now = performance.now();
      if (step.stage === stage && now - reportedAt < PROGRESS_EVERY_MS) return;
      if (step.stage !== stage) stageFrom = now;
      stage = step.stage;
      reportedAt = now;
      onProgress({ jobId, ...step, elapsedMs: Math.round(now - startedAt), remainingMs: remaining(step, now - stageFrom) });
    },
  };
}
