import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { askMain } from './ask-main.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';

let launched: LaunchedApp;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('coverage of the sample: shares, legend, a dragged ghost station, a closure, risk × response and the sheet', async () => {
  test.setTimeout(300_000);
  const { app, page, userData } = launched;
  await page.getByText('示范', { exact: false }).first().click();
  await page.getByTestId('legend').waitFor({ timeout: 120_000 });
  await page.getByTestId('left-tab-response').click();
  await page.getByTestId('coverage-run').click();
  const shares = page.getByTestId('coverage-shares');
  await expect(shares).toContainText(/\d\/5,621/, { timeout: 60_000 });
  await expect(page.getByTestId('coverage-legend')).toContainText('超出全部时限');
  const today = await shares.textContent();

  await page.getByTestId('ghost-add').click();
  const box = (await page.locator('.maplibregl-canvas').boundingBox())!;
  const at = { x: box.x + box.width * 0.62, y: box.y + box.height * 0.3 };
  await page.mouse.click(at.x, at.y);
  const compared = page.getByTestId('ghost-compared');
  await expect(compared).toBeVisible({ timeout: 30_000 });
  const placed = await compared.textContent();
  await page.waitForTimeout(1500);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y - 40, { steps: 6 });
  await expect(page.getByText('拖动中', { exact: false })).toBeVisible();
  await expect.poll(() => compared.textContent(), { timeout: 15_000 }).not.toBe(placed);
  await page.mouse.up();
  await expect(page.getByText('拖动中', { exact: false })).toBeHidden({ timeout: 30_000 });
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);

  await page.getByTestId('closure-line').click();
  const middle = { x: box.x + box.width * 0.56, y: box.y + box.height * 0.52 };
  await page.mouse.click(middle.x - 120, middle.y);
  await page.mouse.click(middle.x + 120, middle.y);
  await page.getByTestId('drawing-finish').click();
  await expect(page.getByText('封闭线 1')).toBeVisible();
  await expect(page.getByTestId('coverage-legend')).toContainText('封闭');
  await page.keyboard.press('Escape');
  await page.getByTestId('closure-undo').click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);

  await page.getByTestId('response-tab-bivariate').click();
  await page.getByTestId('bivariate-run').click();
  await expect(page.getByTestId('worst-list')).toContainText('风险高且响应慢', { timeout: 30_000 });

  const target = join(userData, 'sheet.pdf');
  await askMain(
    app,
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    target,
  );
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByText('已保存到', { exact: false })).toBeVisible({ timeout: 120_000 });
  const sheet = readFileSync(target).toString('latin1');
  expect(sheet.startsWith('%PDF-')).toBe(true);
  expect(sheet.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
