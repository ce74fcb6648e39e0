import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { ExportOptions, ExportPages } from '../../../shared/formats/export-columns.ts';
import type { ExportRequest } from '../../../shared/formats/export-request.ts';
import { type ShapefileLosses, writeShapefile } from '../../../shared/formats/shapefile/write-shapefile.ts';
import { writeCsv } from '../../../shared/formats/write-csv.ts';
import { writeGeojson } from '../../../shared/formats/write-geojson.ts';
import { writeKml } from '../../../shared/formats/write-kml.ts';
import type { ExportAbout } from '../../../shared/formats/write-table-xlsx.ts';
import { writeTableXlsx } from '../../../shared/formats/write-table-xlsx.ts';
import { mostSheetRows } from '../../../shared/formats/write-xlsx.ts';
import { type Crs, parseCrs, writtenName } from '../../../shared/geo/crs.ts';
import { done, entityOf, failed, type Result } from '../../../shared/model/index.ts';
import { texts } from '../../../shared/text/index.ts';
import { draftPathOf, notWritten, type StagedFile, stagedAt, stageFile } from '../../staged-file.ts';
import { currentRev } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { refuseLongPath } from '../long-path.ts';
import type { JobControl } from '../record-jobs.ts';
import { unlessCancelled } from '../unless-cancelled.ts';
import { countExported, exportedRows } from './export-rows.ts';
import { writeGeopackage } from './write-geopackage.ts';

/** An export as the record is asked for it. */
export interface ExportJob extends ExportRequest {
  /** Where the file is to be; it is written beside it, and the asker puts it in its place. */
  path: string;
  language: ExportOptions['language'];
}

/** A file written in full beside its place. */
export interface StagedExport extends ShapefileLosses {
  draft: string;
  path: string;
  rows: number;
}

/**
 * Writes rows of one snapshot of the record to a staged file, a page at a time. Leaves nothing behind when it fails: `cancelled`,
 * those of `notWritten`, `pathTooLong`, `unknownCrs`, `exportTooLarge`.
 */
export async function runExport(connection: Connection, job: JobControl, request: ExportJob, actor: string): Promise<Result<StagedExport>> {
  const { path, table, fids, format } = request;
  const crs = parseCrs(entityOf(table).geometry === null ? 'wgs84' : request.crs);
  if (!crs.ok) return crs;
  if (format === 'kml' && crs.value.projected) return failed('exportCrs', { crs: crs.value.id });
  const draftBytes = Buffer.byteLength(draftPathOf(path)) - Buffer.byteLength(path);
  const tooLong = format === 'gpkg' ? refuseLongPath(path, draftBytes) : null;
  if (tooLong !== null) return tooLong;
  const rows = countExported(connection, table, fids);
  if (format === 'xlsx' && rows >= mostSheetRows) return failed('exportTooLarge', { count: rows, limit: mostSheetRows - 1 });
  const passes = format === 'shp' ? 3 : 1;
  const losses: ShapefileLosses = { renamed: [], cut: 0 };
  const staged = await unlessCancelled(job, async (step): Promise<Result<StagedFile>> => {
    let gone = 0;
    const pages = () =>
      exportedRows(connection, table, fids, async (count) => {
        gone += count;
        await step({ stage: 'exporting', done: Math.round(gone / passes), total: rows });
      });
    if (format === 'gpkg') {
      const draft = stagedAt(draftPathOf(path), path);
      try {
        await writeGeopackage(draft.draft, pages(), request, crs.value);
        sync(draft.draft);
        return done(draft);
      } catch (error) {
        draft.discard();
        if (!(error instanceof Error && ('errcode' in error || 'code' in error))) throw error;
        return notWritten(path, error);
      }
    }
    return stageFile(path, contentOf(request, pages, crs.value, losses, aboutOf(connection, request, rows, crs.value, actor)));
  });
  return staged.ok ? done({ draft: staged.value.draft, path, rows, ...losses }) : staged;
}

function contentOf(request: ExportJob, pages: () => ExportPages, crs: Crs, losses: ShapefileLosses, about: ExportAbout) {
  switch (request.format) {
    case 'csv':
      return writeCsv(pages(), request, crs);
    case 'geojson':
      return writeGeojson(pages(), request, crs);
    case 'kml':
      return writeKml(pages(), request, crs);
    case 'shp':
      return writeShapefile(pages, request, crs, losses);
    default:
      return writeTableXlsx(pages(), request, crs, about);
  }
}

/** What the second sheet of a workbook says. */
function aboutOf(
  connection: Connection,
  { table, scope, includePersonal, language }: ExportJob,
  rows: number,
  crs: Crs,
  actor: string,
): ExportAbout {
  const { codes, exports } = texts[language];
  const { about } = exports;
  const workspace = connection.get<{ name: string }>('SELECT name FROM workspace_meta')?.name ?? '';
  const asOf = connection.get<{ at: string | null }>('SELECT max(at) AS at FROM change_log')?.at ?? null;
  const local = (instant: Date): string =>
    `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())} ${two(instant.getHours())}:${two(instant.getMinutes())}`;
  return [
    [about.workspace, workspace],
    [about.what, codes.table[table]],
    [about.scope, exports.scope[scope]],
    [about.rows, rows],
    [about.asOf, asOf === null ? '' : local(new Date(asOf))],
    [about.rev, currentRev(connection)],
    ...(entityOf(table).geometry === null ? [] : ([[about.crs, writtenName(crs)]] as const)),
    [about.personal, includePersonal ? about.personalWith : about.personalWithout],
    [about.by, actor],
    [about.at, local(new Date())],
  ];
}

const two = (value: number): string => String(value).padStart(2, '0');

function sync(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
