import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExportFormat, exportedTables, extensionOfFormat, mapFormats } from '../../../shared/formats/export-request.ts';
import { type ExportRecord, formatsOf, openExportRecord } from '../testing/open-export-record.ts';
import { successOf, type TestRecord } from '../testing/open-test-record.ts';
import type { ExportJob } from './export-job.ts';

let opened: ExportRecord;
let held: TestRecord;
let folder: string;
let jobOf: ExportRecord['jobOf'];
let exportNow: ExportRecord['exportNow'];
beforeAll(async () => {
  opened = await openExportRecord();
  ({ held, folder, jobOf, exportNow } = opened);
}, 60_000);
afterAll(() => held?.dispose());

const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;

describe.each(exportedTables)('%s', (table) => {
  const formats = formatsOf(table);
  // Each table in one format, and premises in all; the long tests take every table through every format.
  const takenBack = table === 'premises' ? formats : [formats[exportedTables.indexOf(table) % formats.length] as ExportFormat];
  test.each(takenBack)('taken back from %s, nothing changes', (format) => opened.expectTakenBack(table, format));
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

test('what belongs to chosen premises', async () => {
  const { ofPremises, page } = held.record;
  const premises = await page({ table: 'premises', afterFid: 0, limit: 3 });
  const hazards = (await page({ table: 'hazard', afterFid: 0, limit: 9 })).map(({ fid }) => fid);
  expect(hazards).toHaveLength(2);
  expect(await ofPremises({ table: 'hazard', fids: premises.map(({ fid }) => fid) })).toEqual(hazards);
  expect(await ofPremises({ table: 'inspection', fids: [premises[1]!.fid] })).toHaveLength(1);
  expect(await ofPremises({ table: 'inspection', fids: [premises[0]!.fid, 999_999] })).toEqual([]);
});

test('refused or cancelled, nothing is left and nothing noted', async () => {
  const { rev } = (await held.record.info(null))!;
  const path = join(folder, 'nothing.xlsx');
  for (const [more, code] of [
    [{ crs: 'mars' }, 'unknownCrs'],
    [{ format: 'kml', crs: 'EPSG:4549' }, 'exportCrs'],
    [{ path: join(folder, '很长的名字'.repeat(40), 'a.gpkg'), format: 'gpkg' }, 'pathTooLong'],
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
