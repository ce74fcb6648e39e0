import { spawn } from 'node:child_process';
import { appFolder, electronBinary, runtimeSwitches } from './electron-command.ts';

export interface HeadlessRun {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The JSON object of the last line; null when the last line is none. */
  summary: Summary | null;
}
export interface Summary {
  workspace: string;
  rev: number;
  counts: Record<string, number>;
  issues: { total: number; rejected: number; byReason: Record<string, number>; listed: Record<string, unknown>[] };
  runs: { task: string; path: string; rev: number; rows: number; elapsedMs: number }[];
  timings: Record<string, number>;
}

/** Runs the built app as a command and waits for its end. @param interruptWhen asked until it says so; the command is then asked to end */
export function runHeadless(
  args: string[],
  { cwd = appFolder, interruptWhen }: { cwd?: string; interruptWhen?: () => boolean } = {},
): Promise<HeadlessRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(electronBinary(), [...runtimeSwitches(), appFolder, '--headless', ...args, '--quit'], { cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const watch = setInterval(() => {
      if (!interruptWhen?.()) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, 50);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr, summary: lastObject(stdout) });
    });
  });
}

function lastObject(stdout: string): Summary | null {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  return line.startsWith('{') ? (JSON.parse(line) as Summary) : null;
}
