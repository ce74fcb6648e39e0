import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { askMain } from './ask-main.ts';
import { countPages } from './count-pages.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { clickMap, grab, middleOfMap } from './on-map.ts';
import { saveTo } from './save-to.ts';

let launched: LaunchedApp;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('routes of the sample: nearest to a clicked place, between two, a patrol and its track', async () => {
  test.setTimeout(300_000);
  const { app, page, userData } = launched;
  await page.getByTestId('legend').waitFor({ timeout: 150_000 });
  await expect(page.getByLabel('主要指标')).toContainText('5,621', { timeout: 150_000 });
  await launched.untilDrawn();
  await page.keyboard.press('Alt+N');
  await expect(page.getByTestId('drawing-hint')).toContainText('点击要去的位置');
  await clickMap(page, 0.6, 0.45);
  const nearest = page.getByTestId('nearest-list');
  await expect(nearest.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
  await expect(nearest).toContainText('到场');
  await expect(page.getByTestId('way-steps')).toContainText('出发，沿');

  await page.keyboard.press('Alt+Shift+N');
  await page.getByTestId('route-from-click').click();
  await clickMap(page, 0.6, 0.45);
  await page.getByTestId('route-to-click').click();
  await clickMap(page, 0.55, 0.51);
  const routes = page.getByTestId('route-list');
  await expect(routes).toContainText('最快', { timeout: 60_000 });
  const first = await routes.textContent();
  // The end B follows the pointer, and the route with it: its name takes the map there, between the panels.
  await page.getByTestId('route-to').getByRole('button').first().click();
  const end = await middleOfMap(page);
  await grab(page, end);
  await page.mouse.move(end.x + 60, end.y - 30, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => routes.textContent(), { timeout: 30_000 }).not.toBe(first);
  await page.getByTestId('route-copy').click();
  await expect(page.getByText('路线说明已复制')).toBeVisible();
  expect(await askMain(app, ({ clipboard }) => clipboard.readText())).toMatch(/^路线：[\s\S]*1\. 出发，沿/);

  expect(countPages(await saveTo(launched, 'route-print', join(userData, 'route.pdf')))).toBe(1);

  await page.getByTestId('response-tab-patrol').click();
  await page.getByTestId('patrol-click').click();
  for (const [x, y] of [
    [0.56, 0.47],
    [0.6, 0.47],
    [0.57, 0.51],
  ] as const) {
    await clickMap(page, x, y);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('patrol-errands').getByRole('listitem')).toHaveCount(3);
  await page.getByTestId('tour-start-click').click();
  await clickMap(page, 0.58, 0.46);
  await page.getByTestId('tour-run').click();
  const tour = page.getByTestId('tour-answer');
  await expect(tour).toContainText('09:00 出发', { timeout: 60_000 });

  const track = join(userData, 'track.csv');
  writeFileSync(track, 'lon,lat,time\n114.3,30.5,2026-05-01T09:00:00+08:00\n114.301,30.5,2026-05-01T09:01:00+08:00\n');
  await page.getByText('核对轨迹', { exact: true }).first().click();
  await page.getByTestId('track-file').setInputFiles(track);
  await expect(page.getByText('track.csv：2 个定位点')).toBeVisible();
  await page.getByTestId('compliance-run').click();
  await expect(page.getByTestId('compliance-answer')).toContainText('必到点 0/3 到过', { timeout: 30_000 });

  expect(readFileSync(await saveTo(launched, 'compliance-csv', join(userData, 'proven.csv')), 'utf8')).toContain('未到');
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
