import type { ChangeDetail, ChangedRow } from '../../../shared/ipc/index.ts';
import { done, failed, type Result, type TableName } from '../../../shared/model/index.ts';
import { countStandingFrom, decodeChunk, inflateChunk, type RowImage, readEntry } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { layoutOf, rowOfSelected } from '../table-layout.ts';
import { changedFields } from './changed-fields.ts';
import { lineOf } from './read-log.ts';

/**
 * One change with the records it touched from `offset` on, in the order they were written; a record written twice is there twice.
 * Reads only the chunks the page lies in. Failures `revUnknown`, and `logDamaged` when the stored images cannot be read any more.
 */
export function readChange(connection: Connection, request: { rev: number; offset: number; limit: number }): Result<ChangeDetail> {
  const { rev, offset, limit } = request;
  const entry = readEntry(connection, rev);
  if (entry === null) return failed('revUnknown', { rev });
  const rows: ChangedRow[] = [];
  let total = 0;
  const chunks = connection.allValues('SELECT seq, table_name, row_count FROM change_chunk WHERE rev = ? ORDER BY seq', rev);
  for (const [seq, table, count] of chunks as [number, TableName, number][]) {
    const from = Math.max(0, offset - total);
    total += count;
    if (from >= count || rows.length >= limit) continue;
    const images = imagesOf(connection, rev, seq, table);
    if (images === null) return failed('logDamaged', { rev });
    for (const image of images.slice(from, from + limit - rows.length)) rows.push(changedRow(table, image));
  }
  const line = lineOf(entry);
  return done({ line, undoSteps: line.standing ? countStandingFrom(connection, rev) : 0, total, rows });
}

/** A row's images as they are shown. */
export function changedRow(table: TableName, { fid, id, before, after }: RowImage): ChangedRow {
  return {
    table,
    what: before === null ? 'created' : after === null ? 'removed' : 'changed',
    row: rowOfSelected(layoutOf(table), [fid, id, ...(after ?? before ?? [])]),
    fields: changedFields(table, before, after),
  };
}

function imagesOf(connection: Connection, rev: number, seq: number, table: TableName): RowImage[] | null {
  const [blob] = connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', rev, seq) ?? [];
  try {
    return decodeChunk(layoutOf(table), inflateChunk(blob as Uint8Array));
  } catch {
    return null;
  }
}
