import { useEffect, useRef, useState } from 'react';
import type { JobProgress } from '../../../shared/ipc/index.ts';
import { host } from '../../host/host.ts';

export interface RunningJob<What extends string> {
  what: What;
  progress: JobProgress | null;
  cancelling: boolean;
}

/** One long call to the host at a time: what it is, how far it is, and its cancel. */
export function useJob<What extends string>() {
  const [running, setRunning] = useState<RunningJob<What> | null>(null);
  const jobId = useRef<string | null>(null);
  useEffect(
    () =>
      host().on('jobProgress', (progress) => {
        if (progress.jobId === jobId.current) setRunning((before) => (before === null ? before : { ...before, progress }));
      }),
    [],
  );
  return {
    running,
    async run<T>(what: What, work: (jobId: string) => Promise<T>): Promise<T> {
      const id = crypto.randomUUID();
      jobId.current = id;
      setRunning({ what, progress: null, cancelling: false });
      try {
        return await work(id);
      } finally {
        // Another may have begun meanwhile, and is the one that is shown and can be cancelled.
        if (jobId.current === id) {
          jobId.current = null;
          setRunning(null);
        }
      }
    },
    cancel(): void {
      if (jobId.current === null) return;
      setRunning((before) => (before === null ? before : { ...before, cancelling: true }));
      void host().jobs.cancel({ jobId: jobId.current });
    },
  };
}
