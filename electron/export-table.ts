import type { ExportOptions } from '../shared/formats/export-columns.ts';
import { writeCsv } from '../shared/formats/write-csv.ts';
import { writeGeojson } from '../shared/formats/write-geojson.ts';
import { parseCrs } from '../shared/geo/crs.ts';
import type { StoredRow } from '../shared/ipc/index.ts';
import type { Result, TableName } from '../shared/model/index.ts';
import type { RecordApi } from './record/api.ts';
import { type StagedFile, stageFile } from './staged-file.ts';

export interface ExportRequest extends ExportOptions {
  /** Ends in .csv or .geojson, which decides the format. */
  path: string;
}

const pageRows = 2000;

/** Writes one table, as it stands in the record, to a staged file; the caller commits it. */
export function stageExport({ path, ...options }: ExportRequest, record: Pick<RecordApi, 'page'>): Promise<Result<StagedFile>> {
  const pages = pagesOf(options.table, record);
  const write = path.toLowerCase().endsWith('.geojson') ? writeGeojson : writeCsv;
  const crs = parseCrs('wgs84');
  return crs.ok ? stageFile(path, write(pages, options, crs.value)) : Promise.resolve(crs);
}

async function* pagesOf(table: TableName, record: Pick<RecordApi, 'page'>): AsyncGenerator<StoredRow[]> {
  let afterFid = 0;
  for (;;) {
    const rows = await record.page({ table, afterFid, limit: pageRows });
    if (rows.length === 0) return;
    yield rows;
    afterFid = rows[rows.length - 1]!.fid;
  }
}
