import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { editPremises } from './edit-premises.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

declare const window: Window & { host: Host };

let userData: string;
let workspace: string;
test.beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'fire-one-map-recovery-'));
  workspace = join(userData, 'w.gpkg');
  copyWorkspace('small', workspace);
});
test.afterEach(() => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }));

const infoOf = ({ page }: LaunchedApp) => page.evaluate(() => window.host.records.info(null));
const opened = (launched: LaunchedApp) =>
  expect.poll(async () => (await infoOf(launched))?.path ?? null, { timeout: 30_000 }).toBe(workspace);

/** Starts, opens the workspace, changes a premises, backs up, and closes. */
async function workOnce(change: (page: Page) => Promise<void> = async () => undefined): Promise<void> {
  const first = await launchApp({ userData, args: [workspace] });
  await opened(first);
  await rename(first.page, '改过的超市');
  expect(await first.page.evaluate(() => window.host.backups.create(null))).toMatchObject({ ok: true });
  await change(first.page);
  await first.close();
}

async function rename(page: Page, name: string): Promise<void> {
  expect(await editPremises(page, 'P-1', { name })).toMatchObject({ ok: true });
}

test('a file damaged between two starts is explained, kept, and its newest backup goes on', async () => {
  await workOnce();
  const bytes = readFileSync(workspace);
  bytes.fill(0x5a, 40_960, 45_056);
  writeFileSync(workspace, bytes);

  const second = await launchApp({ userData });
  const { page } = second;
  await expect(page.getByRole('heading', { name: '工作区文件已损坏' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('recovery-text')).toContainText('没有写入它');
  await expect(page.getByTestId('recovery')).toContainText(workspace);
  await expect(page.getByRole('row', { name: /刚刚核对，完好/ }).first()).toBeVisible({ timeout: 30_000 });
  expect(readFileSync(workspace).equals(bytes)).toBe(true);
  await page.getByTestId('recover').click();
  await opened(second);
  expect((await infoOf(second))?.undo).toMatchObject({ edit: 'editPremises', subject: '改过的超市' });
  const [kept] = readdirSync(userData).filter((name) => /^w\.damaged-.*\.gpkg$/.test(name));
  expect(readFileSync(join(userData, kept!)).equals(bytes)).toBe(true);
  await expect(page.locator('.notice', { hasText: kept! })).toBeVisible();
  await second.close();

  // The damaged file of today must not shadow the way back tomorrow: cut at its beginning, it is found damaged again.
  truncateSync(workspace, 50);
  const third = await launchApp({ userData, args: [workspace] });
  await expect(third.page.getByRole('heading', { name: '这个文件已损坏，或不是工作区' })).toBeVisible({ timeout: 30_000 });
  await expect(third.page.getByText('以前留存的损坏文件（1 个）')).toBeVisible({ timeout: 30_000 });
  await third.page.getByTestId('recover').click();
  await opened(third);
  await third.close();
});

test('a truncated WAL that lost changes is named with their number; the file as it is can be taken', async () => {
  const saved = join(userData, 'as-cut');
  await workOnce(async (page) => {
    for (const name of ['第二次', '第三次', '第四次']) await rename(page, name);
    // What a power cut leaves: the file with its log, and the witness of what was acknowledged.
    copyFileSync(workspace, saved);
    copyFileSync(`${workspace}-wal`, `${saved}-wal`);
    copyFileSync(join(userData, 'w.backups/witness.json'), `${saved}-witness`);
  });
  renameSync(saved, workspace);
  renameSync(`${saved}-wal`, `${workspace}-wal`);
  renameSync(`${saved}-witness`, join(userData, 'w.backups/witness.json'));
  truncateSync(`${workspace}-wal`, Math.floor(readFileSync(`${workspace}-wal`).length / 2));

  const second = await launchApp({ userData });
  const { page } = second;
  await expect(page.getByRole('heading', { name: '最近的修改不在文件里' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('recovery-text')).toContainText(/缺少 \d+ 次/);
  await expect(page.getByTestId('recover')).toBeEnabled({ timeout: 30_000 });
  await page.getByTestId('accept-as-is').click();
  await opened(second);
  expect((await infoOf(second))?.counts.premises).toBe(3);
  await second.close();
});

test('a missing file is not replaced by another workspace in silence: it is retried, or restored in its place', async () => {
  const other = join(userData, 'other.gpkg');
  copyWorkspace('small', other);
  const before = await launchApp({ userData, args: [other] });
  await expect.poll(async () => (await infoOf(before))?.path).toBe(other);
  await before.close();
  await workOnce();
  renameSync(workspace, join(userData, 'moved.gpkg'));

  const second = await launchApp({ userData });
  const { page } = second;
  await expect(page.getByRole('heading', { name: '找不到工作区文件' })).toBeVisible({ timeout: 30_000 });
  expect(await infoOf(second)).toBeNull();
  await page.getByTestId('retry-open').click();
  await expect(page.getByRole('heading', { name: '找不到工作区文件' })).toBeVisible();
  await page.getByTestId('recover').click({ timeout: 30_000 });
  await opened(second);
  expect(existsSync(workspace)).toBe(true);
  expect((await infoOf(second))?.undo).toMatchObject({ subject: '改过的超市' });

  // While another workspace is open, one that does not open is a dialog over it, and the open one stays.
  writeFileSync(other, 'no workspace any more');
  await page.evaluate((path) => window.host.files.open({ path }), other);
  await expect(page.getByRole('dialog').getByTestId('recovery')).toContainText(other);
  await expect.poll(async () => (await infoOf(second))?.path).toBe(workspace);
  await second.close();
});
