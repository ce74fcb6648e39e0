import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../../electron/e2e/launch-app.ts';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import { makePremisesWorkspace } from './make-premises-workspace.ts';
import type { Measurement } from './measure.ts';

/** A task longer than this is felt (W3C Long Tasks). */
const LONG_TASK_MS = 50;
const REST_MS = 1500;

/** Ordinary use, one thing at a time. */
const steps: readonly { name: string; act(page: Page, box: { x: number; y: number }): Promise<unknown> }[] = [
  { name: 'pan', act: (page, { x, y }) => drag(page, x, y) },
  { name: 'zoom with the wheel', act: (page, { x, y }) => wheel(page, x, y) },
  { name: 'heat weight to risk score', act: (page) => page.getByText('风险分', { exact: true }).click() },
  { name: 'heat bandwidth', act: (page) => setBandwidth(page) },
  { name: 'filter by grade', act: (page) => page.getByRole('checkbox', { name: /建安（高风险）/ }).check() },
  { name: 'clear filters', act: (page) => page.getByRole('button', { name: '清除', exact: true }).click() },
  { name: 'search', act: (page) => search(page) },
  { name: 'open a card', act: (page) => openCard(page) },
  { name: 'close it', act: (page) => page.keyboard.press('Escape') },
  { name: 'drag the day slider over 24 months', act: (page) => dragDays(page) },
  { name: 'today again', act: (page) => page.getByTestId('day-slider').getByRole('button', { name: '今天' }).click() },
  { name: 'theme', act: (page) => page.keyboard.press('Control+Shift+D') },
  { name: 'language', act: (page) => page.keyboard.press('Control+Shift+L') },
];

/**
 * The longest task of the window's main thread in each step of ordinary use, by thread CPU time from Chromium's own trace:
 * wall time under software drawing is mostly waiting for the drawing process, which a GPU does not need.
 */
export const interactionBench: Bench = {
  id: 'interaction',
  title: `longest main-thread task of the window in ordinary use, CPU ms (felt above ${LONG_TASK_MS})`,
  async run({ say }) {
    return inTemporaryFolder(async (folder) => {
      say('sample workspace');
      const rows = await measureUse('the sample, 5,621 premises', join(folder, 'sample'), []);
      say('50,000 premises');
      const workspace = join(folder, '50000.gpkg');
      await makePremisesWorkspace(workspace, 50_000);
      return [...rows, ...(await measureUse('50,000 premises', join(folder, 'large'), [workspace]))];
    });
  },
};

async function measureUse(what: string, userData: string, args: string[]): Promise<Measurement[]> {
  const launched = await launchApp({ userData, args });
  try {
    const { page } = launched;
    await launched.untilDrawn();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(REST_MS);
    const map = (await page.getByRole('region', { name: '地图' }).first().boundingBox())!;
    const center = { x: map.x + map.width * 0.55, y: map.y + map.height * 0.45 };
    const measurements: Measurement[] = [];
    for (const { name, act } of steps) {
      const longest = await longestTask(launched, userData, () => act(page, center));
      measurements.push({
        work: `${what}: ${name}`,
        method: 'longest main-thread task',
        ours: true,
        wallMs: longest.wallMs,
        cpuMs: longest.cpuMs,
        runs: 1,
        note: `${longest.count} tasks over ${LONG_TASK_MS} ms CPU`,
      });
    }
    return measurements;
  } finally {
    await launched.close();
  }
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of wall and of thread CPU time. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Traces one step until the window rests, and reads its main thread's tasks. */
async function longestTask(
  { app, page }: LaunchedApp,
  folder: string,
  act: () => Promise<unknown>,
): Promise<{ wallMs: number; cpuMs: number; count: number }> {
  const path = join(folder, 'trace.json');
  await app.evaluate(({ contentTracing }) => contentTracing.startRecording({ included_categories: ['toplevel'] }));
  await act();
  await page.waitForTimeout(REST_MS);
  await app.evaluate(({ contentTracing }, file) => contentTracing.stopRecording(file), path);
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(({ ph, name, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mainThreads.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('The trace holds no task of the window: nothing was measured.');
  const longest = tasks.reduce((most, task) => ((task.tdur ?? 0) > (most.tdur ?? 0) ? task : most));
  return {
    wallMs: (longest.dur ?? 0) / 1000,
    cpuMs: (longest.tdur ?? 0) / 1000,
    count: tasks.filter(({ tdur }) => (tdur ?? 0) > LONG_TASK_MS * 1000).length,
  };
}

async function drag(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 20; step++) await page.mouse.move(x - step * 12, y - step * 5);
  await page.mouse.up();
}

async function wheel(page: Page, x: number, y: number): Promise<void> {
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -120);
  await page.waitForTimeout(REST_MS);
  for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, 120);
}

async function setBandwidth(page: Page): Promise<void> {
  const input = page.getByRole('spinbutton', { name: '带宽（搜索半径）' });
  await input.fill('450');
  await input.press('Enter');
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('东街', { delay: 60 });
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
}

/** The first hit of a search: the map flies there and the card opens. */
async function openCard(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('东街');
  await page.getByTestId('search-hit').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('card').waitFor();
}

async function dragDays(page: Page): Promise<void> {
  const handle = page.getByTestId('day-slider').getByRole('slider');
  await handle.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await handle.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 24; step++) {
    await page.mouse.move(x + width / 2 - step * 3, y + height / 2);
    await page.waitForTimeout(40);
  }
  await page.mouse.up();
}
