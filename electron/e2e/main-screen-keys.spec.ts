import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { askMain } from './ask-main.ts';
import { closeDialog } from './close-dialog.ts';
import { editPremises } from './edit-premises.ts';
import { exportAs } from './export-as.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { onMap } from './on-map.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-keys-'));
  launched = await launchApp({ workspace: true });
  await expect(figures(launched.page)).toContainText('2 / 3', { timeout: 60_000 });
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const figures = (page: Page) => page.getByLabel('主要指标');
const card = (page: Page) => page.getByTestId('card');

/** The accessible name of what has the focus, or its tag. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? (element?.textContent?.trim() || (element?.tagName ?? ''));
  });

test('what is typed right after the shortcut is searched for, also while the palette is still being read', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('东街超市');
  await expect(page.getByTestId('search-input')).toHaveValue('东街超市');
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  await expect(page.getByTestId('search-hit').first()).toContainText('东街超市');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('search-input')).toBeHidden();
  await launched.untilDrawn();
});

test('Tab walks the whole main screen in reading order, each stop named, and comes round', async () => {
  const { page } = launched;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const stops: string[] = [];
  for (let press = 0; press < 90; press += 1) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (name === 'BODY' || (stops.length > 3 && name === stops[0])) break;
    stops.push(name);
  }
  expect(stops.filter((name) => name === '')).toEqual([]);
  const place = (name: RegExp) => stops.findIndex((stop) => name.test(stop));
  const order = [/左侧面板/, /small|测试/, /搜索/, /撤销/, /地图/, /热力图的次序/, /带宽/, /图例/, /放大/].map(place);
  expect(order, JSON.stringify(stops)).not.toContain(-1);
  expect(
    order.toSorted((a, b) => a - b),
    JSON.stringify(stops),
  ).toEqual(order);
});

test('every stop of the walk shows where the focus is', async () => {
  const { page } = launched;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const unseen: string[] = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body) return true;
      // Widgets put the ring on the part that is drawn: around the field inside it, beside it, or on what lies over it.
      const hasRing = (at: Element | null, part?: string): boolean => {
        if (at === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at, part);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      };
      const around = [element, element.parentElement, element.parentElement?.parentElement ?? null, element.nextElementSibling];
      return around.some((at) => hasRing(at)) || hasRing(element, '::after');
    });
    if (!seen) unseen.push(await focused(page));
  }
  expect(unseen).toEqual([]);
});

test('one and two characters of a name or an address find the place; Enter goes there, Escape comes back', async () => {
  const { page } = launched;
  const find = async (text: string): Promise<string[]> => {
    await page.getByTestId('search-input').fill(text);
    await expect(page.getByRole('listbox', { name: '搜索' })).toHaveAttribute('aria-busy', 'false');
    return page.getByTestId('search-hit').allTextContents();
  };
  await page.keyboard.press('Control+k');
  expect((await find('超')).join()).toContain('东街超市');
  expect((await find('餐馆')).join()).toContain('南湖餐馆');
  // By address alone.
  expect((await find('西街')).join()).toContain('无坐标旅馆');
  expect((await find('街')).length).toBe(2);
  expect(await find('鑫')).toEqual([]);
  await expect(page.getByRole('status').filter({ hasText: '没有找到“鑫”' })).toBeVisible();
  await find('街');
  const first = (await page.getByRole('option', { selected: true }).textContent())!;
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).not.toHaveText(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-input')).toBeHidden();
  await expect(card(page)).toContainText(/东街超市|无坐标旅馆/);
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
});

test('a premises without a position is placed from the tray by a click, and that is undone and redone', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+u');
  const tray = page.getByTestId('unplaced-tray');
  await expect(tray).toContainText('无坐标旅馆');
  await tray.getByTestId('locate').focus();
  await page.keyboard.press('Enter');
  const spot = await onMap(page, 0.55, 0.4);
  await page.mouse.move(spot.x, spot.y);
  // Escape leaves the placing and nothing else.
  await page.keyboard.press('Escape');
  await expect(tray).toBeVisible();
  await page.mouse.click(spot.x, spot.y);
  expect(await page.evaluate(async () => (await window.host.records.info(null))?.counts.placed)).toBe(2);
  await tray.getByTestId('locate').click();
  await page.mouse.click(spot.x, spot.y);
  await expect(figures(page)).toContainText('3 / 3');
  await expect(tray).toContainText('所有场所都已定位');
  await page.keyboard.press('Control+z');
  await expect(figures(page)).toContainText('2 / 3');
  await expect(tray).toContainText('无坐标旅馆');
  await page.keyboard.press('Control+y');
  await expect(figures(page)).toContainText('3 / 3');
  await page.keyboard.press('Control+z');
  await expect(figures(page)).toContainText('2 / 3');
});

test('Escape leaves one thing at a time, also from the map', async () => {
  const { page } = launched;
  const tray = page.getByTestId('unplaced-tray');
  await expect(tray).toBeVisible();
  await tray.getByRole('button', { name: '无坐标旅馆' }).click();
  await expect(card(page)).toBeVisible();
  await page.getByRole('region', { name: '地图' }).first().focus();
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(tray).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tray).toBeHidden();
});

test('an export masks personal data unless it was ticked, and both are logged; a viewer cannot tick it', async () => {
  const { page } = launched;
  expect(await editPremises(page, 'P-1', { phone: '13800001234', responsiblePerson: '李四' })).toMatchObject({ ok: true });
  const exportTo = async (name: string, format: string, tick: boolean): Promise<string> => {
    const path = join(folder, name);
    // The menu of the system, as its item is clicked.
    await askMain(launched.app, ({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('exportPremises')!.click());
    const dialog = page.getByRole('dialog', { name: '导出' });
    await expect(dialog).toBeVisible();
    await exportAs(launched, path, format, async () => {
      if (tick) await dialog.getByTestId('include-personal').check();
    });
    await expect(dialog.getByTestId('export-done')).toContainText(path);
    await closeDialog(page, dialog);
    expect(existsSync(path)).toBe(true);
    return readFileSync(path, 'utf8');
  };
  const masked = await exportTo('场所.csv', 'CSV', false);
  expect(masked).toContain('东街超市');
  expect(masked).toContain('***');
  expect(masked).not.toMatch(/13800001234|李四/);
  const whole = JSON.parse(await exportTo('场所.geojson', 'GeoJSON', true)) as { features: { properties: Record<string, unknown> }[] };
  expect(whole.features.map(({ properties }) => properties.phone)).toContain('13800001234');
  expect(launched.log()).toMatch(/\d premises of .*small\.gpkg exported by 测试员 to .*场所\.csv, without personal fields/);
  expect(launched.log()).toMatch(/exported by 测试员 to .*场所\.geojson, with personal fields/);

  await page.evaluate(() => window.host.windows.setOperator({ operator: { name: '看图员', unit: '', role: 'viewer' } }));
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: '导出' });
  await expect(dialog.getByTestId('include-personal')).toBeDisabled();
  await expect(dialog).toContainText('当前身份只能查看');
  await closeDialog(page, dialog);
  const asked = { table: 'premises', format: 'csv', fields: null, scope: 'all', fids: null, crs: 'wgs84', includePersonal: true } as const;
  expect(await page.evaluate((request) => window.host.exports.run({ jobId: 'e', request }), asked)).toMatchObject({
    ok: false,
    failure: { code: 'roleForbids', details: { role: 'viewer', need: 'recorder' } },
  });
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
