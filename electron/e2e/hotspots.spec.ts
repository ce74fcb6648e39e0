import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { saveTo } from './save-to.ts';

let launched: LaunchedApp;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('hot spots, clusters, change and inspection bias of the sample: legend, list, card, explanation and export', async () => {
  test.setTimeout(240_000);
  const { page, userData } = launched;
  await expect(page.getByLabel('主要指标')).toContainText('5,621', { timeout: 120_000 });
  await page.getByTestId('left-tab-response').click();
  await page.getByTestId('response-tab-hotspots').click();
  const settings = page.getByRole('button', { name: '计算条件' });
  const run = page.getByTestId('gathering-run');
  const legend = page.getByTestId('gatherings-legend');
  const list = page.getByTestId('gathering-list');
  const card = page.getByTestId('gathering-card');

  await run.click();
  await expect(legend).toContainText('热点（99% 置信）', { timeout: 60_000 });
  await expect(legend).toContainText('不显著');
  await expect(page.getByTestId('gathering-explanation')).toContainText('Benjamini–Hochberg');
  await expect(list.getByRole('button').first()).toContainText('片区');
  await list.getByRole('button').first().click();
  await expect(card).toContainText('Gi* 得分');
  await expect(page.getByTestId('gathering-records')).toContainText('条隐患');

  const target = await saveTo(launched, 'hotspots-geojson', join(userData, 'hotspots.geojson'));
  const written = JSON.parse(readFileSync(target, 'utf8')) as { analysis: { task: string }; features: { properties: object }[] };
  expect(written.analysis.task).toBe('hotspots');
  expect(written.features.length).toBeGreaterThan(50);

  // Folded away once there is an answer.
  await settings.click();
  await page.getByTestId('gathering-alpha-0.01').click();
  await expect(page.getByTestId('gathering-controls')).toContainText('至多 1% 是误报');
  const from = page.getByTestId('gathering-from');
  await from.fill('2026-01-01');
  await from.press('Enter');
  const changed = page.getByTestId('hotspots-stale');
  await expect(changed).toContainText('参数已改');
  await changed.getByRole('button').click();
  await expect(changed).toBeHidden({ timeout: 30_000 });

  await page.getByTestId('gathering-cluster').click();
  await run.click();
  await expect(legend).toContainText('属于聚集区的点', { timeout: 60_000 });
  await settings.click();
  const minPoints = page.getByTestId('gathering-minPoints');
  await minPoints.fill('4');
  await minPoints.press('Enter');
  await expect(page.getByTestId('cluster-stale')).toContainText('参数已改');
  await page.getByTestId('cluster-stale').getByRole('button').click();
  await expect(page.getByTestId('cluster-stale')).toBeHidden({ timeout: 30_000 });

  await page.getByTestId('gathering-emerging').click();
  await run.click();
  await expect(legend).toContainText('持续', { timeout: 60_000 });

  await page.getByTestId('gathering-bias').click();
  await run.click();
  await expect(legend).toContainText('检查偏少', { timeout: 60_000 });
  await expect(list).toContainText('从未检查的场所');
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
