import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { askMain } from './ask-main.ts';
import { closeDialog } from './close-dialog.ts';
import { exportAs } from './export-as.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'fire-one-map-exports-')), '导出 文件');
  mkdirSync(folder);
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
  await expect(launched.page.getByLabel('主要指标')).toContainText('2 / 3');
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const dialogOf = (page: Page) => page.getByRole('dialog', { name: '导出' });

async function exportTo(name: string, format: string, before?: () => Promise<void>): Promise<string> {
  const path = join(folder, name);
  await launched.page.keyboard.press('Control+e');
  await exportAs(launched, path, format, before);
  await expect(dialogOf(launched.page).getByTestId('export-done')).toContainText(path);
  return path;
}
const leave = async (): Promise<void> => {
  await dialogOf(launched.page).getByRole('button', { name: '关闭' }).last().click();
  await expect(dialogOf(launched.page)).toBeHidden();
};

test('every format is written where the dialog says, and GDAL reads it', async () => {
  const formats = {
    'a.xlsx': 'Excel',
    'a.csv': 'CSV',
    'a.geojson': 'GeoJSON',
    'a.kml': 'KML',
    'a.zip': 'Shapefile',
    'a.gpkg': 'GeoPackage',
  };
  for (const [name, format] of Object.entries(formats)) {
    const path = await exportTo(name, format);
    if (name === 'a.zip') await expect(dialogOf(launched.page)).toContainText('标准地址编码');
    await leave();
    const said = execFileSync('ogrinfo', ['-ro', '-al', name === 'a.zip' ? `/vsizip/${path}` : path], { encoding: 'utf8' });
    expect(said, name).toContain('南湖餐馆');
  }
  expect(readdirSync(folder).sort()).toEqual(Object.keys(formats).sort());
});

test('only the selected record, in a zone of CGCS2000, by name and place', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '搜索' }).fill('南湖餐馆');
  await expect(page.getByRole('option', { name: /南湖餐馆/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('card')).toContainText('南湖餐馆');
  const dialog = dialogOf(page);
  const path = await exportTo('b.csv', 'CSV', async () => {
    await dialog.getByText('选中的记录', { exact: true }).click();
    await expect(dialog).toContainText('将导出 1 条，共 3 条');
    await dialog.getByText('名称和位置', { exact: true }).click();
    await dialog.getByTestId('export-crs').click();
    await page.keyboard.type('4547');
    await page.keyboard.press('Enter');
  });
  await leave();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe('\ufeff标识,名称,地址,片区名称,来源标识,东坐标（EPSG:4547）,北坐标（EPSG:4547）');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/南湖餐馆,南湖路2号,,premises:code\/P-2,532159\.\d{3},3375811\.\d{3}$/);
});

test('every table is in the menu, and in the workspace menu', async () => {
  const { page } = launched;
  const inMenu = await askMain(launched.app, ({ Menu }) => {
    const file = Menu.getApplicationMenu()!.items[0]!.submenu!;
    const exporting = file.items.find(({ submenu }) => submenu?.items.some(({ id }) => id === 'exportPremises'))!;
    return exporting.submenu!.items.map(({ id }) => id);
  });
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '导出' }).hover();
  for (const what of ['场所', '隐患', '检查记录', '联防片区', '消防力量', '消防设施', '人员'])
    await expect(page.getByRole('menuitem', { name: `导出${what}…` })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(inMenu).toHaveLength(7);
});

test('a filtered set alone; a path SQLite cannot hold is refused before anything is written', async () => {
  const { page } = launched;
  const dialog = dialogOf(page);
  const category = page.getByRole('combobox', { name: '类别' });
  await category.fill('小餐饮');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const path = await exportTo('c.csv', 'CSV', async () => {
    await dialog.getByText('当前筛选', { exact: true }).click();
    await expect(dialog).toContainText('将导出 1 条，共 3 条');
  });
  await leave();
  expect(readFileSync(path, 'utf8')).toContain('南湖餐馆');
  expect(readFileSync(path, 'utf8')).not.toContain('东街超市');
  await category.press('Backspace');
  await page.keyboard.press('Escape');

  const deep = join(folder, '层层'.repeat(40), '叠叠'.repeat(40));
  mkdirSync(deep, { recursive: true });
  await page.keyboard.press('Control+e');
  await exportAs(launched, join(deep, 'a.gpkg'), 'GeoPackage');
  await expect(dialog).toContainText('路径太长');
  await closeDialog(page, dialog);
  expect(readdirSync(deep)).toEqual([]);
  rmSync(join(folder, '层层'.repeat(40)), { recursive: true });
});

test('each is a line of the change log, and a file taken back changes nothing', async () => {
  const { page } = launched;
  const lines = await page.evaluate(() => window.host.records.history({ before: null, limit: 20 }));
  expect(lines.filter(({ note }) => note.edit === 'exportRows')).toHaveLength(8);
  const request = { path: join(folder, 'a.xlsx'), as: 'premises', crs: 'wgs84', encoding: null, clip: null } as const;
  const counts = await page.evaluate(async (asked) => {
    const preview = await window.host.jobs.previewImport({ path: asked.path, encoding: null });
    if (!preview.ok) return null;
    const { mapping } = preview.value.suggested.premises!;
    const outcome = await window.host.jobs.dryRunImport({ jobId: 'back', request: { ...asked, mapping } });
    return outcome.ok ? outcome.value.counts : null;
  }, request);
  expect(counts).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 });
});

test('nothing asked for the network and nothing complained', () => {
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
