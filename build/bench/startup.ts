import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appFolder, electronBinary, runtimeSwitches } from '../../electron/e2e/electron-command.ts';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import { makePremisesWorkspace } from './make-premises-workspace.ts';
import { type Measurement, median } from './measure.ts';
import { processorTimeOf } from './processor-time.ts';

/** A start takes seconds at a million. */
const runsOf = (count: number): number => (count > 100_000 ? 2 : 3);
const PATIENCE_MS = 300_000;
/** The cache is written behind the first picture: time for it before the app is closed. */
const CACHE_MS_PER_MILLION = 30_000;

interface Start {
  /** From the start of the process to the end of the first map frame that shows premises. */
  firstFrameMs: number;
  /** To the finished picture. */
  finishedMs: number;
  /** Processor time to the finished picture, without and of the GPU process. */
  ownMs: number;
  drawingMs: number;
}

/** From the start of the process to the first map frame and the finished picture, with an empty profile (from the record) and with a kept one. */
export const startupBench: Bench = {
  id: 'startup',
  title:
    'start of the built app to the first map frame with premises, and to the finished picture: columns, heat, map idle, fonts, then 250 ms of quiet',
  async run({ say }) {
    if (!existsSync(join(appFolder, 'dist/electron'))) throw new Error('Build the app first: npm run build');
    return inTemporaryFolder(async (folder) => {
      const rows: Measurement[] = [];
      for (const count of [50_000, 1_000_000]) {
        say(`importing ${count.toLocaleString('en')} premises`);
        const workspace = join(folder, `${count}.gpkg`);
        const importMs = await makePremisesWorkspace(workspace, count);
        say(`imported in ${(importMs / 1000).toFixed(1)} s; starting`);
        rows.push(...(await measureStarts(workspace, count)));
      }
      return rows;
    });
  },
};

async function measureStarts(workspace: string, count: number): Promise<Measurement[]> {
  const fromRecord: Start[] = [];
  const fromCache: Start[] = [];
  const runs = runsOf(count);
  for (let run = 0; run < runs; run++) {
    await inTemporaryFolder(async (profile) => {
      fromRecord.push(await startUntilDrawn(workspace, profile, 2000 + (count / 1e6) * CACHE_MS_PER_MILLION));
      fromCache.push(await startUntilDrawn(workspace, profile, 0));
    });
  }
  const phases = [
    { until: 'first map frame with premises', msOf: (start: Start) => start.firstFrameMs, cpu: false },
    { until: 'finished picture', msOf: (start: Start) => start.finishedMs, cpu: true },
  ];
  const ways = [
    { method: 'from the record (new profile)', starts: fromRecord },
    { method: 'from the cache (kept profile)', starts: fromCache },
  ];
  return phases.flatMap(({ until, msOf, cpu }) =>
    ways.map(({ method, starts }) => {
      const all = starts.map(msOf);
      const work = `${count.toLocaleString('en')} premises, process start to ${until}`;
      const cpuMs = cpu ? median(starts.map(({ ownMs }) => ownMs)) : null;
      const drawing = cpu
        ? `; processor time without ${Math.round(median(starts.map(({ drawingMs }) => drawingMs)))} ms of the GPU process`
        : '';
      const note = `${all.map((ms) => `${Math.round(ms)}`).join(', ')}${drawing}`;
      return { work, method, ours: false, wallMs: median(all), cpuMs, runs, note };
    }),
  );
}

/** Starts the app on a workspace, waits for the log to say that its window is drawn, and ends it `lingerMs` later. */
async function startUntilDrawn(workspace: string, profile: string, lingerMs: number): Promise<Start> {
  const log = join(profile, 'logs/app.log');
  const before = drawnLines(log).length;
  const startedAt = Date.now();
  const child = spawn(electronBinary(), [...runtimeSwitches(), `--user-data-dir=${profile}`, appFolder, workspace], { stdio: 'ignore' });
  try {
    while (drawnLines(log).length === before) {
      if (child.exitCode !== null) throw new Error(`The app ended with code ${child.exitCode} before its window was drawn.`);
      if (Date.now() - startedAt > PATIENCE_MS) throw new Error(`No picture after ${PATIENCE_MS / 1000} s.`);
      await wait(10);
    }
    const finishedMs = Date.now() - startedAt;
    const time = processorTimeOf(child.pid!);
    const [, firstAt] = /premises first shown (\S+)/.exec(drawnLines(log).at(-1)!) ?? [];
    if (firstAt === undefined) throw new Error('The picture was finished without premises.');
    await wait(lingerMs);
    return { firstFrameMs: Date.parse(firstAt) - startedAt, finishedMs, ...time };
  } finally {
    await end(child);
  }
}

function drawnLines(log: string): string[] {
  return existsSync(log) ? (readFileSync(log, 'utf8').match(/main window drawn: \S.*\n/g) ?? []) : [];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(20_000)]);
  if (child.exitCode === null) child.kill('SIGKILL');
}
