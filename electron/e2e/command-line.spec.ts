import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeXlsx } from '../../shared/formats/write-xlsx.ts';
import { writePremises } from './make-workspace.ts';
import { runHeadless } from './run-headless.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-cli-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a table of premises becomes a new workspace; the last line tells what is in it', async () => {
  writePremises(join(folder, 'a.csv'));
  const run = await runHeadless(['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises', '--export', 'premises=out.csv'], {
    cwd: folder,
  });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(Object.keys(run.summary!)).toEqual(['workspace', 'rev', 'counts', 'issues', 'runs', 'timings']);
  expect(run.summary).toMatchObject({
    workspace: join(folder, 'w.gpkg'),
    counts: { premises: 3, placed: 2, unplaced: 1, hazards: 0, stations: 0, facilities: 0, roads: 0, zones: 0 },
    issues: { rejected: 0, byReason: { noCoordinates: 1 } },
  });
  expect(run.summary!.rev).toBeGreaterThan(0);
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('东街超市');
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'out.csv', 'w.gpkg']);
});

test('one layer of a file with several, dates in the order said, and every issue with its place', async () => {
  const sheets = ['甲街', '乙街'].map((sheet) => ({
    name: sheet,
    columns: ['名称', '登记日期', '座位数'].map((title) => ({ title, kind: 'text' as const, width: 10 })),
    rows: [[[`${sheet}饭店`, '03/05/2026', '很多']]],
  }));
  await writeFile(join(folder, '两页.xlsx'), writeXlsx(sheets));
  const importing = ['--workspace', 'w.gpkg', '--import', '两页.xlsx', '--as', 'premises', '--date-order', 'dayFirst'];
  const run = await runHeadless([...importing, '--layer', '乙街', '--export', 'premises=out.csv'], { cwd: folder });
  expect(run.stderr).toBe('');
  expect(run.summary!.issues.listed).toContainEqual({
    file: '两页.xlsx',
    sheet: '乙街',
    row: 2,
    column: '座位数',
    value: '很多',
    code: 'invalidNumber',
    rejects: false,
    suggestion: null,
    message: expect.stringMatching(/^座位数：/),
  });
  const exported = readFileSync(join(folder, 'out.csv'), 'utf8');
  expect(exported).toMatch(/乙街饭店.*2026-05-03/);
  expect(exported).not.toContain('甲街饭店');
  const wrong = await runHeadless([...importing, '--layer', '丙街'], { cwd: folder });
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toMatch(/两页\.xlsx.*丙街/);
});

test('exports carry personal data only when asked, and GDAL reads them', async () => {
  writeFileSync(join(folder, 'a.csv'), '场所编号,场所名称,负责人,电话,经度,纬度\r\nP-1,东街超市,张三,13800000000,114.33,30.5\r\n');
  const importing = ['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises'];
  const masked = await runHeadless([...importing, '--export', 'premises=masked.csv', '--export', 'premises=p.geojson'], { cwd: folder });
  expect(masked.stderr).toBe('');
  const full = await runHeadless(['--workspace', 'w.gpkg', '--export', 'premises=full.csv', '--include-personal'], { cwd: folder });
  expect(full.stderr).toBe('');
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  for (const name of ['masked.csv', 'p.geojson']) expect(text(name)).not.toMatch(/张三|13800000000/);
  expect(text('full.csv')).toContain('张三');
  expect(text('full.csv')).toContain('13800000000');
  const others = ['premises=p.xlsx', 'premises=p.kml', 'premises=p.zip', 'premises=p.gpkg'].flatMap((one) => ['--export', one]);
  const shifted = await runHeadless(['--workspace', 'w.gpkg', ...others, '--export-crs', 'gcj02'], { cwd: folder });
  expect(shifted.stderr).toBe('');
  for (const name of ['p.xlsx', 'p.kml', '/vsizip/p.zip', 'p.gpkg']) {
    const path = name.startsWith('/') ? `/vsizip/${join(folder, 'p.zip')}` : join(folder, name);
    expect(execFileSync('ogrinfo', ['-ro', '-al', path], { encoding: 'utf8' }), name).toContain('东街超市');
  }
  const log = ['-ro', '-sql', "SELECT count(*) AS n FROM change_log WHERE note LIKE '%export%'", join(folder, 'w.gpkg')];
  expect(execFileSync('ogrinfo', log, { encoding: 'utf8' })).toContain('n (Integer) = 7');
  const report = execFileSync('ogrinfo', ['-ro', '-al', join(folder, 'p.geojson')], { encoding: 'utf8' });
  expect(report).toContain('Feature Count: 1');
  expect(report).toContain('POINT (114.33 30.5)');
});

test('GDAL opens the workspace and counts the same', async () => {
  writePremises(join(folder, 'a.csv'));
  const run = await runHeadless(['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises'], { cwd: folder });
  expect(run.stderr).toBe('');
  const report = execFileSync('ogrinfo', ['-ro', '-so', '-al', join(folder, 'w.gpkg')], { encoding: 'utf8' });
  const layer = report.split(/^Layer name: /m).find((part) => part.startsWith('premises\n'));
  expect(layer).toMatch(/Geometry: Point/);
  expect(layer).toMatch(/Feature Count: 3/);
  const points = execFileSync('ogrinfo', ['-ro', '-q', join(folder, 'w.gpkg'), '-sql', 'SELECT name, geom FROM premises ORDER BY code'], {
    encoding: 'utf8',
  });
  expect(points).toContain('POINT (114.33 30.5)');
});

test('the same file twice changes nothing', async () => {
  writePremises(join(folder, 'a.csv'));
  const call = ['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises'];
  const first = await runHeadless(call, { cwd: folder });
  const second = await runHeadless(call, { cwd: folder });
  expect(second.code).toBe(0);
  expect(second.summary!.counts).toMatchObject({ premises: 3, placed: 2, unplaced: 1 });
  expect(first.summary!.counts.premises).toBe(second.summary!.counts.premises);
});

test('one step that fails takes the whole call back, byte for byte', async () => {
  writePremises(join(folder, 'a.csv'));
  await runHeadless(['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises'], { cwd: folder });
  const before = hashOf(join(folder, 'w.gpkg'));
  writePremises(join(folder, 'b.csv'), ['P-9,北街网吧,小网吧,北街9号,114.340,30.510']);
  writeFileSync(join(folder, 'broken.osm.pbf'), 'this is no OpenStreetMap extract');

  const run = await runHeadless(
    [
      '--workspace',
      'w.gpkg',
      '--import',
      'b.csv',
      '--as',
      'premises',
      '--export',
      'premises=out.csv',
      '--import',
      'broken.osm.pbf',
      '--as',
      'osm',
      '--lang',
      'en',
    ],
    { cwd: folder },
  );

  expect(run.code).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr).toContain('broken.osm.pbf');
  expect(run.stderr).toContain('The workspace is unchanged');
  expect(run.stderr).not.toMatch(/\n\s+at /);
  expect(hashOf(join(folder, 'w.gpkg'))).toBe(before);
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'b.csv', 'broken.osm.pbf', 'w.gpkg']);
});

test('a failed call makes no new workspace', async () => {
  writeFileSync(join(folder, 'broken.osm.pbf'), 'this is no OpenStreetMap extract');
  const run = await runHeadless(['--workspace', 'w.gpkg', '--import', 'broken.osm.pbf', '--as', 'osm'], { cwd: folder });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('错误：');
  expect(readdirSync(folder)).toEqual(['broken.osm.pbf']);
});

test('a file that is not a workspace is refused and kept', async () => {
  writeFileSync(join(folder, 'w.gpkg'), 'somebody else’s file');
  writePremises(join(folder, 'a.csv'));
  const run = await runHeadless(['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'premises'], { cwd: folder });
  expect(run.code).toBe(1);
  expect(readFileSync(join(folder, 'w.gpkg'), 'utf8')).toBe('somebody else’s file');
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'w.gpkg']);
});

test.describe('calls that cannot be understood', () => {
  for (const [args, words] of [
    [['--workspace', 'w.gpkg', '--nonsense'], '--nonsense'],
    [['--workspace'], '--workspace'],
    [['--workspace', 'w.gpkg', '--import', 'a.csv', '--as', 'things'], 'things'],
    [[], '--workspace'],
  ] as const) {
    test(`end with code 2: ${args.join(' ') || '(nothing)'}`, async () => {
      const run = await runHeadless([...args], { cwd: folder });
      expect(run.code).toBe(2);
      expect(run.stdout).toBe('');
      expect(run.stderr).toContain(words);
      expect(run.stderr).toContain('用法');
      expect(readdirSync(folder)).toEqual([]);
    });
  }
});

test('what is missing is named before any work starts', async () => {
  const missingFile = await runHeadless(['--workspace', 'w.gpkg', '--import', 'no.csv', '--as', 'premises', '--lang', 'en'], {
    cwd: folder,
  });
  expect(missingFile).toMatchObject({ code: 1, stdout: '' });
  expect(missingFile.stderr).toContain('The file no.csv does not exist.');
  const missingFolder = await runHeadless(['--workspace', 'w.gpkg', '--sample', '--export', 'premises=no/such/out.csv', '--lang', 'en'], {
    cwd: folder,
  });
  expect(missingFolder.code).toBe(1);
  expect(missingFolder.stderr).toContain(join(folder, 'no/such'));
  const missingWorkspace = await runHeadless(['--workspace', 'w.gpkg', '--export', 'premises=out.csv'], { cwd: folder });
  expect(missingWorkspace.code).toBe(1);
  expect(existsSync(join(folder, 'w.gpkg'))).toBe(false);
});
