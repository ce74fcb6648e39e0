import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Crs, fromWgs84, parseCrs } from '../../shared/geo/crs.ts';
import type { Host } from '../../shared/ipc/host.ts';
import { generateSample } from '../../shared/sample/index.ts';
import { closeDialog } from './close-dialog.ts';
import { dropFiles } from './drop-files.ts';
import { readPremises } from './edit-premises.ts';
import { importDialog } from './import-dialog.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { runHeadless } from './run-headless.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-crs-'));
  launched = await launchApp();
  await launched.untilDrawn();
  // The window holds the sample.
  await expect(launched.page.getByLabel('主要指标')).toContainText('5,', { timeout: 60_000 });
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const crsNamed = (name: string): Crs => {
  const crs = parseCrs(name);
  if (!crs.ok) throw new Error(name);
  return crs.value;
};

/** Every fiftieth premises of the sample as a table in another system; some rows have what offices' tables have. */
function writeTable(path: string, name: string, faults: boolean): void {
  const crs = crsNamed(name);
  const lines = ['编号,单位名称,经度,纬度'];
  for (const { table, rows } of generateSample()) {
    if (table !== 'premises') continue;
    for (const { values } of rows as { values: { name?: string; geom?: { coordinates: [number, number] } | null } }[]) {
      if (values.geom === null || values.geom === undefined || lines.length > 100) continue;
      const [x, y] = fromWgs84(crs, ...values.geom.coordinates).map((value) => value.toFixed(crs.projected ? 2 : 6)) as [string, string];
      const index = lines.length;
      const odd: Record<number, [string, string]> = {
        5: [y, x],
        6: [y, x],
        7: ['0', '0'],
        8: ['-9999', '-9999'],
        9: ['121.473701', '31.230416'],
      };
      lines.push([`C-${index}`, `${values.name}${index}`, ...((faults && odd[index]) || [x, y])].join(','));
    }
  }
  writeFileSync(path, `\uFEFF${lines.join('\r\n')}\r\n`);
}

test('a table in GCJ-02 is recognised, its rows put right, and shown on the map before and after', async () => {
  const { page } = launched;
  const table = join(folder, '高德坐标 台账.csv');
  writeTable(table, 'gcj02', true);
  await dropFiles(page, [table]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  await dialog.getByTestId('import-next').click();
  await expect(dialog.getByTestId('crs-verdict')).toContainText('判断为 GCJ-02', { timeout: 30_000 });
  await expect(dialog.getByTestId('crs-gcj02')).toContainText('已选用');
  const problems = dialog.getByTestId('crs-problems');
  for (const words of ['经纬度颠倒 · 2 行', '坐标为 0 · 1 行', '占位值（-9999 等） · 1 行', '辖区外 · 1 行'])
    await expect(problems).toContainText(words);
  await problems.getByRole('button', { name: '经纬度颠倒 · 2 行' }).click();
  await problems.getByTestId('crs-swap-all').click();
  await expect(problems.getByText('已交换')).toHaveCount(2);

  await dialog.getByTestId('crs-look').click();
  const bar = page.getByTestId('crs-look-bar');
  await expect(bar).toContainText('平均平移');
  await expect(dialog.getByTestId('crs-verdict')).toBeHidden();
  await bar.getByText('换算前').click();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(dialog.getByTestId('crs-verdict')).toBeVisible();

  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByTestId('count-created')).toContainText('100', { timeout: 30_000 });
  await dialog.getByTestId('import-commit').click();
  await expect(dialog.getByTestId('undo-import')).toBeVisible({ timeout: 30_000 });
  // The swapped rows are on the map, where the sample has the same premises.
  expect(await readPremises(page, 'C-5')).toMatchObject({ sourceCrs: 'gcj02', geom: { type: 'Point' } });
  await dialog.getByTestId('undo-import').click();
  await expect(dialog).toBeHidden();
});

test('survey metres without a zone number are placed by the district', async () => {
  const { page } = launched;
  const table = join(folder, '测绘院.csv');
  writeTable(table, 'EPSG:4549', false);
  await dropFiles(page, [table]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  await dialog.getByTestId('import-next').click();
  await expect(dialog.getByTestId('crs-verdict')).toContainText('EPSG:4549', { timeout: 30_000 });
  await expect(dialog.getByTestId('crs-EPSG:4549')).toContainText('已选用');
  await closeDialog(page, dialog);
});

test('the command line refuses a file nothing tells the system of, naming the choices', async () => {
  const workspace = join(folder, '空.gpkg');
  copyWorkspace('small', workspace);
  const table = join(folder, '无从判断.csv');
  writeTable(table, 'bd09', false);
  const run = await runHeadless(['--workspace', workspace, '--import', table, '--as', 'premises', '--crs', 'auto']);
  expect(run.code).not.toBe(0);
  expect(run.stderr).toContain('wgs84 gcj02 bd09');
});

test('the command line takes the system a file states when it is told none, and refuses one it does not know', async () => {
  const workspace = join(folder, '标明.gpkg');
  copyWorkspace('small', workspace);
  const exported = join(folder, '场所.geojson');
  const out = await runHeadless(['--workspace', workspace, '--export', `premises=${exported}`, '--export-crs', 'gcj02']);
  expect([out.code, out.stderr]).toEqual([0, '']);
  const asWritten = ['--workspace', workspace, '--import', exported, '--as', 'premises'];
  const back = await runHeadless(asWritten);
  expect([back.code, back.stderr]).toEqual([0, '']);
  expect(back.summary?.rev).toBe(out.summary?.rev);
  const elsewhere = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } };
  writeFileSync(exported, JSON.stringify({ crs: elsewhere, type: 'FeatureCollection', features: [] }));
  const refused = await runHeadless(asWritten);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('EPSG::32650');
});
