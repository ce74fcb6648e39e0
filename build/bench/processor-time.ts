import { readFileSync } from 'node:fs';

/** Processor time a running app has used so far, in ms. */
export interface ProcessorTime {
  /** By its GPU process: on a machine without a GPU, drawing in software. */
  drawingMs: number;
  /** By all its other processes. */
  ownMs: number;
}

/** The kernel counts in hundredths of a second, whatever the machine. */
const MS_PER_TICK = 10;

/** Processor time of a process and of all it has started that still run. Linux only. */
export function processorTimeOf(pid: number): ProcessorTime {
  const time = { drawingMs: 0, ownMs: 0 };
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [stat, command, children] = ['stat', 'cmdline', `task/${next}/children`].map((file) => readProcess(next!, file));
    // The name in brackets may hold blanks: the fields are counted from behind it.
    const fields = stat!.slice(stat!.lastIndexOf(')') + 2).split(' ');
    const usedMs = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
    if (command!.includes('--type=gpu-process')) time.drawingMs += usedMs;
    else time.ownMs += usedMs;
    waiting.push(...children!.split(' ').filter(Boolean).map(Number));
  }
  return time;
}

/** Empty for a process that has just ended. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
