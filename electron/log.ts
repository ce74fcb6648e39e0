import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Log {
  readonly folder: string;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const largestFileBytes = 1_000_000;
const filesKept = 4;
const longestMessage = 8000;

/**
 * The log file `app.log`, one line an entry; at 1 MB it becomes `app.1.log` and so on, four files in all. What the disk does not take, the
 * folder itself included, is not logged: the app starts and works without.
 */
export function openLog(folder: string): Log {
  const path = join(folder, 'app.log');
  const write = (level: string, message: string) => {
    const line = `${new Date().toISOString()} ${level} [${process.pid}] ${oneLine(message)}\n`;
    try {
      mkdirSync(folder, { recursive: true });
      if (sizeOf(path) > largestFileBytes) rotate(folder);
      appendFileSync(path, line);
    } catch {
      // A full or read-only disk must not take the app down with it.
    }
  };
  return {
    folder,
    info: (message) => write('info', message),
    warn: (message) => write('warn', message),
    error: (message) => write('error', message),
  };
}

function oneLine(message: string): string {
  return message.slice(0, longestMessage).replaceAll(/\r?\n/g, ' ⏎ ');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(folder: string): void {
  for (let age = filesKept - 1; age >= 1; age -= 1) {
    const from = join(folder, age === 1 ? 'app.log' : `app.${age - 1}.log`);
    if (sizeOf(from) > 0) renameSync(from, join(folder, `app.${age}.log`));
  }
}
