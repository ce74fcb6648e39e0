import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { appFolder, electronBinary, runtimeSwitches } from './electron-command.ts';
import { expectNothingLeft, launchApp } from './launch-app.ts';
import { makeWorkspace } from './make-workspace.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { runHeadless } from './run-headless.ts';

declare const window: Window & { host: Host };

test('a second start hands its workspace to the first and ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-second-'));
  const first = join(folder, 'first.gpkg');
  const second = join(folder, 'second.gpkg');
  copyWorkspace('small', first);
  await makeWorkspace(second);
  const launched = await launchApp({ args: [first] });
  const opened = () => launched.page.evaluate(async () => (await window.host.records.info(null))?.path ?? null);
  await expect.poll(opened).toBe(first);

  const other = spawn(electronBinary(), [...runtimeSwitches(), `--user-data-dir=${launched.userData}`, appFolder, second], {
    stdio: 'ignore',
  });
  const [code] = await once(other, 'exit');

  expect(code).toBe(0);
  // Closing the first makes its last backup before the second opens.
  await expect.poll(opened, { timeout: 30_000 }).toBe(second);
  const recent = await launched.page.evaluate(() => window.host.files.recent(null));
  expect(recent.map(({ path }) => path)).toEqual([second, first]);
  expectNothingLeft(launched);
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a workspace open in a window is not rewritten behind its back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-busy-'));
  const path = join(folder, 'busy.gpkg');
  copyWorkspace('small', path);
  const launched = await launchApp({ args: [path] });
  await expect.poll(() => launched.page.evaluate(async () => (await window.host.records.info(null))?.path ?? null)).toBe(path);
  const run = await runHeadless(['--workspace', path, '--sample']);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('错误：');
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});
