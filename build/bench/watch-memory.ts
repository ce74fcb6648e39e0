import { readFileSync } from 'node:fs';

/** Proportional set size of the process in MB: before some work, and at its highest while it went on. */
export interface WatchedMemory {
  pssBefore: number;
  pssPeak: number;
}

/** The kernel adds up every page of the process for it: often enough to catch a peak, seldom enough not to be one. */
const SAMPLE_MS = 250;

/** Runs work and watches this process's memory meanwhile; collects garbage first where `--expose-gc` allows. Linux only. */
export async function watchMemory<T>(work: () => Promise<T>): Promise<WatchedMemory & { result: T }> {
  (globalThis as { gc?: () => void }).gc?.();
  const pssBefore = pssMegabytes();
  let pssPeak = pssBefore;
  const timer = setInterval(() => {
    pssPeak = Math.max(pssPeak, pssMegabytes());
  }, SAMPLE_MS);
  try {
    const result = await work();
    return { result, pssBefore, pssPeak: Math.max(pssPeak, pssMegabytes()) };
  } finally {
    clearInterval(timer);
  }
}

function pssMegabytes(): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}
