import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { sfImports } from '../record/testing/sf-inspections.ts';
import { appFolder } from './electron-command.ts';
import { runHeadless } from './run-headless.ts';

const data = resolve(appFolder, '../shared/data');

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-data-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));
test.beforeEach(() => {
  // biome-ignore lint/suspicious/noSkippedTests: the data is never committed; where it is absent there is nothing to check.
  test.skip(!existsSync(data), 'the real data beside the project is not here');
});

/** Feature counts per layer as GDAL sees them. */
function countWithGdal(workspace: string): Record<string, number> {
  const report = execFileSync('ogrinfo', ['-ro', '-so', '-al', workspace], { encoding: 'utf8' });
  return Object.fromEntries(
    [...report.matchAll(/^Layer name: (\S+)[\s\S]*?^Feature Count: (\d+)/gm)].map((match) => [match[1], Number(match[2])]),
  );
}

test('downtown San Francisco from OpenStreetMap: the stations, hydrants and streets that are there', async () => {
  const workspace = join(folder, 'sf.gpkg');
  const run = await runHeadless(['--workspace', workspace, '--import', join(data, 'sf-downtown/source.osm.pbf'), '--as', 'osm']);
  expect(run.stderr).toBe('');
  expect(run.summary!.counts.stations).toBe(10);
  const layers = countWithGdal(workspace);
  expect(layers).toMatchObject({
    premises: run.summary!.counts.premises,
    station: 10,
    facility: run.summary!.counts.facilities,
    road: run.summary!.counts.roads,
    building: run.summary!.counts.buildings,
    land: run.summary!.counts.land,
  });
  const hydrants = execFileSync('ogrinfo', ['-ro', '-q', workspace, '-sql', "SELECT count(*) AS n FROM facility WHERE type = 'hydrant'"], {
    encoding: 'utf8',
  });
  expect(hydrants).toMatch(/= 413\b/);
  expect(layers.road).toBeGreaterThan(8400);
  expect(layers.premises).toBeGreaterThan(3700);
  expect(layers.building).toBeGreaterThan(7700);
});

test('a quarter of Beijing keeps its Chinese names', async () => {
  const workspace = join(folder, 'haidian.gpkg');
  const run = await runHeadless(['--workspace', workspace, '--import', join(data, 'beijing-haidian/source.osm.pbf'), '--as', 'osm']);
  expect(run.code).toBe(0);
  const names = execFileSync('ogrinfo', ['-ro', '-q', workspace, '-sql', "SELECT name FROM road WHERE name LIKE '%成府路%' LIMIT 1"], {
    encoding: 'utf8',
  });
  expect(names).toContain('成府路');
});

test('6,253 restaurants: 2,751 placed, 3,502 kept without a position; the same file again changes nothing', async () => {
  const workspace = join(folder, 'food.gpkg');
  const call = ['--workspace', workspace, '--import', join(data, 'sf-inspections/sf_food_businesses.csv'), '--as', 'premises'];
  const first = await runHeadless(call);
  expect(first.stderr).toBe('');
  expect(first.summary!.counts).toMatchObject({ premises: 6253, placed: 2751, unplaced: 3502 });
  expect(first.summary!.issues.rejected).toBe(0);
  const again = await runHeadless(call);
  expect(again.summary!.counts).toMatchObject({ premises: 6253, placed: 2751, unplaced: 3502 });
  expect(countWithGdal(workspace).premises).toBe(6253);
});

test("San Francisco's food inspections in whole: three imports of one call, joined, and open by the day they were found", async () => {
  const workspace = join(folder, 'sf-inspections.gpkg');
  const imports = sfImports(join(data, 'sf-inspections'), folder);
  const flags = imports.flatMap(({ path, as, mappingPath }) => ['--import', path, '--as', as, '--mapping', mappingPath]);
  const run = await runHeadless(['--workspace', workspace, ...flags]);
  expect(run.stderr).toBe('');
  expect(run.summary).toMatchObject({
    counts: { premises: 6253, placed: 2751, inspections: 26_663, hazards: 40_210 },
    issues: { rejected: 0 },
  });
  const joined = `SELECT count(*) AS n FROM hazard h JOIN inspection i ON i.id = h.inspection_id JOIN premises p ON p.id = h.premises_id
    WHERE p.id = i.premises_id AND h.found_on = i.inspected_on`;
  expect(execFileSync('ogrinfo', ['-ro', '-q', workspace, '-dialect', 'SQLITE', '-sql', joined], { encoding: 'utf8' })).toMatch(
    /= 40210\b/,
  );
});
