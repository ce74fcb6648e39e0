import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs } from './answer-dialogs.ts';
import { closeDialog } from './close-dialog.ts';
import { editPremises, readPremises } from './edit-premises.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { writePremises } from './make-workspace.ts';
import { runHeadless } from './run-headless.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const password = '红旗片区2026';
let folder: string;
let office: string;
const at = (name: string) => join(folder, name);

const command = async (launched: LaunchedApp, group: string, name: string) => {
  await launched.page.getByTestId('workspace-menu').click();
  await launched.page.getByRole('menuitem', { name: group }).hover();
  await launched.page.getByRole('menuitem', { name }).click();
};

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-field-'));
  office = at('大队.gpkg');
  writePremises(at('场所.csv'));
  const ring = [
    [114.32, 30.49],
    [114.35, 30.49],
    [114.35, 30.51],
    [114.32, 30.51],
    [114.32, 30.49],
  ];
  const feature = { type: 'Feature', properties: { 名称: '东片' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  writeFileSync(at('片区.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const made = await runHeadless([
    '--workspace',
    office,
    '--import',
    at('场所.csv'),
    '--as',
    'premises',
    '--import',
    at('片区.geojson'),
    '--as',
    'zones',
  ]);
  expect(made.stderr).toBe('');
  expect(made.summary?.counts).toMatchObject({ premises: 3, zones: 1 });
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a zone goes out as a package, is worked on elsewhere, comes back and is merged; a person decides what both changed', async () => {
  const officeApp = await launchApp({ args: [office], userData: at('office-profile') });
  await officeApp.untilDrawn();
  await command(officeApp, '现场包', '制作现场包…');
  await officeApp.page.getByTestId('package-zone').click();
  await officeApp.page.getByTitle('东片').last().click();
  await expect(officeApp.page.getByTestId('zone-content')).toContainText('场所 2');
  await officeApp.page.getByTestId('new-password').fill(password);
  await officeApp.page.getByTestId('repeat-password').fill(password);
  await answerDialogs(officeApp.app, { save: at('东片.fpkg') });
  await officeApp.page.getByTestId('start-make-package').click();
  await expect(officeApp.page.getByTestId('written-file')).toContainText('东片.fpkg', { timeout: 60_000 });
  expect(readFileSync(at('东片.fpkg')).includes('东街超市')).toBe(false);
  await closeDialog(officeApp.page);

  const fieldApp = await launchApp({
    userData: at('field-profile'),
    workspace: true,
    operator: { name: '李网格', unit: '', role: 'recorder' },
  });
  await fieldApp.untilDrawn();
  await command(fieldApp, '现场包', '打开现场包…');
  await answerDialogs(fieldApp.app, { open: at('东片.fpkg'), save: at('现场.gpkg') });
  await fieldApp.page.getByTestId('choose-package').click();
  await fieldApp.page.getByTestId('package-password').fill('错误的密码');
  await fieldApp.page.getByTestId('open-package-file').click();
  await expect(fieldApp.page.getByText('密码不对。')).toBeVisible({ timeout: 30_000 });
  // Only the password is asked for again, by no native dialog.
  await answerDialogs(fieldApp.app, {});
  await expect(fieldApp.page.getByTestId('package-password')).toBeFocused();
  await fieldApp.page.getByTestId('package-password').fill(password);
  await fieldApp.page.keyboard.press('Enter');
  await expect(fieldApp.page.getByTestId('field-package-banner')).toContainText('东片', { timeout: 60_000 });
  expect(await editPremises(fieldApp.page, 'P-1', { phone: '13900000001', note: '现场核对过' })).toMatchObject({ ok: true });
  await answerDialogs(fieldApp.app, { save: at('回收.fpkg') });
  await fieldApp.page.getByTestId('give-back').click();
  await fieldApp.page.getByTestId('new-password').fill(password);
  await fieldApp.page.getByTestId('repeat-password').fill(password);
  await fieldApp.page.getByTestId('start-give-back').click();
  await expect(fieldApp.page.getByTestId('written-file')).toContainText('回收.fpkg', { timeout: 60_000 });
  expect(fieldApp.errors).toEqual([]);
  await fieldApp.close();

  expect(await editPremises(officeApp.page, 'P-1', { phone: '13800000000' })).toMatchObject({ ok: true });
  await answerDialogs(officeApp.app, { open: at('回收.fpkg') });
  await command(officeApp, '现场包', '合并现场包…');
  await officeApp.page.getByTestId('choose-package').click();
  await officeApp.page.getByTestId('package-password').fill(password);
  await officeApp.page.getByTestId('preview-merge').click();
  const preview = officeApp.page.getByTestId('merge-preview');
  await expect(preview).toContainText('李网格', { timeout: 60_000 });
  await expect(preview.getByRole('row', { name: /^场所 — 1 — 1$/ })).toBeVisible();
  expect(await readPremises(officeApp.page, 'P-1')).toMatchObject({ phone: '13800000000', note: null });
  await officeApp.page.getByTestId('confirm-merge').click();
  const conflicts = officeApp.page.getByTestId('conflicts');
  await expect(conflicts).toContainText('13900000001', { timeout: 60_000 });
  await expect(conflicts).toContainText('13800000000');
  expect(await readPremises(officeApp.page, 'P-1')).toMatchObject({ phone: '13800000000', note: '现场核对过' });
  await conflicts.locator('[data-conflict]').focus();
  await officeApp.page.keyboard.press('ArrowRight');
  await expect(officeApp.page.getByText('没有待裁定的冲突。')).toBeVisible();
  expect(await readPremises(officeApp.page, 'P-1')).toMatchObject({ phone: '13900000001' });
  await officeApp.page.getByTestId('undo-decision').click();
  await expect(conflicts).toContainText('13800000000');
  await closeDialog(officeApp.page);
  await expect(officeApp.page.getByTestId('conflicts-banner')).toContainText('1');
  // The merge itself is one change: undone as one, and its conflicts with it.
  await officeApp.page.keyboard.press('Control+z');
  await expect(officeApp.page.getByTestId('conflicts-banner')).toBeHidden();
  expect(await readPremises(officeApp.page, 'P-1')).toMatchObject({ phone: '13800000000', note: null });
  await officeApp.page.keyboard.press('Control+y');
  await expect(officeApp.page.getByTestId('conflicts-banner')).toContainText('1');
  expect(await readPremises(officeApp.page, 'P-1')).toMatchObject({ phone: '13800000000', note: '现场核对过' });
  await officeApp.page.getByTestId('review-conflicts').click();
  await conflicts.getByTestId('take-ours').click();
  await expect(officeApp.page.getByText('没有待裁定的冲突。')).toBeVisible();
  await officeApp.page.getByText('已裁定', { exact: true }).click();
  await expect(conflicts).toContainText('取本机');
  await officeApp.page.getByTestId('undo-decision').click();
  await closeDialog(officeApp.page);
  await expect(officeApp.page.getByTestId('conflicts-banner')).toContainText('1');
  expect(officeApp.errors).toEqual([]);
  await officeApp.close();

  const again = await launchApp({ args: [office], userData: at('office-profile') });
  await expect(again.page.getByTestId('conflicts-banner')).toContainText('1', { timeout: 90_000 });
  await again.close();
});

test('the command line makes and merges packages; a second time changes nothing, a wrong password is refused', async () => {
  writeFileSync(at('密码.txt'), `${password}\n`);
  writeFileSync(at('错.txt'), '不对的密码不对的密码\n');
  const merge = (file: string) => runHeadless(['--workspace', office, '--merge-package', at('回收.fpkg'), '--password-file', at(file)]);
  const second = await merge('密码.txt');
  expect([second.code, second.stderr]).toEqual([0, '']);
  expect(second.summary).toMatchObject({ merges: [{ alreadyMerged: true, summary: null }] });
  const wrong = await merge('错.txt');
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain('密码不对');
  const made = await runHeadless([
    '--workspace',
    office,
    '--field-package',
    `zone=东片=${at('再.fpkg')}`,
    '--password-file',
    at('密码.txt'),
  ]);
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(existsSync(at('再.fpkg'))).toBe(true);
});
