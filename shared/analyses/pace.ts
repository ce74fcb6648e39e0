/** How long a kernel works before it lets its worker hear messages; nested timers wait 4 ms, so a tenth is lost at most. */
const SLICE_MS = 40;

/** Progress and cancel of an analysis that may take longer than 200 ms. */
export interface Watch {
  /** Called between slices of work. @param share done, 0 to 1 */
  progress?: ((share: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Called between slices of work with the share done; what it answers is awaited. */
export type Pace = (share: number) => Promise<void> | undefined;

/**
 * Gives a long computation its pauses: `await pace(share)` in the outer loop returns at once while the slice lasts, then reports progress,
 * lets other messages of the worker in and throws the signal's reason when it was cancelled meanwhile. Results never depend on it.
 */
export function makePace({ progress, signal }: Watch = {}): Pace {
  let until = performance.now() + SLICE_MS;
  let furthest = 0;
  signal?.throwIfAborted();
  return (share) => {
    if (performance.now() < until) return undefined;
    return new Promise<void>((resolve, reject) => {
      // A part done again, such as a second descent, does not turn progress back.
      furthest = Math.max(furthest, share);
      progress?.(furthest);
      setTimeout(() => {
        try {
          signal?.throwIfAborted();
          until = performance.now() + SLICE_MS;
          resolve();
        } catch (reason) {
          reject(reason as Error);
        }
      }, 0);
    });
  };
}
