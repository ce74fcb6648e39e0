import { deflateSync, inflateSync } from 'node:zlib';
import type { ChangeNote, TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { type ChunkMark, chainHash, chunkHash } from './history/log-chain.ts';
import { type DigestChanges, rowText } from './outside/table-digest.ts';
import { type Image, imageText, layoutOf, type SqlValue, type TableLayout } from './table-layout.ts';

/**
 * The change log: one `change_log` row a revision, its row images in `change_chunk`. A chunk is deflated JSON
 * `{columns, rows}` of up to 2,000 entries `[fid, id, before | null, after | null]`; an image is the values of `columns` (names as
 * the table had them then, so that later schemas can still read it), geometry as base64. One row may appear more than once
 * in a revision: images apply in order, and are reversed in reverse order.
 */
export interface RowImage {
  fid: number;
  id: string;
  before: Image | null;
  after: Image | null;
}

/** A change of settings alone, or what a field package begins with, is logged like any other and stands outside undo and redo. */
export type ChangeKind = 'edit' | 'undo' | 'redo' | 'setting';

export interface LogEntry {
  rev: number;
  at: string;
  actor: string;
  kind: ChangeKind;
  /** Of the edit itself; an undo or redo carries the note of the edit it reverses or repeats. */
  note: ChangeNote;
  tables: Partial<Record<TableName, number>>;
  undoOf: number | null;
  undoneBy: number | null;
  importBatchId: string | null;
  /** Whether the workspace was and then is the sample, where the revision changed that; kept within the note, which the hash covers. */
  sample: { before: boolean; after: boolean } | null;
}

const CHUNK_ROWS = 2000;
/** Long geometries fill a chunk before its row count does. */
const CHUNK_CHARACTERS = 8_000_000;

/** Collects the row images of one revision, writes them away chunk by chunk, and tells the tables' digests. */
export interface ImageLog {
  add(table: TableName, image: RowImage): void;
  flush(): void;
  /** Marks of the chunks written so far, in order. */
  readonly marks: readonly ChunkMark[];
}

export function createImageLog(connection: Connection, rev: number, digests: DigestChanges): ImageLog {
  const marks: ChunkMark[] = [];
  const pending = new Map<TableName, { rows: string[]; characters: number }>();
  let seq = 0;
  const write = (table: TableName, rows: string[]) => {
    const columns = JSON.stringify(layoutOf(table).columns.map((column) => column.name));
    const blob = deflateSync(`{"columns":${columns},"rows":[${rows.join(',')}]}`, { level: 1 });
    marks.push([seq, table, rows.length, chunkHash(blob)]);
    connection.run(
      'INSERT INTO change_chunk (rev, seq, table_name, row_count, blob) VALUES (?, ?, ?, ?, ?)',
      rev,
      seq++,
      table,
      rows.length,
      blob,
    );
  };
  return {
    marks,
    add: (table, image) => {
      let chunk = pending.get(table);
      if (chunk === undefined) {
        chunk = { rows: [], characters: 0 };
        pending.set(table, chunk);
      }
      const layout = layoutOf(table);
      const before = imageText(layout, image.before);
      const after = imageText(layout, image.after);
      if (image.before !== null) digests.removed(table, rowText(image.fid, image.id, before));
      if (image.after !== null) digests.added(table, rowText(image.fid, image.id, after));
      const text = `[${image.fid},"${image.id}",${before},${after}]`;
      chunk.rows.push(text);
      chunk.characters += text.length;
      if (chunk.rows.length >= CHUNK_ROWS || chunk.characters >= CHUNK_CHARACTERS) {
        write(table, chunk.rows);
        pending.delete(table);
      }
    },
    flush: () => {
      for (const [table, { rows }] of pending) write(table, rows);
      pending.clear();
    },
  };
}

/** Writes the entry of a revision and makes it the new head of the hash chain. */
export function appendEntry(connection: Connection, entry: Omit<LogEntry, 'undoneBy'>, marks: readonly ChunkMark[]): void {
  const previous = headHash(connection);
  const chained = {
    rev: entry.rev,
    at: entry.at,
    actor: entry.actor,
    kind: entry.kind,
    note: JSON.stringify(entry.sample === null ? entry.note : { ...entry.note, sample: entry.sample }),
    tables: JSON.stringify(entry.tables),
    undo_of: entry.undoOf,
    import_batch_id: entry.importBatchId,
    chunks: JSON.stringify(marks),
  };
  const hash = chainHash(previous, chained);
  connection.run(
    `INSERT INTO change_log (rev, at, actor, kind, note, tables, undo_of, import_batch_id, chunks, undone_by, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`,
    ...Object.values(chained),
    hash,
  );
  if (entry.undoOf !== null) connection.run('UPDATE change_log SET undone_by = ? WHERE rev = ?', entry.rev, entry.undoOf);
  connection.run('UPDATE workspace_meta SET head_rev = ?, head_hash = ?', entry.rev, hash);
}

/** The chunks of a revision, in reverse order of writing when `reversed`. Read one at a time: a revision may be large. */
export function* readImages(connection: Connection, rev: number, reversed: boolean): Generator<{ table: TableName; images: RowImage[] }> {
  const order = reversed ? 'DESC' : 'ASC';
  const sequence = connection.allValues(`SELECT seq FROM change_chunk WHERE rev = ? ORDER BY seq ${order}`, rev);
  for (const [seq] of sequence) {
    const chunk = connection.get<{ table_name: TableName; blob: Uint8Array }>(
      'SELECT table_name, blob FROM change_chunk WHERE rev = ? AND seq = ?',
      rev,
      seq as number,
    );
    if (chunk === undefined) throw new Error(`chunk ${seq} of revision ${rev} is missing`);
    const images = decodeChunk(layoutOf(chunk.table_name), inflateChunk(chunk.blob));
    yield { table: chunk.table_name, images: reversed ? images.reverse() : images };
  }
}

/** The text of a chunk's blob. */
export const inflateChunk = (blob: Uint8Array): Buffer => inflateSync(blob);

/** The row images in a chunk's text, as the layout now stands: columns the chunk does not know are null. */
export function decodeChunk(layout: TableLayout, text: Buffer): RowImage[] {
  const { columns, rows } = JSON.parse(text.toString('utf8')) as {
    columns: string[];
    rows: [number, string, SqlValue[] | null, SqlValue[] | null][];
  };
  const places = layout.columns.map((column) => columns.indexOf(column.name));
  const imageOf = (values: SqlValue[] | null): Image | null =>
    values &&
    layout.columns.map((column, index) => {
      const value = values[places[index] as number] ?? null;
      return column.kind === 'blob' && value !== null ? Uint8Array.from(Buffer.from(value as string, 'base64')) : value;
    });
  return rows.map(([fid, id, before, after]) => ({ fid, id, before: imageOf(before), after: imageOf(after) }));
}

/** Hash of the newest entry: vouches for everything before it. */
export const headHash = (connection: Connection): string =>
  connection.get<{ head_hash: string }>('SELECT head_hash FROM workspace_meta')?.head_hash ?? '';

/** The newest revision; 0 when nothing was ever changed. */
export const currentRev = (connection: Connection): number =>
  connection.get<{ rev: number | null }>('SELECT max(rev) AS rev FROM change_log')?.rev ?? 0;

const ENTRY_COLUMNS = 'rev, at, actor, kind, note, tables, undo_of, undone_by, import_batch_id';

export const readEntry = (connection: Connection, rev: number): LogEntry | null =>
  entryOf(connection.get(`SELECT ${ENTRY_COLUMNS} FROM change_log WHERE rev = ?`, rev));

/** What undo would reverse: the newest edit (or redone edit) still standing. */
export function undoTop(connection: Connection): LogEntry | null {
  return entryOf(
    connection.get(
      `SELECT ${ENTRY_COLUMNS} FROM change_log WHERE undone_by IS NULL AND kind IN ('edit', 'redo') ORDER BY rev DESC LIMIT 1`,
    ),
  );
}

/** How many edits (or redone edits) stand from a revision on: the steps undo takes to reach it. */
export const countStandingFrom = (connection: Connection, rev: number): number =>
  connection.get<{ n: number }>(
    "SELECT count(*) AS n FROM change_log WHERE rev >= ? AND undone_by IS NULL AND kind IN ('edit', 'redo')",
    rev,
  )?.n ?? 0;

/** What redo would repeat: the newest undo still standing with no edit after it. */
export function redoTop(connection: Connection): LogEntry | null {
  return entryOf(
    connection.get(
      `SELECT ${ENTRY_COLUMNS} FROM change_log
       WHERE undone_by IS NULL AND kind = 'undo' AND rev > (SELECT coalesce(max(rev), 0) FROM change_log WHERE kind = 'edit')
       ORDER BY rev DESC LIMIT 1`,
    ),
  );
}

/** The standing revision that put an import batch in: the import itself, or its last redo. */
export function standingImport(connection: Connection, importBatchId: string): LogEntry | null {
  return entryOf(
    connection.get(
      `SELECT ${ENTRY_COLUMNS} FROM change_log
       WHERE import_batch_id = ? AND undone_by IS NULL AND kind IN ('edit', 'redo') ORDER BY rev DESC LIMIT 1`,
      importBatchId,
    ),
  );
}

/** Entries that meet a condition (the rest of a SELECT after WHERE). */
export function readEntries(connection: Connection, rest: string, ...parameters: SqlValue[]): LogEntry[] {
  return connection.all(`SELECT ${ENTRY_COLUMNS} FROM change_log WHERE ${rest}`, ...parameters).map((row) => entryOf(row) as LogEntry);
}

/** The note to show for an entry. An undo or redo is named as such; its subject is then the edit's key. */
export function shownNote(entry: Pick<LogEntry, 'kind' | 'note'>): ChangeNote {
  return entry.kind === 'undo' || entry.kind === 'redo'
    ? { edit: entry.kind, subject: entry.note.edit, count: entry.note.count }
    : entry.note;
}

function entryOf(row: Record<string, SqlValue> | undefined): LogEntry | null {
  if (row === undefined) return null;
  const { sample = null, ...note } = JSON.parse(row.note as string) as ChangeNote & { sample?: NonNullable<LogEntry['sample']> };
  return {
    rev: row.rev as number,
    at: row.at as string,
    actor: row.actor as string,
    kind: row.kind as ChangeKind,
    note,
    tables: JSON.parse(row.tables as string) as LogEntry['tables'],
    undoOf: row.undo_of as number | null,
    undoneBy: row.undone_by as number | null,
    importBatchId: row.import_batch_id as string | null,
    sample: sample ?? sampleOfOldEntry(row.kind as ChangeKind, note),
  };
}

/** Entries of earlier versions do not say so: generating the sample made an empty workspace one, undoing that made it none. */
function sampleOfOldEntry(kind: ChangeKind, { edit }: ChangeNote): LogEntry['sample'] {
  return edit === 'generateSample' ? { before: kind === 'undo', after: kind !== 'undo' } : null;
}
