import { correctRows } from '../../shared/formats/correct-rows.ts';
import type { SourceRow } from '../../shared/formats/format.ts';
import type { ImportRequest } from '../../shared/formats/intake.ts';
import { mostTableBytes } from '../../shared/formats/limits.ts';
import { type Failure, failed } from '../../shared/model/index.ts';
import { openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';
import { withCheckpoints } from './with-checkpoints.ts';

export interface SheetHead {
  columns: string[];
  /** Whether the format has geometry beside its columns. */
  withPositions: boolean;
}

/** A file's rows as they stand, with the corrections of the request in them: the head first, then lot by lot. Returns the failure that ended it, or null. */
export async function* readSheet(
  request: ImportRequest,
  checkpoint: () => void,
): AsyncGenerator<SheetHead | SourceRow[], Failure | null, void> {
  const opened = await openByteSource(request.path, mostTableBytes, checkpoint);
  if (!opened.ok) return opened.failure;
  const file = opened.value;
  try {
    const chosen = await chooseFormat(file, request.path);
    if (!chosen.ok) return chosen.failure;
    if (chosen.value.kind === 'osm') return failed('fileTypeUnsupported', { file: file.source.name, type: 'OSM PBF' }).failure;
    const { format, source } = chosen.value;
    const table = await format.open(source, { ...request.layout, encoding: request.encoding ?? undefined });
    if (!table.ok) return table.failure;
    yield { columns: table.value.head.columns, withPositions: format.id !== 'csv' && format.id !== 'xlsx' };
    const rows = table.value.rows(() => {});
    try {
      return yield* correctRows(withCheckpoints(rows, checkpoint), request.corrections ?? []);
    } finally {
      await rows.return(null);
    }
  } finally {
    await file.close();
  }
}
