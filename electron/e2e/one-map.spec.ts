import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { appFolder } from './electron-command.ts';
import { importDialog } from './import-dialog.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { clickMap, onMap } from './on-map.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-flow-'));
  launched = await launchApp({ userData: join(folder, 'profile'), fully: true });
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const figures = (page: Page) => page.getByLabel('主要指标');
const topBar = (page: Page) => page.getByRole('banner');
/** The heat of what the screen says is computed: the line that names maximum, cell and time. */
const heatFacts = (page: Page) => page.getByText(/^最大 [\d.,]+ · 网格 [\d.,]+ 米/);

/** Makes an empty workspace through the menu. */
async function createWorkspace(path: string): Promise<void> {
  await answerDialogs(launched.app, { save: path });
  await launched.page.keyboard.press('Control+n');
}

async function openImport(page: Page, path: string): Promise<void> {
  await answerDialogs(launched.app, { open: path });
  await page.keyboard.press('Control+i');
  await expect(importDialog(page)).toBeVisible({ timeout: 30_000 });
}

test('a first start opens the sample: its figures, its heat, its legend in units', async () => {
  test.setTimeout(180_000);
  const { page } = launched;
  await expect(figures(page)).toContainText('5,621', { timeout: 150_000 });
  await expect(figures(page)).toContainText('99.76%');
  await expect(figures(page)).toContainText('4,987 / 4,999');
  await expect(topBar(page)).toContainText('示范数据');
  await expect(heatFacts(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('热力（数量，处/平方公里，带宽 300 米）')).toBeVisible();
});

test('words of one and two characters find premises; the card opens', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: '搜索' });
  await box.fill('药');
  await expect(page.getByRole('option', { name: /药/ }).first()).toBeVisible();
  await box.fill('药房');
  const hit = page.getByRole('option', { name: /药房/ }).first();
  await expect(hit).toBeVisible();
  const name = await hit.getByText(/药房/).first().textContent();
  await hit.click();
  const card = page.getByLabel('对象详情');
  await expect(card).toContainText(name!);
  await expect(card).toContainText('等级沿革');
});

test('a grade changes with a reason, is undone, redone, and stands after a restart', async () => {
  test.setTimeout(180_000);
  const { page } = launched;
  const card = page.getByLabel('对象详情');
  await card.getByRole('button', { name: '更改等级…' }).click();
  const dialog = page.getByRole('dialog', { name: '更改监管等级' });
  await dialog.getByText('建安（高风险）').click();
  await dialog.getByLabel('理由').fill('疏散通道堵塞，现场复核');
  await dialog.getByRole('button', { name: '更改等级' }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText('疏散通道堵塞，现场复核');
  await topBar(page)
    .getByRole('button', { name: /^撤销：/ })
    .click();
  await expect(card).not.toContainText('疏散通道堵塞，现场复核');
  await topBar(page)
    .getByRole('button', { name: /^重做：/ })
    .click();
  await expect(card).toContainText('疏散通道堵塞，现场复核');
  const name = (await card.getByRole('heading').first().textContent())!;

  await launched.app.close();
  launched = await launchApp({ userData: join(folder, 'profile'), fully: true });
  const again = launched.page;
  await expect(figures(again)).toContainText('5,621', { timeout: 60_000 });
  await again.keyboard.press('Control+k');
  await again.getByRole('combobox', { name: '搜索' }).fill(name);
  await again.getByRole('option', { name }).first().click();
  await expect(again.getByLabel('对象详情')).toContainText('疏散通道堵塞，现场复核');
});

test('weight and bandwidth change the heat, its unit and its legend; the cursor reads its value', async () => {
  const { page } = launched;
  await page.keyboard.press('Escape');
  const before = (await heatFacts(page).textContent())!;
  await page.getByText('风险分', { exact: true }).click();
  await expect(page.getByText('热力（风险分，分/平方公里，带宽 300 米）')).toBeVisible();
  await expect(heatFacts(page)).not.toHaveText(before);
  const bandwidth = page.getByRole('spinbutton', { name: '带宽（搜索半径）' });
  await bandwidth.fill('600');
  await bandwidth.press('Enter');
  await expect(page.getByText('热力（风险分，分/平方公里，带宽 600 米）')).toBeVisible();
  await page.getByRole('button', { name: '缩放到场所' }).click();
  const middle = await onMap(page, 0.5, 0.5);
  // The map is on its way there: the pointer asks again until it is.
  let nudge = 0;
  await expect
    .poll(async () => {
      await page.mouse.move(middle.x + (nudge++ % 2), middle.y);
      return page.getByLabel('地图状态').textContent();
    })
    .toMatch(/热力 [\d.,]+/);
});

test('every filter says how many it leaves; clearing brings all back', async () => {
  const { page } = launched;
  const heading = page.getByRole('heading', { name: /筛选/ });
  await expect(heading).toContainText('5,621 / 5,621');
  await page.getByRole('checkbox', { name: /建安（高风险）/ }).check();
  await expect(heading).toContainText(/45\d \/ 5,621/);
  await page.getByRole('button', { name: '清除' }).click();
  await expect(heading).toContainText('5,621 / 5,621');
});

test('a table is checked without writing, written whole, placed by a click, undone as one', async () => {
  const { page } = launched;
  const table = join(folder, '九小场所.csv');
  writeFileSync(
    table,
    '\uFEFF单位名称,地址,经度,纬度,业态,电话\n东街超市,东街1号,118.961,42.271,小商店,13800000001\n东街面馆,东街2号,118.962,42.272,餐馆,\n无位置旅馆,西街3号,,,旅馆,\n,缺名称,118.97,42.27,小商店,\n',
  );
  await createWorkspace(join(folder, '新区.gpkg'));
  await expect(topBar(page)).toContainText('新区', { timeout: 30_000 });
  await openImport(page, table);
  const dialog = importDialog(page);
  await expect(dialog.getByText('东街超市').first()).toBeVisible();
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('count-rejected')).toContainText('1', { timeout: 30_000 });
  await expect(dialog.getByRole('button', { name: '写入 3 行' })).toBeVisible();
  await expect(topBar(page)).toContainText('还没有数据');
  await dialog.getByRole('button', { name: '写入 3 行' }).click();
  await expect(dialog.getByText('导入完成')).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: '处理未定位场所' }).click();
  const tray = page.getByRole('list', { name: '未定位场所列表' });
  await expect(tray).toContainText('无位置旅馆');
  await tray.getByRole('button', { name: '在地图上定位' }).first().click();
  await clickMap(page, 0.5, 0.5);
  await expect(figures(page)).toContainText('3 / 3', { timeout: 30_000 });
  await page.keyboard.press('Control+z');
  await expect(figures(page)).toContainText('2 / 3', { timeout: 30_000 });
  // What is being placed goes with the import that brought it.
  await tray.getByRole('button', { name: '在地图上定位' }).first().click();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('这个工作区还没有数据')).toBeVisible();
});

test('an OpenStreetMap extract becomes the map: ten fire stations downtown', async () => {
  test.setTimeout(180_000);
  const extract = resolve(appFolder, '../shared/data/sf-downtown/source.osm.pbf');
  // biome-ignore lint/suspicious/noSkippedTests: the data is never committed; where it is absent there is nothing to check.
  test.skip(!existsSync(extract), 'the real data beside the project is not here');
  const { page } = launched;
  await createWorkspace(join(folder, '旧金山.gpkg'));
  await expect(topBar(page)).toContainText('旧金山', { timeout: 30_000 });
  await openImport(page, extract);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('import-commit')).toBeEnabled({ timeout: 90_000 });
  await dialog.getByRole('button', { name: /^写入/ }).click();
  await expect(dialog.getByText('导入完成')).toBeVisible({ timeout: 90_000 });
  await dialog.getByRole('button', { name: '在地图上查看' }).click();
  await expect(figures(page)).toContainText('10', { timeout: 30_000 });
  await expect(heatFacts(page)).toBeVisible({ timeout: 60_000 });
});

test('an added archive becomes a layer, named with its source, and is there again when the page is', async () => {
  const archive = resolve(appFolder, '../shared/data/sf-downtown/basemap.pmtiles');
  // biome-ignore lint/suspicious/noSkippedTests: the data is never committed; where it is absent there is nothing to check.
  test.skip(!existsSync(archive), 'the real data beside the project is not here');
  const { page } = launched;
  const added = await page.evaluate((path) => window.host.files.addBasemap({ path }), archive);
  expect(added.ok).toBe(true);
  const layer = page.getByRole('list', { name: '底图' }).getByRole('listitem').nth(1);
  await expect(layer).toContainText('sf-downtown');
  await expect(page.getByLabel('地图状态')).toContainText('OpenStreetMap');
  await page.reload();
  await expect(layer).toContainText('sf-downtown', { timeout: 30_000 });
  await expect(heatFacts(page)).toBeVisible({ timeout: 60_000 });
});

test('in English no Chinese stays on the chrome', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: '切换到 English' }).click();
  await expect(page.getByRole('button', { name: /^Search premises/ })).toBeVisible();
  const labels = await page.evaluate(() => [
    ...[...document.querySelectorAll('button, h1, h2, h3, label, legend, [aria-label]')].map(
      (element) => `${element.getAttribute('aria-label') ?? ''} ${element.textContent ?? ''}`,
    ),
  ]);
  // Names that are data stay as they were given, and so does the button that leads back to Chinese.
  const data = ['旧金山', '新区', '九小场所.csv', '无位置旅馆', '中'];
  const chinese = labels.filter((label) => /\p{Script=Han}/u.test(data.reduce((rest, name) => rest.replaceAll(name, ''), label)));
  expect(chinese).toEqual([]);
  await page.getByRole('button', { name: 'Switch to Chinese' }).click();
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
