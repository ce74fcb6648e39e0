import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isRunning } from '../is-running.ts';
import { askMain } from './ask-main.ts';
import { launchApp } from './launch-app.ts';

test('when the GPU process dies the app starts again, drawing in software', async () => {
  const launched = await launchApp({ workspace: true });
  const { app, userData, log } = launched;
  const gpu = await askMain(app, async ({ app: main }) => {
    await main.getGPUInfo('basic');
    return main.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null;
  });
  expect(gpu).not.toBeNull();
  const first = app.process().pid!;

  process.kill(gpu!, 'SIGKILL');

  await expect.poll(log, { timeout: 30_000 }).toContain('starting again with software rendering');
  await expect.poll(() => relaunchedPid(log(), first), { timeout: 60_000 }).not.toBeNull();
  const second = relaunchedPid(log(), first)!;
  await expect.poll(log, { timeout: 60_000 }).toMatch(new RegExp(`\\[${second}\\] main window drawn`));
  process.kill(second, 'SIGTERM');
  await expect.poll(() => isRunning(second)).toBe(false);
  rmSync(userData, { recursive: true, force: true });
});

/** The process whose window was drawn after the crash, as the log names it. */
function relaunchedPid(log: string, first: number): number | null {
  const line = log.split('\n').find((entry) => entry.includes('software rendering after a GPU crash'));
  const pid = Number(/\[(\d+)\]/.exec(line ?? '')?.[1] ?? Number.NaN);
  return Number.isInteger(pid) && pid !== first ? pid : null;
}
