import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appFolder, electronBinary, runtimeSwitches } from '../../electron/e2e/electron-command.ts';
import type { Bench } from './bench.ts';
import { makePremisesWorkspace } from './make-premises-workspace.ts';
import { type Measurement, median } from './measure.ts';

const RUNS = 3;
const PATIENCE_MS = 300_000;
/** The cache is written behind the first picture: time for it before the app is closed. */
const CACHE_MS_PER_MILLION = 30_000;

/** From the start of the process to the finished picture, with an empty profile (from the record) and with a kept one. */
export const startupBench: Bench = {
  id: 'startup',
  title: 'start of the built app to the finished picture of its workspace: columns, heat, map idle, fonts, then 250 ms of quiet',
  async run({ say }) {
    if (!existsSync(join(appFolder, 'dist/electron'))) throw new Error('Build the app first: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-startup-'));
    try {
      const rows: Measurement[] = [];
      for (const count of [50_000, 1_000_000]) {
        say(`importing ${count.toLocaleString('en')} premises`);
        const workspace = join(folder, `${count}.gpkg`);
        const importMs = await makePremisesWorkspace(workspace, count);
        say(`imported in ${(importMs / 1000).toFixed(1)} s; starting`);
        rows.push(...(await measureStarts(workspace, count, folder)));
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

async function measureStarts(workspace: string, count: number, folder: string): Promise<Measurement[]> {
  const fromRecord: number[] = [];
  const fromCache: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const profile = mkdtempSync(join(folder, 'profile-'));
    fromRecord.push(await startUntilDrawn(workspace, profile, 2000 + (count / 1e6) * CACHE_MS_PER_MILLION));
    fromCache.push(await startUntilDrawn(workspace, profile, 0));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  const name = `${count.toLocaleString('en')} premises, process start to finished picture`;
  const common = { ours: false, cpuMs: null, runs: RUNS };
  return [
    { ...common, work: name, method: 'from the record (new profile)', wallMs: median(fromRecord), note: '' },
    { ...common, work: name, method: 'from the cache (kept profile)', wallMs: median(fromCache), note: '' },
  ];
}

/** Starts the app on a workspace, waits for the log to say that its window is drawn, and ends it `lingerMs` later. */
async function startUntilDrawn(workspace: string, profile: string, lingerMs: number): Promise<number> {
  const log = join(profile, 'logs/app.log');
  const before = drawnCount(log);
  const started = performance.now();
  const child = spawn(electronBinary(), [...runtimeSwitches(), `--user-data-dir=${profile}`, appFolder, workspace], { stdio: 'ignore' });
  try {
    while (drawnCount(log) === before) {
      if (child.exitCode !== null) throw new Error(`The app ended with code ${child.exitCode} before its window was drawn.`);
      if (performance.now() - started > PATIENCE_MS) throw new Error(`No picture after ${PATIENCE_MS / 1000} s.`);
      await wait(10);
    }
    const elapsedMs = performance.now() - started;
    await wait(lingerMs);
    return elapsedMs;
  } finally {
    await end(child);
  }
}

function drawnCount(log: string): number {
  return existsSync(log) ? readFileSync(log, 'utf8').split(/main window drawn: \S/).length - 1 : 0;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(20_000)]);
  if (child.exitCode === null) child.kill('SIGKILL');
}
