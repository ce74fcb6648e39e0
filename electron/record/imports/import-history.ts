import type { Mapping } from '../../../shared/formats/intake.ts';
import type { ImportHistoryEntry } from '../../../shared/ipc/index.ts';
import { decodeChunk, inflateChunk, type LogEntry, readEntries, standingImport } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { layoutOf, rowOfSelected } from '../table-layout.ts';

const FIRST_TIMES = "import_batch_id IS NOT NULL AND kind = 'edit'";

/** The imports of a workspace, newest first, also those that were undone: what the log says of them. */
export function readImportHistory(
  connection: Connection,
  { offset, limit }: { offset: number; limit: number },
): { total: number; imports: ImportHistoryEntry[] } {
  const total = connection.getValues(`SELECT count(*) FROM change_log WHERE ${FIRST_TIMES}`)?.[0] as number;
  const entries = readEntries(connection, `${FIRST_TIMES} ORDER BY rev DESC LIMIT ? OFFSET ?`, limit, offset);
  return { total, imports: entries.map((entry) => describeImport(connection, entry)) };
}

function describeImport(connection: Connection, { rev, at, actor, note, importBatchId }: LogEntry): ImportHistoryEntry {
  const id = importBatchId as string;
  const row = batchRow(connection, rev, id);
  const undone =
    standingImport(connection, id) === null
      ? readEntries(connection, "import_batch_id = ? AND kind = 'undo' ORDER BY rev DESC LIMIT 1", id)[0]
      : undefined;
  return {
    importBatchId: id,
    rev,
    at,
    actor,
    fileName: (row?.fileName as string | null | undefined) ?? note.subject ?? '',
    fileHash: (row?.fileHash as string | null | undefined) ?? null,
    fileSize: (row?.fileSize as number | null | undefined) ?? null,
    importedAs: (row?.importedAs as string | null | undefined) ?? '',
    crs: (row?.crs as string | null | undefined) ?? null,
    mapping: (row?.mapping as Mapping | null | undefined) ?? null,
    counts: (row?.counts as Record<string, number> | null | undefined) ?? {},
    undone: undone === undefined ? null : { at: undone.at, actor: undone.actor },
  };
}

/** The batch's own row as its import wrote it; the table lacks it once the import is undone. */
function batchRow(connection: Connection, rev: number, id: string) {
  const layout = layoutOf('import_batch');
  const chunks = connection.allValues("SELECT blob FROM change_chunk WHERE rev = ? AND table_name = 'import_batch' ORDER BY seq", rev);
  for (const [blob] of chunks) {
    const image = decodeChunk(layout, inflateChunk(blob as Uint8Array)).find((one) => one.id === id);
    if (image?.after) return rowOfSelected(layout, [image.fid, image.id, ...image.after]);
  }
  return null;
}
