import type { RecordRevision } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { decodeChunk, inflateChunk, type LogEntry, readEntry, shownNote } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { type Image, layoutOf, REV_INDEX } from '../table-layout.ts';
import { changedFields } from './changed-fields.ts';

interface Step {
  before: Image | null;
  after: Image | null;
}

/**
 * The changes of one record, newest first, also of one that is gone. Each image carries the revision that wrote it, so the walk goes from
 * revision to revision straight to the record's creation and reads nothing else; a tombstone leads from a creation to what was removed
 * under the same id before. `before` (a revision, exclusive) and `limit` page through.
 */
export async function readRecordHistory(
  connection: Connection,
  request: { table: TableName; id: string; before: number | null; limit: number },
  breathe: () => Promise<void>,
): Promise<RecordRevision[]> {
  const { table, id } = request;
  const revisions: RecordRevision[] = [];
  let below = Number.MAX_SAFE_INTEGER;
  let rev = newestRevision(connection, table, id);
  while (rev !== null && revisions.length < request.limit) {
    const step: Step | null = rev < below ? await findStep(connection, table, id, rev, breathe) : null;
    if (step === null) {
      // The row names a revision that did not write it: another program changed it. Look for the last one that did.
      rev = await lastMention(connection, table, id, below, breathe);
      continue;
    }
    below = rev;
    const entry = readEntry(connection, rev);
    if (entry !== null && (request.before === null || rev < request.before)) revisions.push(describeStep(table, entry, step));
    rev = step.before === null ? lastRemoval(connection, table, id, rev) : (step.before[REV_INDEX] as number);
  }
  return revisions;
}

function newestRevision(connection: Connection, table: TableName, id: string): number | null {
  const row = connection.getValues(`SELECT rev FROM ${table} WHERE id = ?`, id);
  return row === undefined ? lastRemoval(connection, table, id, Number.MAX_SAFE_INTEGER) : (row[0] as number);
}

const lastRemoval = (connection: Connection, table: TableName, id: string, before: number): number | null =>
  (connection.getValues('SELECT max(rev) FROM tombstone WHERE table_name = ? AND id = ? AND rev < ?', table, id, before)?.[0] ?? null) as
    | number
    | null;

/** What a revision did to a record: from its first image to its last, for a row may be written twice. Null when it did nothing. */
async function findStep(
  connection: Connection,
  table: TableName,
  id: string,
  rev: number,
  breathe: () => Promise<void>,
): Promise<Step | null> {
  let step: Step | null = null;
  for (const [seq] of connection.allValues('SELECT seq FROM change_chunk WHERE table_name = ? AND rev = ? ORDER BY seq', table, rev)) {
    for (const image of imagesOf(connection, table, id, rev, seq as number)) {
      step = { before: step === null ? image.before : step.before, after: image.after };
    }
    await breathe();
  }
  return step;
}

function imagesOf(connection: Connection, table: TableName, id: string, rev: number, seq: number): Step[] {
  const [blob] = connection.getValues('SELECT blob FROM change_chunk WHERE rev = ? AND seq = ?', rev, seq) ?? [];
  const text = inflateChunk(blob as Uint8Array);
  // Searching the bytes spares parsing the chunks that do not speak of the record.
  return text.includes(`"${id}"`) ? decodeChunk(layoutOf(table), text).filter((image) => image.id === id) : [];
}

async function lastMention(
  connection: Connection,
  table: TableName,
  id: string,
  below: number,
  breathe: () => Promise<void>,
): Promise<number | null> {
  const chunks = connection.allValues(
    'SELECT rev, seq FROM change_chunk WHERE table_name = ? AND rev < ? ORDER BY rev DESC, seq DESC',
    table,
    below,
  );
  for (const [rev, seq] of chunks) {
    if (imagesOf(connection, table, id, rev as number, seq as number).length > 0) return rev as number;
    await breathe();
  }
  return null;
}

function describeStep(table: TableName, entry: LogEntry, { before, after }: Step): RecordRevision {
  const what = before === null ? 'created' : after === null ? 'removed' : 'changed';
  return { rev: entry.rev, at: entry.at, actor: entry.actor, note: shownNote(entry), what, fields: changedFields(table, before, after) };
}
