import { setTimeout as wait } from 'node:timers/promises';

/** What Windows answers while an antivirus or an indexer has a fresh file open. */
const heldCodes = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Waits between tries: 6.3 s in all, longer than a scan of a fresh file takes. */
export const heldDelaysMs: readonly number[] = [50, 100, 200, 400, 800, 1600, 3200];

/** Does work on files again while another program holds them; throws the last error when none of the delays was enough. */
export async function retryWhileHeld<T>(work: () => T, delaysMs: readonly number[] = heldDelaysMs): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      const delay = delaysMs[attempt];
      if (code === undefined || !heldCodes.has(code) || delay === undefined) throw error;
      await wait(delay);
    }
  }
}
