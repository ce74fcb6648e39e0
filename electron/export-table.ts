import type { StoredRow } from '../shared/ipc/index.ts';
import type { Result, TableName } from '../shared/model/index.ts';
import type { RecordApi } from './record/api.ts';
import { type StagedFile, stageFile } from './staged-file.ts';

export interface ExportRequest {
  table: TableName;
  /** Ends in .csv or .geojson, which decides the format. */
  path: string;
  includePersonal: boolean;
}

const pageRows = 2000;

/** Writes one table, as it stands in the record, to a staged file; the caller commits it. */
export function stageExport(request: ExportRequest, record: Pick<RecordApi, 'page'>): Promise<Result<StagedFile>> {
  return stageFile(request.path, []);
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
