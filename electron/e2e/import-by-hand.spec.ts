import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { pbfFile } from '../../shared/testing/write-osm-pbf.ts';
import { closeDialog } from './close-dialog.ts';
import { dropFiles } from './drop-files.ts';
import { importDialog } from './import-dialog.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { makeWorkspace, writePremises } from './make-workspace.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-hand-'));
  await makeWorkspace(join(folder, '东区.gpkg'));
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const info = (page: Page) => page.evaluate(() => window.host.records.info(null));

test('a table dropped on the window is imported; an open dialog keeps what it holds', async () => {
  const { page } = launched;
  const table = join(folder, '新增 场所.csv');
  writePremises(table, ['P-4,北门诊所,诊所,北门4号,114.332,30.503']);
  await dropFiles(page, [table], () => expect(page.getByText('松开鼠标：导入数据、添加底图或打开工作区')).toBeVisible());
  const dialog = importDialog(page);
  await expect(dialog).toContainText('新增 场所.csv');
  await dropFiles(page, [join(folder, '东区.gpkg')], () => expect(page.getByText('请先完成或关闭当前窗口')).toBeVisible());
  await expect(dialog).toContainText('新增 场所.csv');
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('count-created')).toContainText('1', { timeout: 30_000 });
  await dialog.getByTestId('import-commit').click();
  await expect(dialog.getByText('导入完成')).toBeVisible({ timeout: 30_000 });
  await dialog.getByTestId('import-show').click();
  await expect(page.getByLabel('主要指标')).toContainText('3 / 4');
});

test('several files at once are imported one after the other', async () => {
  const { page } = launched;
  const tables = ['一.csv', '二.csv'].map((name) => join(folder, name));
  writePremises(tables[0]!, ['P-5,河边商店,小商店,河边5号,114.334,30.502']);
  writePremises(tables[1]!);
  await dropFiles(page, tables);
  const dialog = importDialog(page);
  const queue = dialog.getByRole('list', { name: '待导入的文件' });
  await expect(queue).toContainText('二.csv');
  await dialog.getByTestId('import-check').click();
  await dialog.getByTestId('import-commit').click({ timeout: 30_000 });
  await dialog.getByTestId('import-next-file').click({ timeout: 30_000 });
  await expect(queue.getByTitle(/一\.csv · 已导入/)).toBeVisible();
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('count-unchanged')).toContainText('3', { timeout: 30_000 });
  await expect(dialog.getByTestId('import-commit')).toBeDisabled();
  await closeDialog(page, dialog);
  expect((await info(page))?.counts.premises).toBe(5);
});

/** A grid of streets around 114.33, 30.50, a hundredth of a degree apart: `size` each way, with a fire station at the middle. */
function streetGrid(size: number): Uint8Array {
  const at = (column: number, row: number) => ({ lon: 1_143_300_000 + column * 100_000, lat: 305_000_000 + row * 100_000 });
  const idOf = (column: number, row: number) => 1 + row * size + column;
  const cells = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)] as const);
  const nodes = cells.map(([column, row]) => ({ id: idOf(column, row), ...at(column, row), tags: {} as Record<string, string> }));
  nodes.push({ id: 1_000_001, lon: 1_143_310_000, lat: 305_010_000, tags: { amenity: 'fire_station', name: '近处消防站' } });
  nodes.push({ id: 1_000_002, lon: 1_144_210_000, lat: 305_910_000, tags: { amenity: 'fire_station', name: '远处消防站' } });
  const street = (id: number, from: number, to: number) => ({ id, refs: [from, to], tags: { highway: 'residential', name: `路${id}` } });
  const ways = cells
    .filter(([column]) => column + 1 < size)
    .map(([column, row], index) => street(index + 1, idOf(column, row), idOf(column + 1, row)));
  return pbfFile({ nodes, ways });
}

test('of a dropped extract only the typed box is imported', async () => {
  const { page } = launched;
  const extract = join(folder, '全市.osm.pbf');
  writeFileSync(extract, streetGrid(10));
  await dropFiles(page, [extract]);
  const dialog = importDialog(page);
  await expect(dialog).toContainText('OpenStreetMap');
  const check = async (): Promise<{ roads: number; stations: number }> => {
    await dialog.getByTestId('import-check').click();
    const counts = dialog.locator('.table-counts');
    await expect(counts).toBeVisible({ timeout: 30_000 });
    const text = await counts.textContent();
    const countOf = (name: string) => Number(new RegExp(`${name}\\s*([\\d,]+)`).exec(text ?? '')?.[1] ?? 0);
    return { roads: countOf('道路'), stations: countOf('消防力量') };
  };
  expect(await check()).toEqual({ roads: 90, stations: 2 });
  await dialog.getByRole('button', { name: '上一步' }).click();
  await dialog.getByText('只要一个范围').click();
  const edge = (name: string) => dialog.getByRole('spinbutton', { name, exact: true });
  // The box begins around the records of the workspace.
  await expect(edge('西')).toHaveValue(/^114\.(3300|3299)/);
  await expect(edge('北')).toHaveValue(/^30\.5030/);
  for (const [name, value] of [
    ['西', '114.325'],
    ['南', '30.495'],
    ['东', '114.345'],
    ['北', '30.515'],
  ] as const) {
    await edge(name).fill(value);
    await edge(name).press('Tab');
  }
  // Columns 0 and 1 of two rows, and the street on from column 1, which touches the box.
  expect(await check()).toEqual({ roads: 4, stations: 1 });
  await dialog.getByTestId('import-commit').click();
  await expect(dialog.getByText('导入完成')).toBeVisible({ timeout: 30_000 });
  await dialog.getByTestId('import-show').click();
  expect((await info(page))?.counts).toMatchObject({ road: 4, station: 1 });
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('消防站');
  await expect(page.getByTestId('search-hit')).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('a running import shows how far it is, cannot be left by a key, and is cancelled within a second with nothing written', async () => {
  const { page } = launched;
  const table = join(folder, '八万行.csv');
  await writeLargeTable(table, 80_000);
  await dropFiles(page, [table]);
  const dialog = importDialog(page);
  await expect(dialog.getByTestId('import-check')).toBeEnabled({ timeout: 30_000 });
  const before = await info(page);
  const progress = dialog.getByRole('progressbar');
  /** Milliseconds from the click to the words, as the page itself sees them. */
  const cancelNow = async (): Promise<number> => {
    const elapsed = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener('click', ({ timeStamp }) => {
            const observer = new MutationObserver(() => {
              if (!document.body.textContent?.includes('已取消，什么都没有写入。')) return;
              observer.disconnect();
              resolve(performance.now() - timeStamp);
            });
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          });
        }),
    );
    await dialog.getByRole('button', { name: '取消', exact: true }).click();
    await expect(dialog.getByText('已取消，什么都没有写入。')).toBeVisible();
    return elapsed;
  };
  const far = async () => Number(await progress.getAttribute('aria-valuenow'));

  await dialog.getByTestId('import-check').click();
  await expect.poll(far, { timeout: 30_000 }).toBeGreaterThan(10);
  await expect(dialog.getByRole('status')).toContainText(/MB.*(约剩|正在估计)/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('search-input')).toBeHidden();
  await expect(progress).toBeVisible();
  const whileChecking = await cancelNow();

  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('import-commit')).toBeVisible({ timeout: 90_000 });
  await dialog.getByTestId('import-commit').click();
  await expect.poll(far, { timeout: 30_000 }).toBeGreaterThan(20);
  const whileWriting = await cancelNow();
  // A busy machine may be late once, and not by much.
  expect(Math.min(whileChecking, whileWriting)).toBeLessThan(1000);
  expect(Math.max(whileChecking, whileWriting)).toBeLessThan(2000);
  expect(await info(page)).toEqual(before);
  await closeDialog(page, dialog);

  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('南湖');
  await page.getByTestId('search-hit').first().click();
  await expect(page.getByTestId('card')).toContainText('南湖餐馆');
});

async function writeLargeTable(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('场所编号,场所名称,场所类别,地址,经度,纬度\r\n');
  for (let start = 0; start < rows; start += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - start) }, (_, index) => {
      const row = start + index;
      return `L-${row},商铺${row}号,小商店,长江路${row}号,${(114.2 + (row % 500) / 2000).toFixed(6)},${(30.4 + Math.floor(row / 500) / 5000).toFixed(6)}`;
    });
    file.write(`${lines.join('\r\n')}\r\n`);
  }
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject);
    file.end(resolve);
  });
}

test('a workspace dropped on the window is opened', async () => {
  const { page } = launched;
  await dropFiles(page, [join(folder, '东区.gpkg')]);
  await expect(page.getByTestId('workspace-menu')).toContainText('东区', { timeout: 30_000 });
  expect((await info(page))?.counts.premises).toBe(3);
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
