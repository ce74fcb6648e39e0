import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { askMain } from './ask-main.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

declare const window: Window & { host: Host };

const openedPath = ({ page }: LaunchedApp) => page.evaluate(async () => (await window.host.records.info(null))?.path ?? null);

test('after a restart the window, the language, the theme and the workspace are as they were left', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'fire-one-map-restart-'));
  const workspace = join(userData, 'w.gpkg');
  copyWorkspace('small', workspace);
  const first = await launchApp({ userData, args: [workspace] });
  await expect.poll(() => openedPath(first)).toBe(workspace);
  await first.page.evaluate(async () => {
    await window.host.windows.setLanguage({ language: 'en' });
    await window.host.windows.setTheme({ theme: 'dark' });
  });
  const bounds = { x: 120, y: 90, width: 1200, height: 700 };
  await askMain(first.app, ({ BrowserWindow }, target) => BrowserWindow.getAllWindows()[0]!.setBounds(target), bounds);
  await expect.poll(() => askMain(first.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds().width)).toBe(1200);
  expectNothingLeft(first);
  await first.close();

  const second = await launchApp({ userData });
  await expect.poll(() => openedPath(second)).toBe(workspace);
  const info = await second.page.evaluate(() => window.host.windows.info(null));
  expect(info).toMatchObject({ language: 'en', theme: 'dark', role: 'main', gpuCrashed: false });
  const place = await askMain(second.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
  expect({ width: place.width, height: place.height }).toEqual({ width: 1200, height: 700 });
  const menu = await askMain(second.app, ({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
  expect(menu).toEqual(['File', 'Edit', 'View', 'Help']);
  expectNothingLeft(second);
  await second.close();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
});

test('the record’s process may die: its committed rows are there when it is back', async () => {
  const launched = await launchApp({ workspace: true });
  const count = () => launched.page.evaluate(async () => (await window.host.records.info(null))?.counts.premises ?? null);
  await expect.poll(count).toBe(3);
  const before = await recordPid(launched);
  process.kill(before!, 'SIGKILL');
  await expect.poll(() => recordPid(launched)).not.toBe(before);
  await expect.poll(count).toBe(3);
  expect(launched.log()).toContain('was started again');
  await launched.close();
});

function recordPid({ app }: LaunchedApp): Promise<number | null> {
  return askMain(
    app,
    ({ app: main }) => main.getAppMetrics().find(({ serviceName, name }) => [serviceName, name].includes('record'))?.pid ?? null,
  );
}
