import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/index.ts';
import { closeDialog } from './close-dialog.ts';
import { editPremises } from './edit-premises.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { fewPremises, writePremises } from './make-workspace.ts';
import { runHeadless } from './run-headless.ts';

declare const window: { host: Host };

/** One workspace and one launch for the whole story: each test goes on where the one before ended. */
test.describe.configure({ mode: 'serial' });

let folder: string;
let path: string;
let launched: LaunchedApp;
let page: Page;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-history-'));
  path = join(folder, 'w.gpkg');
  const table = join(folder, 'first.csv');
  writePremises(table);
  expect((await runHeadless(['--workspace', path, '--import', table, '--as', 'premises'])).code).toBe(0);
  const more = join(folder, 'more.csv');
  writePremises(more, ['P-7,北街书店,小商店,北街7号,114.331,30.501', 'P-8,北街茶馆,小餐饮,北街8号,114.332,30.503']);
  expect((await runHeadless(['--workspace', path, '--import', more, '--as', 'premises'])).code).toBe(0);
  launched = await launchApp({ args: [path], userData: join(folder, 'profile') });
  page = launched.page;
  await page.getByTestId('kpi-strip').waitFor({ timeout: 60_000 });
});
test.afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const openLog = async (): Promise<void> => {
  await page.keyboard.press('Control+h');
  await expect(page.getByTestId('change-detail')).toBeVisible();
};
const premisesCount = () => page.evaluate(async () => (await window.host.records.info(null))?.counts.premises);

/** Changes fields of the first premises. */
const edit = async (values: Record<string, unknown>): Promise<void> => {
  expect(await editPremises(page, 'P-1', values)).toMatchObject({ ok: true });
};

test('tells the history of a record and puts an old value back', async () => {
  await edit({ seats: 12, note: '初次核对' });
  await edit({ seats: 30 });
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('东街超市');
  await expect(page.locator('.palette-hit').first()).toContainText('东街超市');
  await page.keyboard.press('Enter');
  await page.getByTestId('card-history').click();
  const history = page.getByTestId('record-history');
  await expect(history.locator('.revision')).toHaveCount(3);
  await expect(history.locator('.revision').first()).toContainText('座位数12');
  await expect(history.locator('.revision').first()).toContainText('测试员');
  await history.getByTestId('restore-seats').first().click();
  await expect(history.locator('.revision')).toHaveCount(4);
  await expect(history.locator('.revision').first()).toContainText('恢复旧值');
  expect(await page.evaluate(async () => (await window.host.records.byFid({ table: 'premises', fid: 1 }))?.seats)).toBe(12);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('card')).toBeHidden();
});

test('opens a change, filters the log and undoes by name up to a step', async () => {
  await openLog();
  await expect(page.getByTestId('log-total')).toContainText('5');
  await page.getByTestId('log-3').click();
  await expect(page.getByTestId('change-detail')).toContainText('初次核对');
  await expect(page.getByTestId('undo-to')).toContainText('3');
  await page.getByTestId('log-search').fill('导入');
  await expect(page.getByTestId('log-total')).toContainText('2');
  await page.getByTestId('log-search').fill('');
  await page.getByTestId('log-3').click();
  await page.getByTestId('undo-to').click();
  await page.getByTestId('confirm-undo-to').click();
  await expect(page.getByTestId('log-total')).toContainText('8');
  expect(await page.evaluate(async () => (await window.host.records.byFid({ table: 'premises', fid: 1 }))?.seats)).toBeNull();
  await closeDialog(page);
  await page.keyboard.press('Control+y');
  await expect.poll(() => page.evaluate(async () => (await window.host.records.byFid({ table: 'premises', fid: 1 }))?.seats)).toBe(12);
});

test('undoes a whole import by its batch, after telling how many rows', async () => {
  expect(await premisesCount()).toBe(fewPremises.length + 2);
  await openLog();
  await page.getByTestId('log-2').click();
  await page.getByTestId('undo-batch').click();
  await expect(page.getByTestId('undo-preview')).toContainText('删除 2');
  await page.getByTestId('confirm-undo-batch').click();
  await expect.poll(premisesCount).toBe(fewPremises.length);
  await closeDialog(page);
});

test('shows a past state on map, figures and cards, refuses to write there, and comes back', async () => {
  await openLog();
  await page.getByTestId('log-2').click();
  await page.getByTestId('view-after').click();
  await expect(page.getByTestId('past-banner')).toBeVisible();
  await expect(page.getByTestId('kpi-strip')).toContainText('5');
  await expect(page.locator('.layer-count, .left-panel').first()).toContainText('4');
  await expect(page.getByTestId('command-undo')).toBeDisabled();
  // What was removed since is found, and the tray holds what had no position then.
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('北街书店');
  await expect(page.locator('.palette-hit').first()).toContainText('北街书店');
  await page.keyboard.press('Escape');
  await page.getByTestId('open-tray').click();
  await expect(page.getByTestId('unplaced-tray')).toContainText('无坐标旅馆');
  await expect(page.getByTestId('locate').first()).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('东街超市');
  await expect(page.locator('.palette-hit').first()).toContainText('东街超市');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('edit-premises')).toBeDisabled();
  await expect(page.getByTestId('card')).not.toContainText('初次核对');
  const rev = await page.evaluate(async () => (await window.host.records.info(null))?.rev);
  await page.keyboard.press('Control+z');
  expect(await page.evaluate(async () => (await window.host.records.info(null))?.rev)).toBe(rev);
  await page.getByTestId('view-present').click();
  await expect(page.getByTestId('past-banner')).toHaveCount(0);
  await expect(page.getByTestId('card')).toContainText('初次核对');
  await expect(page.getByTestId('edit-premises')).toBeEnabled();
  await expect(page.getByTestId('kpi-strip')).toContainText('3');
});

test('notices what another program edited, shows it and adopts it as a change', async () => {
  const edited = spawnSync('ogrinfo', [path, '-sql', "UPDATE premises SET address = '东街甲1号' WHERE name = '东街超市'"]);
  if (edited.error !== undefined) throw new Error('ogrinfo of GDAL is needed (Debian: gdal-bin)');
  expect(String(edited.stderr)).not.toContain('ERROR');
  await expect(page.getByTestId('outside-banner')).toContainText('1');
  await page.getByTestId('look-outside').click();
  await expect(page.getByTestId('outside-tables')).toContainText('东街甲1号');
  await page.getByTestId('adopt-outside').click();
  await expect(page.getByTestId('outside-banner')).toHaveCount(0);
  // The dialog closes with the answer, which comes after the news of the change; until then it takes no other's shortcut.
  await expect(page.getByTestId('outside-tables')).toBeHidden();
  await openLog();
  await expect(page.getByTestId('change-detail')).toContainText('采纳其他软件的改动');
  await page.getByTestId('check-log').click();
  await expect(page.getByTestId('log-check')).toContainText('变更记录完整');
  await closeDialog(page);
});

test('finds the first entry somebody altered in the log', async () => {
  const altered = spawnSync('sqlite3', [path, "UPDATE change_log SET actor = '别人' WHERE rev >= 3"]);
  if (altered.error !== undefined) throw new Error('the sqlite3 shell is needed (Debian: sqlite3)');
  expect(String(altered.stderr)).toBe('');
  await openLog();
  await page.getByTestId('check-log').click();
  await expect(page.getByTestId('log-check')).toContainText('第 3 次修改的记录被改动过');
  expect(launched.errors).toEqual([]);
});
