import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { encodeText } from '../../shared/testing/encode-text.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { closeDialog } from './close-dialog.ts';
import { dropFiles } from './drop-files.ts';
import { appFolder } from './electron-command.ts';
import { importDialog } from './import-dialog.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { writePremises } from './make-workspace.ts';
import { clickMap } from './on-map.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

const header = ['单位名称', '类别', '地址', '经度', '纬度', '建筑面积'];
const shop = (name: string, index: number): string[] => [name, '小商店', `长江路${index}号`, `114.33${index}`, '30.501', `${60 + index}`];
const table = (separator: string, rows: string[][]): string => `${[header, ...rows].map((row) => row.join(separator)).join('\r\n')}\r\n`;
const frozen = (...names: string[]): string => join(appFolder, ...names);

/** Longer than the 260 characters Windows once allowed, with Chinese and spaces; within the 512 bytes SQLite allows on Linux. */
function longFolder(root: string): string {
  let path = join(root, '辖区 台账');
  while (path.length < 270) path = join(path, `第${path.length}层 folder of the precinct`);
  mkdirSync(path, { recursive: true });
  return path;
}

let root: string;
let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fire-one-map-formats-'));
  folder = longFolder(root);
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const info = (page: Page) => page.evaluate(() => window.host.records.info(null));
const figure = async (dialog: Locator, name: string): Promise<number> =>
  Number(/[\d,]+$/.exec((await dialog.getByTestId(`count-${name}`).textContent()) ?? '')?.[0].replaceAll(',', ''));

/** A file of each format; how the screen names the format, what the file is taken for, how many rows it has and how many cannot be used. */
function writeFiles(): { path: string; format: string; kind: string; read: number; rejected?: number }[] {
  const put = (name: string, contents: Uint8Array): string => {
    writeFileSync(join(folder, name), contents);
    return join(folder, name);
  };
  const copy = (name: string, ...from: string[]): string => {
    cpSync(frozen(...from), join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const intake = ['electron', 'intake', 'fixtures'];
  return [
    {
      path: put('国标 编码.csv', encodeText(table(',', [shop('国标甲店', 1), shop('国标乙店', 2)]), 'gb18030')),
      format: 'CSV',
      kind: '场所',
      read: 2,
    },
    {
      path: put(
        '制表.tsv',
        new Uint8Array([0xff, 0xfe, ...encodeText(table('\t', [shop('制表甲店', 3), shop('制表乙店', 4)]), 'utf-16le')]),
      ),
      format: 'CSV',
      kind: '场所',
      read: 2,
    },
    { path: copy('台账.xlsx', 'shared', 'formats', 'fixtures', 'premises-book.xlsx'), format: 'XLSX', kind: '场所', read: 0 },
    { path: copy('投影 坐标.geojson', ...intake, 'projected.geojson'), format: 'GEOJSON', kind: '场所', read: 2 },
    { path: copy('逐行.geojsonl.gz', ...intake, 'points.geojsonl.gz'), format: 'GEOJSON', kind: '场所', read: 2 },
    { path: copy('点位.kml', ...intake, 'points.kml'), format: 'KML', kind: '场所', read: 2 },
    { path: copy('网格.kmz', ...intake, 'zones.kmz'), format: 'KMZ', kind: '联防片区', read: 2 },
    { path: copy('航点.gpx', ...intake, 'points.gpx'), format: 'GPX', kind: '场所', read: 2 },
    { path: copy('国标 图形.zip', ...intake, 'gbk.shp.zip'), format: 'SHAPEFILE', kind: '场所', read: 2 },
    { path: copy('现有 图层.gpkg', ...intake, 'both.gpkg'), format: 'GEOPACKAGE', kind: '场所', read: 2 },
    { path: copy('隐患 照片', ...intake, 'photos'), format: 'PHOTOS', kind: '隐患', read: 2, rejected: 1 },
  ];
}

test('every format comes in from one queue, from a path of more than 260 characters', async () => {
  test.setTimeout(300_000);
  const { page } = launched;
  const files = writeFiles();
  expect(folder.length).toBeGreaterThan(260);
  await dropFiles(
    page,
    files.map(({ path }) => path),
  );
  const dialog = importDialog(page);
  for (const [index, { path, format, kind, read, rejected = 0 }] of files.entries()) {
    const name = path.slice(folder.length + 1);
    await expect(dialog.getByRole('heading', { name })).toBeVisible({ timeout: 30_000 });
    await expect(dialog.locator('.import-file')).toContainText(format);
    await dialog.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
    await dialog.getByTestId('import-check').click();
    await expect(dialog.getByTestId('count-read')).toBeVisible({ timeout: 30_000 });
    if (read > 0) expect(await figure(dialog, 'read'), name).toBe(read);
    expect(await figure(dialog, 'rejected'), name).toBe(rejected);
    const commit = dialog.getByTestId('import-commit');
    if (await commit.isEnabled()) {
      await commit.click();
      await expect(dialog.getByTestId('import-show')).toBeVisible({ timeout: 30_000 });
      if (index + 1 < files.length) await dialog.getByTestId('import-next-file').click();
    } else if (index + 1 < files.length) await dialog.getByRole('button', { name: '跳过此文件' }).click();
  }
  await closeDialog(page);
  const names = ['国标甲店', '制表乙店', '红山饭店', '甲网格'];
  for (const name of names) {
    const hits = await page.evaluate((text) => window.host.records.search({ text, limit: 5 }), name);
    expect(hits.map(({ title }) => title)).toContain(name);
  }
  expect((await info(page))?.counts.zone).toBe(2);
});

test('a value is put right in place, what is like a record waits for a decision, and the rows say what changes', async () => {
  const { page } = launched;
  const path = join(folder, '要改正 的台账.csv');
  writeFileSync(
    path,
    `\uFEFF${table(',', [shop('改正甲店', 5), ['', '小商店', '长江路6号', '114.336', '30.501', '66'], ['改正丙店', '小商店', '长江路7号', '114.337', '30.501', '很大'], ['无坐标旅馆（西街）', '小旅馆', '西街3号', '114.338', '30.501', '300']])}`,
  );
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  await expect(dialog.getByText('高 100%').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('与已有记录怎样对应')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('count-rejected')).toContainText('1', { timeout: 30_000 });
  await dialog.getByRole('textbox', { name: '第 3 行“单位名称”的值' }).fill('改正乙店');
  await dialog.getByRole('textbox', { name: '第 4 行“建筑面积”的值' }).fill('88');
  await expect(dialog.getByText('已改正或决定 2 处')).toBeVisible();
  await dialog.getByText(/^疑似重复/).click();
  await dialog.getByTestId('duplicate').getByTestId('apart').click();
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('count-rejected')).toContainText('0', { timeout: 30_000 });
  await expect(dialog.getByTestId('count-created')).toContainText('4');
  await dialog.getByText(/^变化/).click();
  await dialog.getByTestId('review-row').filter({ hasText: '改正丙店' }).click();
  await expect(dialog.getByTestId('review-detail')).toContainText('88');
  await dialog.getByTestId('import-commit').click();
  await expect(dialog.getByTestId('import-show')).toBeVisible({ timeout: 30_000 });
  await closeDialog(page);
});

test('what has no position is placed by what is known', async () => {
  const { page } = launched;
  const path = join(folder, '没有位置.csv');
  writeFileSync(path, '名称,地址\n无处可寻店,无名巷404号\n');
  await page.evaluate((file) => {
    const request = { path: file, as: 'premises' as const, crs: 'wgs84', encoding: null, mapping: null, clip: null };
    return window.host.jobs.commitImport({ jobId: 'unplaced', request });
  }, path);
  const before = (await info(page))!.counts.placed;
  await page.keyboard.press('Control+u');
  await page.getByTestId('match-unplaced').click();
  const dialog = page.getByRole('dialog', { name: '按名称、地址或标准地址编码定位' });
  await expect(dialog.getByTestId('placement').filter({ hasText: '无坐标旅馆' })).toBeVisible({ timeout: 30_000 });
  await dialog.getByTestId('accept-all').click();
  await expect.poll(async () => (await info(page))!.counts.placed, { timeout: 30_000 }).toBeGreaterThan(before);
  // What nothing known is like is placed by a click.
  await dialog.getByText(/^未匹配/).click();
  await dialog.getByTestId('unplaced').filter({ hasText: '无处可寻店' }).getByTestId('locate').click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('在地图上点击“无处可寻店”的位置')).toBeVisible();
  const placed = (await info(page))!.counts.placed;
  await clickMap(page, 0.55, 0.4);
  await expect.poll(async () => (await info(page))!.counts.placed, { timeout: 30_000 }).toBe(placed + 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('the history names the file, the person and its hash, and undoes an import as one', async () => {
  const { page } = launched;
  const path = join(folder, '要撤销.csv');
  writePremises(path, ['U-1,撤销商店,小商店,撤销路1号,114.331,30.501']);
  await dropFiles(page, [path]);
  await importDialog(page).getByTestId('import-check').click({ timeout: 30_000 });
  await importDialog(page).getByTestId('import-commit').click({ timeout: 30_000 });
  await expect(importDialog(page).getByTestId('import-show')).toBeVisible({ timeout: 30_000 });
  await closeDialog(page);
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '导入历史…' }).click();
  const entry = page.getByTestId('import-entry').filter({ hasText: '要撤销.csv' });
  await expect(entry).toContainText('测试员');
  await expect(entry).toContainText(/SHA-256 [0-9a-f]{64}/);
  await entry.getByTestId('undo-entry').click();
  await page.getByTestId('confirm-undo-batch').click({ timeout: 30_000 });
  await expect(entry).toContainText('已撤销', { timeout: 30_000 });
  const hits = await page.evaluate(() => window.host.records.search({ text: '撤销商店', limit: 5 }));
  expect(hits).toEqual([]);
  await closeDialog(page);
});

test('a sheet is saved again with its issues beside the rows', async () => {
  const { page } = launched;
  const path = join(folder, '有问题.csv');
  const target = join(folder, '有问题 已标注.csv');
  writeFileSync(path, `\uFEFF${table(',', [['', '小商店', '长江路8号', '114.336', '30.501', '66']])}`);
  await answerDialogs(launched.app, { save: target });
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-check').click({ timeout: 30_000 });
  await dialog.getByTestId('save-issues').click({ timeout: 30_000 });
  await expect(page.getByRole('log', { name: '通知' })).toContainText('有问题 已标注.csv', { timeout: 30_000 });
  await closeDialog(page);
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
