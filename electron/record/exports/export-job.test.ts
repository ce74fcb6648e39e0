import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ExportedTable,
  type ExportFormat,
  exportedTables,
  exportFormats,
  extensionOfFormat,
  mapFormats,
} from '../../../shared/formats/export-request.ts';
import type { ImportKind } from '../../../shared/formats/intake.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { entities, entityOf, type RowIn, type TableName } from '../../../shared/model/index.ts';
import { formulaTriggers } from '../../../shared/testing/formula-triggers.ts';
import { stagedAt } from '../../staged-file.ts';
import { contentHash } from '../testing/content-hash.ts';
import { openTestRecord, successOf, type TestRecord } from '../testing/open-test-record.ts';
import type { ExportJob } from './export-job.ts';

const kinds: Record<ExportedTable, ImportKind> = {
  premises: 'premises',
  hazard: 'hazards',
  inspection: 'inspections',
  zone: 'zones',
  station: 'stations',
  facility: 'facilities',
  person: 'people',
};
const point = (x: number, y: number) => ({ type: 'Point' as const, coordinates: [x, y] });
let held: TestRecord;
let folder: string;
let premisesId: string;

const put = <T extends TableName>(table: T, rows: RowIn<T>[]) =>
  held.record.apply({
    change: { note: { edit: 'editPremises', subject: null, count: rows.length }, puts: { [table]: rows }, deletes: {} } as never,
  });
const row = <T extends TableName>(table: T, values: Partial<RowIn<T>>): RowIn<T> =>
  newRow(entities[table] as never, crypto.randomUUID(), values as never) as RowIn<T>;

beforeAll(async () => {
  held = await openTestRecord(undefined, new URL('../../intake/intake-worker.ts', import.meta.url));
  folder = join(held.folder, '导出 文件');
  mkdirSync(folder);
  const zone = row('zone', {
    name: '红山片区',
    chiefName: '李片长',
    state: 'draft',
    geom: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [118.9, 42.2],
            [119, 42.2],
            [119, 42.3],
            [118.9, 42.3],
            [118.9, 42.2],
          ],
        ],
      ],
    },
  });
  successOf(await put('zone', [zone]));
  const premises = formulaTriggers.map((trigger, index) =>
    row('premises', {
      name: `红山饭店${index}`,
      code: `P${index}`,
      note: trigger.replaceAll('\r', '\n'),
      phone: '13900001234',
      responsiblePerson: '张三',
      zoneId: zone.id,
      category: index % 2 === 0 ? 'smallEatery' : null,
      areaSquareMeters: index / 3,
      registeredOn: '2024-02-29',
      mixedUse: index % 3 === 0,
      sourceRef: index % 5 === 0 ? null : `premises:code/P${index}`,
      ...(index % 4 === 0 ? { unplacedReason: 'noCoordinates' } : { geom: point(118.9 + index / 997, 42.2 + index / 1013) }),
      ...(index % 4 === 1 ? { sourceX: '118.123', sourceY: '42.1', sourceCrs: 'gcj02' } : {}),
    }),
  );
  premisesId = premises[1]!.id;
  successOf(await put('premises', premises));
  const of = { premisesId, sourceRef: null };
  successOf(
    await put('hazard', [
      row('hazard', {
        ...of,
        number: 'Y1',
        description: '疏散通道堵塞',
        severity: 'severityHigh',
        state: 'found',
        foundOn: '2026-01-02',
        geom: point(118.95, 42.25),
      }),
      row('hazard', { ...of, number: 'Y2' }),
    ]),
  );
  successOf(
    await put('inspection', [
      row('inspection', { ...of, inspectedOn: '2026-01-02', mode: 'offHours', result: 'hazardsFound', inspector: '王五', score: 88.5 }),
    ]),
  );
  successOf(
    await put('station', [
      row('station', {
        name: '红山消防站',
        type: 'firePost',
        equipment: [{ name: '水罐车', quantity: 2 }],
        phone: '119',
        geom: point(118.96, 42.26),
      }),
    ]),
  );
  successOf(await put('facility', [row('facility', { name: '消火栓1', type: 'hydrant', quantity: 1, geom: point(118.97, 42.27) })]));
  successOf(await put('person', [row('person', { name: '赵六', role: '网格员', phone: '13800000000', zoneId: zone.id })]));
}, 60_000);
afterAll(() => held?.dispose());

const jobOf = (table: ExportedTable, format: ExportFormat, more: Partial<ExportJob> = {}): ExportJob => ({
  table,
  format,
  fields: null,
  scope: 'all',
  fids: null,
  crs: 'wgs84',
  includePersonal: true,
  language: 'zh-CN',
  path: join(folder, `${table}-${format}${extensionOfFormat[format]}`),
  ...more,
});
async function exportNow(job: ExportJob) {
  const staged = successOf(await held.record.stageExport({ jobId: 'e', request: job }));
  stagedAt(staged.draft, staged.path).commit();
  return staged;
}
const countOf = async (table: ExportedTable) => (await held.record.info(null))!.counts[table];
const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;

describe.each(exportedTables)('%s', (table) => {
  const formats = exportFormats.filter((format) => entityOf(table).geometry !== null || !mapFormats.includes(format));
  // Formats are tried in turn for the smaller tables: every import starts a worker of its own.
  const takenBack = table === 'premises' ? formats : [formats[exportedTables.indexOf(table) % formats.length] as ExportFormat];
  test.each(takenBack)('taken back from %s, nothing changes', async (format) => {
    const crs = format === 'kml' ? 'wgs84' : 'EPSG:4549';
    const job = jobOf(table, format, { crs });
    const { rows } = await exportNow(job);
    expect(rows).toBe(await countOf(table));
    const before = contentHash(held.path);
    const request = { path: job.path, as: kinds[table], crs, encoding: null, mapping: null, clip: null };
    const preview = successOf(await held.record.previewImport({ path: job.path, encoding: null }));
    const mapping = preview.suggested[kinds[table]]!.mapping;
    const outcome = successOf(await held.record.runImport({ jobId: 'i', request: { ...request, mapping }, commit: true }));
    expect(outcome.counts).toMatchObject({ read: rows, created: 0, updated: 0, rejected: 0, unchanged: rows });
    expect(contentHash(held.path)).toBe(before);
  });
  test.runIf(hasGdal)('GDAL counts the same and keeps the Chinese', async () => {
    for (const format of formats.filter((format) => mapFormats.includes(format))) {
      const job = jobOf(table, format, {
        crs: format === 'kml' ? 'gcj02' : 'EPSG:4549',
        path: join(folder, `gdal-${table}${extensionOfFormat[format]}`),
      });
      const { rows } = await exportNow(job);
      const path = format === 'shp' ? `/vsizip/${job.path}` : job.path;
      const said = execFileSync('ogrinfo', ['-ro', '-al', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      expect(said.match(/^OGRFeature/gm)?.length, format).toBe(rows);
      expect(said, format).toContain(table === 'hazard' ? '疏散通道堵塞' : table === 'facility' ? '消火栓1' : '红山');
      if (format === 'shp' || format === 'gpkg') expect(said, format).toMatch(/CGCS2000|China_2000|China Geodetic/);
    }
  });
});

test('masked, chosen and counted; the log says who took what', async () => {
  const info = (await held.record.info(null))!;
  const rows = await held.record.page({ table: 'premises', afterFid: 0, limit: 3 });
  const job = jobOf('premises', 'csv', {
    includePersonal: false,
    fids: [rows[2]!.fid, rows[0]!.fid, 999_999],
    scope: 'selection',
    fields: ['phone', 'zoneId', 'zoneName'],
  });
  expect(await exportNow(job)).toMatchObject({ rows: 2, renamed: [], cut: 0 });
  const [head, ...lines] = readFileSync(job.path, 'utf8').trimEnd().split('\r\n');
  expect(head).toBe('\ufeff标识,名称,电话,片区标识,片区名称,来源标识,经度,纬度');
  expect(lines.map((line) => line.split(',')[1])).toEqual(['红山饭店0', '红山饭店2']);
  expect(lines.join()).not.toContain('13900001234');
  const [line] = await held.record.history({ before: null, limit: 1 });
  expect(line).toMatchObject({
    rev: info.rev + 1,
    actor: 'tester',
    kind: 'setting',
    note: { edit: 'exportRows', subject: 'premises', count: 2 },
  });
  const detail = successOf(await held.record.changeAt({ rev: line!.rev, offset: 0, limit: 10 }));
  expect(JSON.stringify(detail.rows)).toContain('premises-csv.csv');
  await exportNow(jobOf('person', 'csv'));
  expect((await held.record.history({ before: null, limit: 1 }))[0]!.note.edit).toBe('exportPersonal');
  expect(successOf(await held.record.verifyLog({ jobId: 'v' })).faultsTotal).toBe(0);
  expect((await held.record.info(null))!.undo).toEqual(info.undo);
});

test('refused or cancelled, nothing is left and nothing noted', async () => {
  const { rev } = (await held.record.info(null))!;
  const path = join(folder, 'nothing.xlsx');
  for (const [more, code] of [
    [{ crs: 'mars' }, 'unknownCrs'],
    [{ format: 'kml', crs: 'EPSG:4549' }, 'exportCrs'],
    [{ path: join(folder, 'no', 'such.xlsx') }, 'fileNotWritten'],
    [{ path: join(folder, 'no', 'such.gpkg'), format: 'gpkg' }, 'fileNotWritten'],
  ] as [Partial<ExportJob>, string][]) {
    expect(await held.record.stageExport({ jobId: 'r', request: jobOf('premises', 'xlsx', { path, ...more }) })).toMatchObject({
      ok: false,
      failure: { code },
    });
  }
  const running = held.record.stageExport({ jobId: 'c', request: jobOf('premises', 'xlsx', { path }) });
  await held.record.cancelJob({ jobId: 'c' });
  expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  expect((await held.record.info(null))!.rev).toBe(rev);
});
