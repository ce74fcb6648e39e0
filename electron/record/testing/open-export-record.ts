import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  type ExportedTable,
  type ExportFormat,
  exportFormats,
  extensionOfFormat,
  mapFormats,
} from '../../../shared/formats/export-request.ts';
import type { ImportKind } from '../../../shared/formats/intake.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { entities, entityOf, type RowIn, type TableName } from '../../../shared/model/index.ts';
import { formulaTriggers } from '../../../shared/testing/formula-triggers.ts';
import { stagedAt } from '../../staged-file.ts';
import type { ExportJob } from '../exports/export-job.ts';
import { contentHash } from './content-hash.ts';
import { openTestRecord, successOf, type TestRecord } from './open-test-record.ts';

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
const row = <T extends TableName>(table: T, values: Partial<RowIn<T>>): RowIn<T> =>
  newRow(entities[table] as never, crypto.randomUUID(), values as never) as RowIn<T>;

/** A record with rows of everything that is exported, awkward texts among them. */
export interface ExportRecord {
  held: TestRecord;
  folder: string;
  jobOf(table: ExportedTable, format: ExportFormat, more?: Partial<ExportJob>): ExportJob;
  exportNow(job: ExportJob): Promise<{ rows: number; renamed: { field: string; shortName: string }[]; cut: number }>;
  /** Exports all of a table and imports the file: fails unless nothing changes. */
  expectTakenBack(table: ExportedTable, format: ExportFormat): Promise<void>;
}

/** Formats a table is written in. */
export const formatsOf = (table: ExportedTable): ExportFormat[] =>
  exportFormats.filter((format) => entityOf(table).geometry !== null || !mapFormats.includes(format));

export async function openExportRecord(): Promise<ExportRecord> {
  const held = await openTestRecord(undefined, new URL('../../intake/intake-worker.ts', import.meta.url));
  const folder = join(held.folder, '导出 文件');
  mkdirSync(folder);
  const put = <T extends TableName>(table: T, rows: RowIn<T>[]) =>
    held.record.apply({
      change: { note: { edit: 'editPremises', subject: null, count: rows.length }, puts: { [table]: rows }, deletes: {} } as never,
    });
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
  const premisesId = premises[1]!.id;
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

  const jobOf: ExportRecord['jobOf'] = (table, format, more = {}) => ({
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
  const exportNow: ExportRecord['exportNow'] = async (job) => {
    const staged = successOf(await held.record.stageExport({ jobId: 'e', request: job }));
    stagedAt(staged.draft, staged.path).commit();
    return staged;
  };
  return {
    held,
    folder,
    jobOf,
    exportNow,
    expectTakenBack: async (table, format) => {
      const crs = format === 'kml' ? 'wgs84' : 'EPSG:4549';
      const job = jobOf(table, format, { crs });
      const { rows } = await exportNow(job);
      expect(rows).toBe((await held.record.info(null))!.counts[table]);
      const before = contentHash(held.path);
      const preview = successOf(await held.record.previewImport({ path: job.path, encoding: null }));
      const mapping = preview.suggested[kinds[table]]!.mapping;
      const request = { path: job.path, as: kinds[table], crs, encoding: null, mapping, clip: null };
      const outcome = successOf(await held.record.runImport({ jobId: 'i', request, commit: true }));
      expect(outcome.counts).toMatchObject({ read: rows, created: 0, updated: 0, rejected: 0, unchanged: rows });
      expect(contentHash(held.path)).toBe(before);
    },
  };
}
