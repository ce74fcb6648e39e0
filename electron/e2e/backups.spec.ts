import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { closeDialog } from './close-dialog.ts';
import { editPremises, readPremises } from './edit-premises.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
});
test.afterAll(() => launched.close());

const nameNow = async () => (await readPremises(launched.page, 'P-1'))?.name;
const openedPath = () => launched.page.evaluate(async () => (await window.host.records.info(null))?.path ?? null);

test('a backup is made, compared, restored, and the restore undone', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+b');
  const dialog = page.getByTestId('backups');
  await page.getByTestId('create-backup').click();
  await expect(dialog.getByRole('row', { name: /手动.*写入时已核对/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('backup-status')).toContainText('备份正常');
  await page.getByTestId('check-backups').click();
  await expect(dialog.getByText('刚刚核对，完好').first()).toBeVisible({ timeout: 30_000 });
  await closeDialog(page);

  const before = await nameNow();
  expect(await editPremises(page, 'P-1', { name: '改过的超市' })).toMatchObject({ ok: true });

  await page.keyboard.press('Control+b');
  await dialog.getByRole('row', { name: /手动/ }).getByTestId('preview-restore').click();
  const preview = page.getByTestId('restore-preview');
  await expect(preview.getByRole('row', { name: /^场所 — 1 —$/ })).toBeVisible({ timeout: 30_000 });
  await expect(preview).toContainText('可以撤销');
  expect(await nameNow()).toBe('改过的超市');
  await page.getByTestId('confirm-restore').click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  expect(await nameNow()).toBe(before);

  const notice = page.locator('.notice', { hasText: '已恢复到' });
  await notice.getByRole('button', { name: '撤销' }).click();
  await expect.poll(nameNow).toBe('改过的超市');
});

test('the second folder and the numbers kept are set, and a folder that went away is named', async () => {
  const { page, userData } = launched;
  const folder = join(userData, '移动硬盘');
  mkdirSync(folder);
  await answerDialogs(launched.app, { open: folder });
  await page.keyboard.press('Control+b');
  const second = page.getByTestId('second-folder');
  await page.getByTestId('choose-second-folder').click();
  await expect(second).toContainText('可以访问');
  await page.getByTestId('create-backup').click();
  await expect.poll(() => readdirSync(folder).length, { timeout: 30_000 }).toBe(1);
  await page.getByLabel('最近的备份').fill('');
  // Key by key: a number half typed must not be taken.
  await page.getByLabel('最近的备份').pressSequentially('20');
  expect(await page.evaluate(async () => (await window.host.backups.settings(null))?.keep.recent)).toBe(10);
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(async () => (await window.host.backups.settings(null))?.keep.recent)).toBe(20);
  await closeDialog(page);

  rmSync(folder, { recursive: true });
  await page.keyboard.press('Control+b');
  await expect(second).toContainText('现在无法访问');
  await expect(second).toContainText('请接上移动硬盘');
  await page.getByRole('button', { name: '不再使用' }).click();
  await expect(second).toContainText('未设置');
  await closeDialog(page);
});

test('an encrypted copy is checked, and opened again only with its password', async () => {
  const { page, userData } = launched;
  const stick = join(userData, '副本.firemap');
  const home = await openedPath();
  await answerDialogs(launched.app, { save: stick });
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '复制到U盘…' }).click();
  await page.getByTestId('new-password').fill('12345678');
  await expect(page.getByText('弱：容易被猜出')).toBeVisible();
  await page.getByTestId('new-password').fill('红旗路119号夜班');
  await page.getByTestId('repeat-password').fill('红旗路119号');
  await page.getByTestId('start-copy').click();
  await expect(page.getByText('两次输入的密码不一样')).toBeVisible();
  expect(existsSync(stick)).toBe(false);
  await page.getByTestId('repeat-password').fill('红旗路119号夜班');
  await page.getByTestId('start-copy').click();
  const result = page.getByTestId('written-file');
  await expect(result).toContainText('已复制，核对无误', { timeout: 60_000 });
  await expect(result).toContainText('已加密');
  await expect(result).toContainText('场所 3 家');
  expect(existsSync(stick)).toBe(true);
  await closeDialog(page);

  const unpacked = join(userData, '取出.gpkg');
  await answerDialogs(launched.app, { open: stick, save: unpacked });
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '打开加密包…' }).click();
  await page.getByTestId('choose-package').click();
  await page.getByTestId('package-password').fill('红旗路119号');
  await page.getByTestId('open-package-file').click();
  await expect(page.getByText('密码不对')).toBeVisible({ timeout: 60_000 });
  expect(existsSync(unpacked)).toBe(false);
  expect(await openedPath()).toBe(home);
  // Only the password is asked for again, by no native dialog.
  await answerDialogs(launched.app, {});
  await page.getByTestId('package-password').fill('红旗路119号夜班');
  await page.keyboard.press('Enter');
  await expect.poll(openedPath, { timeout: 60_000 }).toBe(unpacked);
  expect(await nameNow()).toBe('改过的超市');
});

test('a viewer sees how backups stand, and why nothing can be done with them', async () => {
  const { page } = launched;
  await page.evaluate(() => window.host.windows.setOperator({ operator: { name: '李四', unit: '', role: 'viewer' } }));
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('backup-status')).toBeVisible();
  for (const button of ['create-backup', 'copy-to-usb', 'choose-second-folder']) {
    await expect(page.getByTestId(button)).toBeDisabled();
    await expect(page.getByTestId(button)).toHaveAttribute('title', /需要/);
  }
  expect(await page.evaluate(() => window.host.backups.create(null))).toMatchObject({ failure: { code: 'roleForbids' } });
  expect(launched.errors).toEqual([]);
  expectNothingLeft(launched);
});
