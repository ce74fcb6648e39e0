import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { closeDialog } from './close-dialog.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

declare const window: Window & { host: Host };

/** One launch for all: each test goes on where the one before ended. */
test.describe.configure({ mode: 'serial' });

let folder: string;
let newer: string;
let unwritable: string;
let usual: string;
let taken: string;
let launched: LaunchedApp;
let page: Page;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-read-only-'));
  [newer, unwritable, usual, taken] = ['newer', 'unwritable', 'usual', 'taken'].map((name) => {
    const path = join(folder, `${name}.gpkg`);
    copyWorkspace('small', path);
    return path;
  }) as [string, string, string, string];
  const altered = spawnSync('sqlite3', [newer, 'UPDATE workspace_meta SET schema_version = 9999']);
  if (altered.error !== undefined) throw new Error('the sqlite3 shell is needed (Debian: sqlite3)');
  const lock = { host: '值班室', user: '李四', pid: 4711, since: new Date().toISOString() };
  writeFileSync(`${taken}.lock`, JSON.stringify(lock));
  launched = await launchApp({ userData: join(folder, 'profile'), args: [newer] });
  page = launched.page;
  await page.getByTestId('kpi-strip').waitFor({ timeout: 60_000 });
});
test.afterAll(async () => {
  await launched?.close();
  spawnSync('chattr', ['-i', unwritable]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const open = (path: string) => page.evaluate((chosen) => window.host.files.open({ path: chosen }), path);
const banner = () => page.getByTestId('read-only-banner');

/** Search, card and keys work; what would write says why it does not. */
async function expectOnlyViewing(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('东街超市');
  await expect(page.locator('.palette-hit').first()).toContainText('东街超市');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('card')).toContainText('东街1号');
  await expect(page.getByTestId('edit-premises')).toBeDisabled();
  await expect(page.getByTestId('command-undo')).toBeDisabled();
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('backups')).toContainText('只能查看');
  await closeDialog(page);
}

test('a workspace of a newer version is viewed, not one byte of it changed', async () => {
  const before = readFileSync(newer);
  await expect(banner()).toContainText('更新版本');
  await expectOnlyViewing();
  expect(await open(usual)).toMatchObject({ ok: true });
  await expect(banner()).toBeHidden();
  expect(readFileSync(newer).equals(before)).toBe(true);
});

test('a file that cannot be written to is viewed', async () => {
  const madeUnwritable = spawnSync('chattr', ['+i', unwritable]).status === 0;
  // biome-ignore lint/suspicious/noSkippedTests: said where it cannot run.
  test.skip(!madeUnwritable, 'no file can be made unwritable here: chattr needs root and a file system that knows it');
  const before = readFileSync(unwritable);
  expect(await open(unwritable)).toMatchObject({ value: { readOnly: 'notWritable' } });
  await expect(banner()).toContainText('只读');
  await expectOnlyViewing();
  expect(readFileSync(unwritable).equals(before)).toBe(true);
});

test('a workspace somebody else has open is not opened, and it is said who has it', async () => {
  expect(await open(usual)).toMatchObject({ ok: true });
  expect(await open(taken)).toMatchObject({ failure: { code: 'workspaceInUse' } });
  await expect.poll(async () => (await page.evaluate(() => window.host.records.info(null)))?.path).toBe(usual);
  await launched.close();
  launched = await launchApp({ userData: join(folder, 'profile'), args: [taken] });
  page = launched.page;
  await expect(page.getByRole('heading', { name: '工作区正在别处使用' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('recovery-text')).toContainText('李四 在电脑 值班室');
  rmSync(`${taken}.lock`);
  await page.getByTestId('retry-open').click();
  await expect(page.getByTestId('kpi-strip')).toBeVisible({ timeout: 30_000 });
});

test('a viewer is told so, and how to become another', async () => {
  await page.evaluate(() => window.host.windows.setOperator({ operator: { name: '李四', unit: '', role: 'viewer' } }));
  const viewer = page.getByTestId('viewer-banner');
  await expect(viewer).toBeVisible();
  await viewer.getByRole('button').click();
  await page.getByRole('dialog').waitFor();
  await closeDialog(page);
  expect(launched.errors).toEqual([]);
});
