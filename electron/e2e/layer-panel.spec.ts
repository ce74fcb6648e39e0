import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { pmtilesOf, pmtilesType, writeMbtiles } from '../record/testing/write-archive.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { askMain } from './ask-main.ts';
import { dropFiles } from './drop-files.ts';
import { keptView } from './kept-columns.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { solidPng, solidVectorTile } from './solid-tiles.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-layers-'));
  copyWorkspace('small', join(folder, '东区.gpkg'));
  await launch();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(): Promise<void> {
  launched = await launchApp({ userData: join(folder, 'profile'), args: [join(folder, '东区.gpkg')] });
  await launched.untilDrawn();
  await expect(launched.page.getByRole('list', { name: '点位' })).toBeVisible();
}

const listOf = (page: Page, group: string) => page.getByRole('list', { name: group });
const orderOf = async (page: Page, group: string) => listOf(page, group).locator('.layer-name').allTextContents();
const handle = (page: Page, name: string) => page.getByRole('button', { name: `调整${name}的次序（上下方向键）` });

/** The mean colour of a square of the map that holds nothing but its ground. */
function groundColor(): Promise<{ red: number; green: number; blue: number }> {
  return askMain(launched.app, async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    const { width, height } = window.getContentBounds();
    const picture = await window.webContents.capturePage({
      x: Math.round(width * 0.66),
      y: Math.round(height * 0.35),
      width: 40,
      height: 40,
    });
    const bytes = picture.toBitmap();
    const mean = (channel: number) => {
      let sum = 0;
      for (let at = channel; at < bytes.length; at += 4) sum += bytes[at]!;
      return Math.round(sum / (bytes.length / 4));
    };
    // Bitmaps are BGRA.
    return { red: mean(2), green: mean(1), blue: mean(0) };
  });
}
const redness = async () => {
  const { red, green, blue } = await groundColor();
  return red - (green + blue) / 2;
};

test('layers are put in order with the mouse and with the arrow keys', async () => {
  const { page } = launched;
  expect(await orderOf(page, '点位')).toEqual(['消防力量', '场所', '隐患', '消防设施']);
  const row = async (name: string) =>
    (await page
      .getByRole('listitem')
      .filter({ has: handle(page, name) })
      .boundingBox())!;
  const from = (await handle(page, '消防设施').boundingBox())!;
  const target = await row('场所');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y - 8, { steps: 3 });
  await page.mouse.move(target.x + 20, target.y + 4, { steps: 6 });
  await expect(page.locator('.sortable-list li.over')).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => orderOf(page, '点位')).toEqual(['消防力量', '消防设施', '场所', '隐患']);

  await handle(page, '联防片区').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => orderOf(page, '面与热力')).toEqual(['联防片区', '热力图', '行政区']);
  // The row keeps the focus, so that it can go on.
  await expect(handle(page, '联防片区')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => orderOf(page, '面与热力')).toEqual(['热力图', '行政区', '联防片区']);
});

test('archives of all four kinds are added, drawn, and taken away', async () => {
  const { page } = launched;
  const whole = [-180, -85, 180, 85] as const;
  const bounds = whole.join(',');
  const red = solidPng(220, 20, 20);
  const water = solidVectorTile('water');
  const vectorLayers = { vector_layers: [{ id: 'water' }] };
  const archives = {
    航拍: join(folder, '航拍.pmtiles'),
    影像: join(folder, '影像.mbtiles'),
    水面: join(folder, '水面.pmtiles'),
    湖泊: join(folder, '湖泊.mbtiles'),
  };
  const world = [0, 0, 0] as const;
  writeFileSync(archives.航拍, pmtilesOf(world, red, pmtilesType.png, { attribution: '市测绘院' }, whole));
  writeMbtiles(archives.影像, world, { format: 'png', bounds }, red);
  writeFileSync(archives.水面, pmtilesOf(world, water, pmtilesType.vector, vectorLayers, whole));
  writeMbtiles(archives.湖泊, world, { format: 'pbf', bounds, json: JSON.stringify(vectorLayers) }, water);

  await page.getByRole('button', { name: '隐藏热力图' }).click();
  await expect.poll(redness).toBeLessThan(25);
  const paper = await groundColor();
  for (const [name, path] of Object.entries(archives)) {
    if (name === '影像') {
      // Once through the menu and its native dialog.
      await answerDialogs(launched.app, { open: path });
      await page.getByTestId('workspace-menu').click();
      await page.getByRole('menuitem', { name: '添加底图…' }).click();
    } else await dropFiles(page, [path]);
    await expect(page.getByRole('log', { name: '通知' })).toContainText(`已添加底图：${name}`);
    await expect(listOf(page, '底图')).toContainText(name);
    if (name === '航拍' || name === '影像') await expect.poll(redness).toBeGreaterThan(60);
    else {
      const water = async () => {
        const { red, green, blue } = await groundColor();
        return blue - red - (paper.blue - paper.red) > 8 && Math.abs(green - paper.green) + Math.abs(red - paper.red) > 6;
      };
      await expect.poll(water).toBe(true);
    }
    await page.getByRole('button', { name: `${name}的选项` }).click();
    await page.getByTestId('remove-basemap').click();
    await expect(listOf(page, '底图')).not.toContainText(name);
    await expect.poll(groundColor).toEqual(paper);
  }
  await dropFiles(page, [archives.航拍]);
  await expect(listOf(page, '底图')).toContainText('航拍');
  await handle(page, '航拍').focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => orderOf(page, '底图')).toEqual(['航拍', '工作区底图']);
  await expect(page.locator('.attribution')).toContainText('市测绘院');
  await page.getByRole('button', { name: '航拍的选项' }).click();
  const opacity = listOf(page, '底图').getByRole('spinbutton', { name: '不透明度' });
  await opacity.fill('40');
  await opacity.press('Enter');
  await page.getByRole('button', { name: '隐藏工作区底图' }).click();
});

test('a damaged archive is refused in words', async () => {
  const { page } = launched;
  const path = join(folder, '坏的.pmtiles');
  writeFileSync(path, 'PMTiles');
  await dropFiles(page, [path]);
  await expect(page.getByRole('alert')).toContainText('无法读取底图文件');
  await page.getByRole('alert').getByRole('button', { name: '知道了' }).click();
});

test('order, opacity and what is hidden are there again with the archive after a restart; a viewer is told why they cannot be changed', async () => {
  // The view is written a moment after it last changed.
  const kept = async () => (await keptView(launched.page))?.layers.entries.find(({ id }) => id === 'ground')?.visible;
  await expect.poll(kept).toBe(false);
  await launched.app.close();
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
  await launch();
  const { page } = launched;
  await expect.poll(() => orderOf(page, '点位')).toEqual(['消防力量', '消防设施', '场所', '隐患']);
  await expect.poll(() => orderOf(page, '面与热力')).toEqual(['热力图', '行政区', '联防片区']);
  await expect.poll(() => orderOf(page, '底图')).toEqual(['航拍', '工作区底图']);
  await expect(page.getByRole('button', { name: '显示工作区底图' })).toBeVisible();
  await expect(page.locator('.attribution')).toContainText('市测绘院');

  await page.evaluate(() => window.host.windows.setOperator({ operator: { name: '看图员', unit: '', role: 'viewer' } }));
  await page.getByRole('button', { name: '航拍的选项' }).click();
  await expect(listOf(page, '底图').getByRole('spinbutton', { name: '不透明度' })).toHaveValue('40');
  const remove = page.getByTestId('remove-basemap');
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await remove.hover();
  await expect(page.getByRole('tooltip').filter({ hasText: '需要“管理”身份' })).toBeVisible();
  await remove.click({ force: true });
  await expect(listOf(page, '底图')).toContainText('航拍');
  await dropFiles(page, [join(folder, '影像.mbtiles')]);
  await expect(page.getByRole('log', { name: '通知' })).toContainText('需要“管理”身份');
  await expect(listOf(page, '底图')).not.toContainText('影像');
  await page.getByTestId('workspace-menu').click();
  await expect(page.getByRole('menuitem', { name: '添加底图…' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
});
