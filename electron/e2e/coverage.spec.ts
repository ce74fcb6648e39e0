import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { bivariateColors } from '../../shared/look/analysis-colors.ts';
import { tokens } from '../../shared/look/tokens.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { askMain } from './ask-main.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { chooseAt, clickMap, drawLine, grab, onMap } from './on-map.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { rowsOf } from './rows-of.ts';
import { saveTo } from './save-to.ts';
import { writeGpx } from './write-gpx.ts';

let launched: LaunchedApp;
let folder: string;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-coverage-'));
  const path = join(folder, 'sample.gpkg');
  copyWorkspace('sample', path);
  launched = await launchApp({ args: [path] });
  await expect(launched.page.getByLabel('主要指标')).toContainText('5,621', { timeout: 120_000 });
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});

const chooseIn = async (page: Page, x: number, y: number, entry: string): Promise<void> => chooseAt(page, await onMap(page, x, y), entry);

/** How many pixels of a PNG come near a colour, by each of its parts. */
async function colorsOf(path: string): Promise<{ width: number; height: number; near(color: string, tolerance: number): number }> {
  const { width, height, bitmap } = await askMain(
    launched.app,
    ({ nativeImage }, from) => {
      const picture = nativeImage.createFromPath(from);
      return { ...picture.getSize(), bitmap: picture.toBitmap().toString('base64') };
    },
    path,
  );
  const pixels = Buffer.from(bitmap, 'base64');
  return {
    width,
    height,
    near(color, tolerance) {
      const [red, green, blue] = partsOf(color);
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        const apart = Math.max(Math.abs(pixels[at]! - blue), Math.abs(pixels[at + 1]! - green), Math.abs(pixels[at + 2]! - red));
        if (apart <= tolerance) count += 1;
      }
      return count;
    },
  };
}
const partsOf = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number, number];
const mixed = (over: string, under: string, share: number): string => {
  const below = partsOf(under);
  return `#${partsOf(over)
    .map((part, index) =>
      Math.round(part * share + below[index]! * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};

test('coverage of the sample: the roads first, shares, what the map shows, a dragged ghost, closures, another day, the filtered', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('left-tab-response').click();
  await page.getByTestId('coverage-run').click();
  await expect(page.getByTestId('network-summary')).toContainText('类问题', { timeout: 60_000 });
  const shares = page.getByTestId('coverage-shares');
  await expect(shares).toContainText(/\d\/5,621/, { timeout: 60_000 });
  await page.getByRole('button', { name: '路网检查' }).click();
  await page.getByTestId('finding-duplicateEdges').click();
  await expect(
    page
      .getByTestId('network-check')
      .getByText(/米|公里/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: '路网检查' }).click();

  const legend = page.getByTestId('coverage-legend');
  await expect(legend).toContainText('超出全部时限');
  for (const [layer, words] of [
    ['roads', '可达道路'],
    ['firstDue', '首到责任区'],
    ['rings', '直线距离圈'],
  ] as const) {
    await page.getByTestId(`show-${layer}`).click();
    await expect(legend).toContainText(words);
    await page.getByTestId(`show-${layer}`).click();
  }

  const today = await shares.textContent();
  await chooseIn(page, 0.62, 0.3, 'ghost');
  const compared = page.getByTestId('ghost-compared');
  await expect(compared).toBeVisible({ timeout: 30_000 });
  const placed = await compared.textContent();
  const ghost = await onMap(page, 0.62, 0.3);
  await grab(page, ghost);
  await page.mouse.move(ghost.x + 60, ghost.y - 40, { steps: 6 });
  await expect.poll(() => compared.textContent()).not.toBe(placed);
  await expect(page.locator('.behind-drag')).toHaveCount(2);
  await page.mouse.up();
  await expect(page.getByText('拖动中', { exact: false })).toBeHidden({ timeout: 30_000 });
  await expect(page.locator('.behind-drag')).toHaveCount(0);
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);

  await drawLine(page, 'closure-line', [await onMap(page, 0.5, 0.52), await onMap(page, 0.68, 0.52)]);
  await expect(page.getByText('封闭线 1')).toBeVisible();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).not.toBe(today);
  await page.keyboard.press('Escape');
  await page.getByTestId('closure-undo').click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);
  await chooseIn(page, 0.6, 0.5, 'closure');
  await expect(page.getByText('封闭点 1')).toBeVisible();
  await page.getByTestId('closure-undo').click();
  await expect(page.getByText('封闭点 1')).toBeHidden();

  await page.getByText('图层与筛选', { exact: true }).click();
  await page.getByTestId('day-slider').getByRole('slider').press('PageDown');
  await page.getByTestId('left-tab-response').click();
  const stale = page.getByTestId('coverage-stale');
  await expect(stale).toContainText('所看日期已变');
  await stale.getByRole('button', { name: '重新计算' }).click();
  await expect(stale).toBeHidden({ timeout: 30_000 });
  expect(launched.errors).toEqual([]);
});

test('the best of the candidates, risk × response, and its sheet', async () => {
  test.setTimeout(180_000);
  const { page, userData } = launched;
  await chooseIn(page, 0.45, 0.5, 'candidate');
  await chooseIn(page, 0.75, 0.55, 'candidate');
  await page.getByTestId('sites-run').click();
  await expect(page.getByTestId('sites-answer')).toContainText('第 1', { timeout: 60_000 });

  await page.getByTestId('response-tab-bivariate').click();
  await page.getByTestId('bivariate-run').click();
  // In words: the zone and the street.
  await expect(page.getByTestId('worst-list')).toContainText(/风险高、响应慢：\d+ 处[\s\S]*片区 · \S+[路街线巷道]/, { timeout: 30_000 });

  await page.getByText('图层与筛选', { exact: true }).click();
  await page.getByRole('checkbox', { name: /建安/ }).check();
  await page.getByTestId('left-tab-response').click();
  await page.getByTestId('scope-filtered').click();
  const target = join(userData, 'sheet.png');
  await answerDialogs(launched.app, { save: target });
  const drawn = launched.app.waitForEvent('window');
  await page.getByTestId('bivariate-sheet').click();
  const lead = (await drawn).locator('.sheet-lead');
  await expect(lead.first()).toContainText(/^仅按筛选：监管等级 建安（高风险），共 [\d,]+ 家场所/, { timeout: 60_000 });
  // Whether any high-risk premises alone are in such a place depends on the day the map is of.
  await expect(lead.last()).toContainText(/^(风险高、响应慢 \d+ 处、\d+ 家|没有同时“风险高、响应慢”的地方)/);
  await expect(page.getByText(`已保存到 ${target}`)).toBeVisible({ timeout: 120_000 });
  const sheet = await colorsOf(target);
  expect([sheet.width, sheet.height]).toEqual([1587, 1122]);
  // In the legend as they are; on the map three quarters of them over the light ground.
  for (const color of bivariateColors.light) expect(sheet.near(color, 0)).toBeGreaterThan(120);
  const onMap = bivariateColors.light.slice(1).map((color) => sheet.near(mixed(color, tokens.light.ground, 0.78), 10));
  expect(onMap.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2000);
  await page.getByText('图层与筛选', { exact: true }).click();
  await page.getByRole('checkbox', { name: /建安/ }).uncheck();
  await page.getByTestId('left-tab-response').click();
  expect(launched.errors).toEqual([]);
});

test('a patrol with a line and times, the GPX track that proves it, and the matrix as a table', async () => {
  test.setTimeout(180_000);
  const { page, userData } = launched;
  await chooseIn(page, 0.6, 0.4, 'stop');
  await chooseIn(page, 0.6, 0.4, 'copy');
  await expect(page.getByText('已复制', { exact: false })).toBeVisible();
  const copied = await askMain(launched.app, ({ clipboard }) => clipboard.readText());
  const errands = page.getByTestId('patrol-errands').getByRole('listitem');
  await expect(errands).toHaveCount(1);
  const opens = errands.first().getByLabel('不早于');
  await opens.fill('10:00');
  await opens.press('Enter');
  await drawLine(page, 'patrol-add-line', [await onMap(page, 0.58, 0.5), await onMap(page, 0.62, 0.5)]);
  await expect(errands).toHaveCount(2);
  await page.getByTestId('tour-start-click').click();
  await clickMap(page, 0.57, 0.45);
  await page.getByTestId('tour-run').click();
  const tour = page.getByTestId('tour-answer');
  await expect(tour).toContainText('09:00 出发', { timeout: 60_000 });
  await expect(tour).toContainText('10:00 到');

  const [lon, lat] = copied.split(', ').map(Number) as [number, number];
  const gpx = join(userData, '巡查.gpx');
  writeGpx(gpx, [
    { lon, lat, time: '2026-05-01T10:01:00+08:00' },
    { lon, lat, time: '2026-05-01T10:07:00+08:00' },
    { lon: lon + 0.002, lat, time: '2026-05-01T10:30:00+08:00' },
  ]);
  await page.getByText('核对轨迹', { exact: true }).first().click();
  await page.getByTestId('track-file').setInputFiles(gpx);
  await expect(page.getByText('巡查.gpx：3 个定位点')).toBeVisible();
  await page.getByTestId('compliance-run').click();
  const proven = page.getByTestId('compliance-answer');
  await expect(proven).toContainText('轨迹中断 2 处', { timeout: 30_000 });
  await expect(proven).toContainText('没有定位');
  await proven.getByText('没有定位').first().click();

  await page.getByTestId('response-tab-routes').click();
  await page.getByRole('button', { name: '用时矩阵' }).click();
  await page.getByTestId('matrix-run').click();
  await expect(page.getByTestId('matrix-csv')).toBeVisible({ timeout: 60_000 });
  const rows = rowsOf(await saveTo(launched, 'matrix-csv', join(userData, 'matrix.csv')));
  expect(Object.keys(rows[0]!).filter((title) => title.includes('消防站 · ')).length).toBeGreaterThan(9);
  expect(rows.length).toBeGreaterThan(5500);
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
