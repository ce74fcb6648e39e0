import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { ImportRequest, IntakeRow } from '../../shared/formats/intake.ts';
import type { TableName } from '../../shared/model/index.ts';
import { writeZip } from '../../shared/testing/write-zip.ts';
import { runIntake, runPreview } from '../record/run-intake.ts';

const worker = new URL('./intake-worker.ts', import.meta.url);
const data = resolve(import.meta.dirname, '../../../shared/data');
const folder = mkdtempSync(join(tmpdir(), 'intake-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, contents: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
};

function startImport(request: Partial<ImportRequest> & Pick<ImportRequest, 'path' | 'as'>) {
  const rows: { [T in TableName]?: IntakeRow[] } = {};
  let largestBatch = 0;
  const running = runIntake(
    worker,
    { kind: 'import', request: { crs: 'wgs84', encoding: null, mapping: null, clip: null, ...request } },
    {
      onHead: () => {},
      onIssues: () => {},
      onBatch: ({ table, rows: batch }) => {
        largestBatch = Math.max(largestBatch, batch.length);
        rows[table] = [...(rows[table] ?? []), ...batch];
      },
      onProgress: (done, total) => expect(done).toBeLessThanOrEqual(total),
    },
  );
  const counts = () => Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.length]));
  return { rows, counts, largestBatch: () => largestBatch, ...running };
}

describe('the worker', () => {
  test('imports a table and says what it read', async () => {
    const run = startImport({ path: write('a.csv', '编号,名称,经度,纬度\n1,店,118.9,42.2\n2,,118.9,42.2\n'), as: 'premises' });
    const ended = await run.finished;
    expect(ended).toMatchObject({
      ok: true,
      value: { read: 2, rejected: 1, byReason: { missingName: 1 }, fileHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(run.counts()).toEqual({ premises: 1 });
  });
  test('stops when cancelled', async () => {
    const path = write('long.csv', `名称,地址\n${Array.from({ length: 300_000 }, (_, row) => `店${row},街\n`).join('')}`);
    const run = startImport({ path, as: 'premises' });
    setTimeout(run.cancel, 300);
    expect(await run.finished).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(run.counts().premises ?? 0).toBeLessThan(300_000);
  });
  test('refuses what it cannot read, saying why', { timeout: 60_000 }, async () => {
    mkdirSync(join(folder, 'photos'));
    const large = write('large.csv', 'a');
    truncateSync(large, 2 ** 30 + 1);
    const cases: [path: string, as: ImportRequest['as'], code: string, crs?: string][] = [
      [join(folder, 'nothing.csv'), 'premises', 'fileUnreadable'],
      [join(folder, 'photos'), 'premises', 'noTableInside'],
      [write('empty.csv', ''), 'premises', 'fileEmpty'],
      [write('book.csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)), 'premises', 'archiveDamaged'],
      [write('map.osm.pbf', 'not one'), 'osm', 'notOsmPbf'],
      [write('b.csv', '名称\n店\n'), 'premises', 'unknownCrs', 'EPSG:1'],
      [write('c.csv', '甲,乙\n1,2\n'), 'premises', 'noColumnForName'],
      [write('d.geojson', '{"type":"FeatureCollection","features":[{]}'), 'premises', 'fileMalformed'],
      [large, 'premises', 'fileTooLarge'],
      [write('e.kml', '<!DOCTYPE k [<!ENTITY a "b">]><k>&a;</k>'), 'premises', 'xmlDoctype'],
      [write('f.geojson', `{"a":${'['.repeat(10_000)}`), 'premises', 'nestingTooDeep'],
      [write('g.csv.gz', gzipSync(new Uint8Array(32 * 2 ** 20))), 'premises', 'archiveRatio'],
      [write('h.xlsx', writeZip({ '../xl/workbook.xml': '' })), 'premises', 'archivePath'],
    ];
    for (const [path, as, code, crs] of cases) {
      const ended = await startImport({ path, as, ...(crs === undefined ? {} : { crs }) }).finished;
      expect([path, ended.ok ? null : ended.failure.code]).toEqual([path, code]);
    }
  });
  test('previews columns, rows, encoding and what they suggest', async () => {
    const gbk = Uint8Array.of(0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xd8, 0xd6, 0xb7, 0x0a, 0xb5, 0xea, 0x2c, 0xbd, 0xd6, 0x0a);
    const preview = await runPreview(worker, { path: write('gbk.csv', gbk), encoding: null }).finished;
    expect(preview).toMatchObject({
      ok: true,
      value: {
        format: 'csv',
        encoding: 'gb18030',
        encodingCertain: false,
        columns: ['名称', '地址'],
        sample: [{ 名称: '店', 地址: '街' }],
        suggestedAs: 'premises',
        suggested: { premises: { mapping: { name: '名称', address: '地址' } } },
      },
    });
    expect(await runPreview(worker, { path: join(folder, 'nothing'), encoding: null }).finished).toMatchObject({
      ok: false,
      failure: { code: 'fileUnreadable' },
    });
  });
});

const present = existsSync(data);
describe.runIf(present)('real data', () => {
  test('6,253 restaurants, 2,751 of them placed, none lost', async () => {
    const run = startImport({ path: join(data, 'sf-inspections/sf_food_businesses.csv'), as: 'premises' });
    expect(await run.finished).toMatchObject({
      ok: true,
      value: { read: 6253, rejected: 0, byReason: { sentinelCoordinates: 3497, zeroCoordinates: 5 } },
    });
    const rows = run.rows.premises!;
    expect(rows.filter((row) => 'geom' in row.values && row.values.geom !== null)).toHaveLength(2751);
    expect(rows.filter((row) => 'unplacedReason' in row.values && row.values.unplacedReason !== null)).toHaveLength(3502);
    expect(new Set(rows.map((row) => row.values.sourceRef)).size).toBe(6253);
    expect(run.largestBatch()).toBeLessThanOrEqual(1000);
  });
  test('inspections with “(lat, lon)” in one column are all placed', async () => {
    const path = join(data, 'sf-inspections/fire_inspections_clean.csv');
    const mapping = { name: 'Property Location', code: 'blklot', position: 'Location' };
    const run = startImport({ path, as: 'premises', mapping });
    expect(await run.finished).toMatchObject({ ok: true, value: { read: 3305, rejected: 0 } });
    const lons = run.rows.premises!.map((row) => (row.values as unknown as { geom: { coordinates: number[] } }).geom.coordinates[0]!);
    expect(lons.every((lon) => lon > -122.6 && lon < -122.3)).toBe(true);
  });
  test('downtown San Francisco', { timeout: 60_000 }, async () => {
    const run = startImport({ path: join(data, 'sf-downtown/source.osm.pbf'), as: 'osm' });
    expect(await run.finished).toMatchObject({ ok: true });
    expect(run.counts()).toMatchObject({ station: 10, road: 8420, turn_restriction: 424, admin_area: 1 });
    // The reference list also counts building=no and underground stations.
    expect(run.counts().building).toBe(7787);
    const hydrants = run.rows.facility!.filter((row) => 'type' in row.values && row.values.type === 'hydrant');
    expect(hydrants).toHaveLength(413);
    expect(run.counts().premises! / 3873).toBeGreaterThan(0.97);
    expect(run.counts().premises! / 3873).toBeLessThan(1.03);
  });
  test('Haidian, names in Chinese', async () => {
    const run = startImport({ path: join(data, 'beijing-haidian/source.osm.pbf'), as: 'osm' });
    expect(await run.finished).toMatchObject({ ok: true });
    const names = run.rows.premises!.map((row) => (row.values as { name: string }).name);
    expect(names).toContain('迷你站奶茶专门店');
    expect(run.counts()).toMatchObject({ road: 1126, building: 889 });
  });
  test('firehouses of New York from both their files', async () => {
    for (const [file, counts] of [
      ['FDNY_Firehouse_Listing.csv', { read: 218, byReason: { noCoordinates: 5 } }],
      ['fire_stations.geojson', { read: 213, byReason: {} }],
    ] as const) {
      const run = startImport({ path: join(data, 'nyc-roads', file), as: 'stations' });
      expect(await run.finished).toMatchObject({ ok: true, value: { ...counts, rejected: 0 } });
    }
  });
});
test.runIf(!present)('real data: skipped, ../shared/data is not there', () => {
  expect(existsSync(data)).toBe(false);
});
