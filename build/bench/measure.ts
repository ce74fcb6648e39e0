/** One method doing one piece of work. */
export interface Measurement {
  /** The same words for all methods that do the same work: ratios compare within it. */
  work: string;
  method: string;
  ours: boolean;
  /** Medians over `runs`; CPU time counts all threads of the process. Null where time is spent in another process. */
  wallMs: number;
  cpuMs: number | null;
  runs: number;
  /** What the numbers leave out, or what came out beside them. */
  note: string;
}

export interface MeasureOptions {
  runs?: number;
  warmUps?: number;
  note?: string;
  ours?: boolean;
}

/** Runs the work and keeps the medians; the warm-up runs are not counted. */
export function measure(work: string, method: string, run: () => unknown, options: MeasureOptions = {}): Measurement {
  const { runs = 15, warmUps = 5, note = '', ours = false } = options;
  // Before the warm-up, not between runs: a forced collection throws compiled code away, and what a method leaves behind is
  // its own cost.
  collectGarbage();
  for (let index = 0; index < warmUps; index++) run();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let index = 0; index < runs; index++) {
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    run();
    wall.push(performance.now() - before);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpu.push((user + system) / 1000);
  }
  return { work, method, ours, wallMs: median(wall), cpuMs: median(cpu), runs, note };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Bytes a result keeps alive, heap and array buffers, and the result. */
export function measureMemory<T>(make: () => T): { value: T; megabytes: number } {
  const before = usedBytes();
  const value = make();
  return { value, megabytes: Math.max(0, usedBytes() - before) / 1e6 };
}

function usedBytes(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Only there when Node runs with --expose-gc, which `run.ts` sees to. */
function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}
