import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { appFolder, electronBinary, runtimeSwitches } from './electron-command.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { runHeadless } from './run-headless.ts';

declare const window: Window & { host: Host };

let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-snapshot-'));
  copyWorkspace('small', join(folder, 'w.gpkg'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Width and height as a PNG's header states them (PNG specification, IHDR). */
function pngSize(path: string): [number, number] {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('pictures have exactly the asked sizes and differ by theme; the workspace stays as it was', async () => {
  const before = readFileSync(join(folder, 'w.gpkg'));
  const run = await runHeadless(
    [
      '--workspace',
      'w.gpkg',
      '--snapshot',
      'light.png',
      '--size',
      '1000x700',
      '--snapshot',
      'dark.png',
      '--size',
      '1366x768',
      '--theme',
      'dark',
      '--lang',
      'en',
    ],
    { cwd: folder },
  );
  expect(run.stderr).toBe('');
  expect(pngSize(join(folder, 'light.png'))).toEqual([1000, 700]);
  expect(pngSize(join(folder, 'dark.png'))).toEqual([1366, 768]);
  expect(Object.keys(run.summary!.timings)).toEqual(['open', 'snapshot:light.png', 'snapshot:dark.png', 'save', 'total']);
  expect(readFileSync(join(folder, 'w.gpkg')).equals(before)).toBe(true);
});

test('the window that draws pictures may look and not touch', async () => {
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [
      ...runtimeSwitches(),
      `--user-data-dir=${join(folder, 'profile')}`,
      appFolder,
      '--headless',
      '--workspace',
      join(folder, 'w.gpkg'),
      '--snapshot',
      join(folder, 'x.png'),
    ],
  });
  const closed = app.waitForEvent('close');
  const page = await app.firstWindow();
  const answers = await page.evaluate(async () => {
    const said = (call: Promise<unknown>) =>
      call.then(
        () => 'answered',
        (error: Error) => error.message,
      );
    return {
      role: (await window.host.windows.info(null)).role,
      read: await said(window.host.records.info(null)),
      undo: await said(window.host.records.undo(null)),
      open: await said(window.host.files.open({ path: null })),
      theme: await said(window.host.windows.setTheme({ theme: 'dark' })),
    };
  });
  expect(answers).toMatchObject({ role: 'snapshot', read: 'answered' });
  for (const refused of [answers.undo, answers.open, answers.theme]) expect(refused).toContain('refused: role');
  await closed;
});
