import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type CacheDamage, damageCache, hashOfCache, hashOfRecord } from './kept-columns.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
const drawnCount = () => launched.log().split('main window drawn').length - 1;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-cache-'));
  const workspace = join(folder, 'sample.gpkg');
  copyWorkspace('sample', workspace);
  launched = await launchApp({ args: [workspace] });
  await expect.poll(drawnCount, { timeout: 120_000 }).toBe(1);
  await expect.poll(() => hashOfCache(launched.page), { timeout: 30_000 }).not.toBeNull();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what is kept is what the record holds', async () => {
  expect(await hashOfCache(launched.page)).toBe(await hashOfRecord(launched.page));
});

const damages: CacheDamage[] = ['deleted', 'behind', 'ahead', 'otherHistory', 'truncated', 'wrongShape', 'bitFlipped', 'strangersInside'];
for (const damage of damages) {
  test(`a cache that is ${damage} is read again from the record and kept anew`, async () => {
    const { page } = launched;
    const expected = await hashOfRecord(page);
    await damageCache(page, damage);
    // A wrong history alone leaves the columns' bytes changed, a wrong revision leaves none of this one.
    expect(await hashOfCache(page)).not.toBe(expected);
    const before = drawnCount();
    await page.reload();
    await expect.poll(drawnCount, { timeout: 120_000 }).toBe(before + 1);
    await expect(page.getByLabel('主要指标')).toContainText('5,621');
    await expect.poll(() => hashOfCache(page), { timeout: 30_000 }).toBe(expected);
    expect(launched.errors).toEqual([]);
  });
}

test('a database of a newer version under its name keeps nobody from working', async () => {
  const { page } = launched;
  await damageCache(page, 'newerDatabase');
  const before = drawnCount();
  await page.reload();
  await expect.poll(drawnCount, { timeout: 120_000 }).toBe(before + 1);
  await expect(page.getByLabel('主要指标')).toContainText('5,621');
});
