/** Runs asynchronous work strictly one after another; a failing piece does not stop the next. */
export interface WorkQueue {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything queued so far is done. */
  idle(): Promise<void>;
}

export function createWorkQueue(): WorkQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    },
    idle: async () => {
      await last;
    },
  };
}

/** Lets waiting reads and messages through. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
