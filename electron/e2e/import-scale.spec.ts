import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { closeDialog } from './close-dialog.ts';
import { dropFiles } from './drop-files.ts';
import { importDialog } from './import-dialog.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { longestTask, watchLongTasks } from './long-tasks.ts';

declare const window: Window & { host: Host };

const rowCount = 1_000_000;
const rowsAtOnce = 10_000;

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-scale-'));
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function writeMillion(): string {
  const path = join(folder, '一百万行.csv');
  const file = openSync(path, 'w');
  writeSync(file, '编号,名称,地址,类别,座位数,登记日期,经度,纬度\n');
  for (let from = 0; from < rowCount; from += rowsAtOnce)
    writeSync(
      file,
      Array.from({ length: rowsAtOnce }, (_, index) => from + index)
        .map((row) => `HS${row},第${row}号店,长江路${row}号,小餐饮,${row % 120},2026-05-01,114.3${row % 1000},30.5${row % 1000}\n`)
        .join(''),
    );
  closeSync(file);
  return path;
}

test('a check and an import of 1,000,000 rows leave the window free, end within a second of being cancelled, and leave nothing', async () => {
  test.setTimeout(180_000);
  const { page } = launched;
  const path = writeMillion();
  const before = await page.evaluate(() => window.host.records.info(null));
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await expect(dialog.getByTestId('import-check')).toBeEnabled({ timeout: 60_000 });
  await watchLongTasks(page);
  await dialog.getByTestId('import-check').click();
  const progress = dialog.getByRole('progressbar');
  await expect(progress).toBeVisible();
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 60_000 }).toBeGreaterThan(4);
  const cancelled = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        const watch = new MutationObserver(() => {
          if (!document.body.textContent?.includes('已取消，什么都没有写入。')) return;
          watch.disconnect();
          resolve(performance.now() - from);
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        [...document.querySelectorAll<HTMLButtonElement>('.import-running button')].at(-1)?.click();
      }),
  );
  const checkMs = await cancelled;
  const longest = await longestTask(page);
  await closeDialog(page);
  const commitMs = await page.evaluate(async (file) => {
    const request = { path: file, as: 'premises' as const, crs: 'wgs84', encoding: null, mapping: null, clip: null };
    const running = window.host.jobs.commitImport({ jobId: 'million', request });
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const from = performance.now();
    await window.host.jobs.cancel({ jobId: 'million' });
    const ended = await running;
    if (ended.ok || ended.failure.code !== 'cancelled') throw new Error(JSON.stringify(ended).slice(0, 200));
    return performance.now() - from;
  }, path);
  const after = await page.evaluate(() => window.host.records.info(null));
  const measured = `check cancelled in ${Math.round(checkMs)} ms, import in ${Math.round(commitMs)} ms; longest task ${Math.round(longest)} ms`;
  test.info().annotations.push({ type: 'measured', description: measured });
  expect(after?.counts).toEqual(before?.counts);
  expect(after?.rev).toBe(before?.rev);
  expect([checkMs, commitMs].filter((elapsedMs) => elapsedMs > 1000)).toEqual([]);
  // Where more runs than there are processors, a task's time is mostly waiting.
  expect(longest).toBeLessThanOrEqual(loadavg()[0]! > cpus().length ? 500 : 50);
});
