import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { appFolder } from '../../electron/e2e/electron-command.ts';
import { damageCache, hashOfCache, hashOfRecord } from '../../electron/e2e/kept-columns.ts';
import { launchApp } from '../../electron/e2e/launch-app.ts';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import { makePremisesWorkspace } from './make-premises-workspace.ts';
import { type Measurement, median } from './measure.ts';

const ROWS = 200_000;
const RUNS = 3;
const PATIENCE_MS = 120_000;

/** A deleted cache of 200,000 premises: from the page's start to the first 5,000 rows, and to the cache kept anew, equal by hash. */
export const cacheBench: Bench = {
  id: 'cache',
  title: 'a window whose cache of 200,000 premises is gone: first rows for the map, finished picture, cache rebuilt and equal by hash',
  async run({ say }) {
    if (!existsSync(join(appFolder, 'dist/electron'))) throw new Error('Build the app first: npm run build');
    return inTemporaryFolder(async (folder) => {
      say(`importing ${ROWS.toLocaleString('en')} premises`);
      const workspace = join(folder, 'w.gpkg');
      await makePremisesWorkspace(workspace, ROWS);
      const app = await launchApp({ args: [workspace] });
      try {
        const expected = await rebuilt(app.page);
        const first: number[] = [];
        const whole: number[] = [];
        for (let run = 0; run < RUNS; run++) {
          await damageCache(app.page, 'deleted');
          await app.page.addInitScript(watchFirstRows);
          await app.page.reload();
          const hash = await rebuilt(app.page);
          whole.push(await app.page.evaluate(() => performance.now()));
          first.push(await app.page.evaluate(() => (globalThis as unknown as { firstRowsMs: number }).firstRowsMs));
          if (hash !== expected || hash !== (await hashOfRecord(app.page)))
            throw new Error('the rebuilt cache is not what the record holds');
          say(`first rows ${Math.round(first.at(-1)!)} ms, rebuilt ${Math.round(whole.at(-1)!)} ms`);
        }
        return rowsOf(first, whole);
      } finally {
        await app.close();
      }
    });
  },
};

function rowsOf(first: number[], whole: number[]): Measurement[] {
  const common = { ours: false, cpuMs: null, runs: RUNS };
  const work = `${ROWS.toLocaleString('en')} premises, cache deleted, from the start of the page`;
  return [
    { ...common, work, method: 'first 5,000 rows held for the map', wallMs: median(first), note: 'at most 3,000 wanted' },
    { ...common, work, method: 'all columns read and the cache kept, hash equal', wallMs: median(whole), note: 'at most 60,000 wanted' },
  ];
}

/** Notes when the window first says how many rows it has: those are on the map with the next frame. */
function watchFirstRows(): void {
  const scope = globalThis as unknown as { firstRowsMs?: number };
  const look = (): void => {
    const said = document.querySelector('.as-of')?.textContent ?? '';
    if (scope.firstRowsMs === undefined && /[1-9][\d,]* \/ [\d,]+/.test(said)) scope.firstRowsMs = performance.now();
    else if (scope.firstRowsMs === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function rebuilt(page: Page): Promise<string> {
  const started = performance.now();
  while (performance.now() - started < PATIENCE_MS) {
    const hash = await hashOfCache(page).catch(() => null);
    if (hash !== null) return hash;
    await wait(50);
  }
  throw new Error('the cache was not rebuilt');
}
