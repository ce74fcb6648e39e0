import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hashOfCache, hashOfRecord } from '../../electron/e2e/kept-columns.ts';
import { type LaunchedApp, launchApp } from '../../electron/e2e/launch-app.ts';
import { copyWorkspace } from '../../electron/e2e/prepared-workspaces.ts';
import type { Host } from '../../shared/ipc/host.ts';
import { fillDiskTo, type LoopDisk, makeImage, mountImage, whyNoLoopDisk } from './loop-disk.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

/** The disk of the profile: cache, settings, log, sample. The workspace lies on another. */
const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-full-profile-'));
const reason = whyNoLoopDisk(folder);
const image = join(folder, 'disk.img');
const workspace = join(folder, 'w.gpkg');
const userData = join(folder, 'disk/profile');
const ballast = join(folder, 'disk/ballast');
let disk: LoopDisk;
let launched: LaunchedApp | null = null;

test.beforeAll(() => {
  // biome-ignore lint/suspicious/noSkippedTests: said where it cannot run.
  test.skip(reason !== null, `no disk of its own can be mounted here: ${reason}`);
  makeImage(image, 64 << 20);
  disk = mountImage(image, join(folder, 'disk'));
  mkdirSync(userData);
  const operator = { name: '测试员', unit: '', role: 'administrator' };
  writeFileSync(join(userData, 'preferences.json'), JSON.stringify({ operator, recent: [] }));
  copyWorkspace('small', workspace);
});
test.afterEach(async () => {
  await launched?.close();
  launched = null;
});
test.afterAll(async () => {
  // Chromium's last processes end a little after the app.
  if (reason === null) await expect(() => disk.unmount()).toPass();
  rmSync(folder, { recursive: true, force: true });
});

const rename = ({ page }: LaunchedApp, name: string) =>
  page.evaluate(async (next) => {
    const { search, get, apply } = window.host.records;
    const hit = (await search({ text: 'P-1', limit: 1 }))[0]!;
    const { fid: _fid, rev: _rev, ...row } = (await get({ table: 'premises', id: hit.id }))!;
    const note = { edit: 'editPremises', subject: next, count: 1 };
    return apply({ change: { note, puts: { premises: [{ ...row, name: next }] }, deletes: {} } as never });
  }, name);

test('started on a full disk the app says that the sample cannot be made, and a workspace elsewhere is worked on', async () => {
  fillDiskTo(ballast, 0);
  launched = await launchApp({ userData });
  const { page, errors } = launched;
  await expect(page.getByTestId('recovery-text')).toContainText('磁盘空间不足', { timeout: 30_000 });
  expect(await page.evaluate((path) => window.host.files.open({ path }), workspace)).toMatchObject({ ok: true });
  await expect(page.getByTestId('kpi-strip')).toBeVisible({ timeout: 30_000 });
  expect(await rename(launched, '满盘时改的')).toMatchObject({ ok: true });
  await page.evaluate(() => window.host.windows.setTheme({ theme: 'dark' }));
  await expect(page.locator('.notice', { hasText: '没能写入磁盘' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a disk that fills up under the app leaves the cache behind, which catches up when there is space', async () => {
  rmSync(ballast);
  launched = await launchApp({ userData, args: [workspace] });
  const { page, errors } = launched;
  await expect.poll(() => hashOfCache(page), { timeout: 60_000 }).not.toBeNull();
  fillDiskTo(ballast, 0);
  expect(await rename(launched, '又满盘时改的')).toMatchObject({ ok: true });
  await expect(page.getByTestId('command-undo')).toBeEnabled();
  rmSync(ballast);
  expect(await rename(launched, '有空间后改的')).toMatchObject({ ok: true });
  await page.reload();
  await expect(page.getByTestId('kpi-strip')).toBeVisible({ timeout: 30_000 });
  const kept = await hashOfRecord(page);
  await expect.poll(() => hashOfCache(page), { timeout: 30_000 }).toBe(kept);
  expect(errors).toEqual([]);
});
