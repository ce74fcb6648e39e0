import { type ChangeSummary, type Failure, failed, type Result, type TableName } from '../../../shared/model/index.ts';
import { encodeRow, isUuid } from '../encode-row.ts';
import { findById, insertImage, removeImage } from '../row-writer.ts';
import { type Image, layoutOf, rowOfSelected } from '../table-layout.ts';
import { countRows, type Workspace } from '../workspace.ts';
import { beginWriteSession, type WriteSession } from '../write-session.ts';
import { findOutsideEdits, type OutsideRow } from './find-outside-edits.ts';

/**
 * Makes what other programs did one change of the record, with images both ways: the rows are put back as the log knows them and the
 * edits written again as if they had been made here, so that search, colours and indexes follow. All of it or none: a row
 * that fits no entity is failure `outsideRowInvalid`. Failure `noOutsideEdits` when there is nothing.
 */
export async function adoptOutsideEdits(workspace: Workspace, breathe: () => Promise<void>): Promise<Result<ChangeSummary | null>> {
  const session = beginWriteSession(workspace, { derive: true });
  try {
    const { rows } = await findOutsideEdits(workspace.writer, breathe);
    const wanted = encodeFound(rows, session.rev);
    const refused = rows.size === 0 ? failed('noOutsideEdits') : wanted.ok ? null : wanted;
    if (refused !== null || !wanted.ok) {
      session.rollBack();
      return refused ?? failed('noOutsideEdits');
    }
    restoreKnown(workspace, rows);
    await breathe();
    replay(workspace, session, wanted.value);
    await session.recolor(breathe);
    const count = wanted.value.length;
    const note = { edit: 'adoptOutsideEdits', subject: null, count };
    const summary = session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null });
    // Nothing but revision numbers or spellings of one geometry differed: put them back.
    if (summary === null) await rejectOutsideEdits(workspace, breathe);
    workspace.counts = countRows(workspace.writer);
    return { ok: true, value: summary };
  } catch (error) {
    session.rollBack();
    throw error;
  }
}

/** Puts every row back as the log knows it; answers how many of which table. What the other program entered is lost. */
export async function rejectOutsideEdits(workspace: Workspace, breathe: () => Promise<void>): Promise<{ [T in TableName]?: number }> {
  const { writer } = workspace;
  writer.exec('BEGIN IMMEDIATE');
  try {
    const { rows } = await findOutsideEdits(writer, breathe);
    restoreKnown(workspace, rows);
    writer.exec('COMMIT');
    workspace.counts = countRows(writer);
    return Object.fromEntries([...rows].map(([table, list]) => [table, list.length]));
  } catch (error) {
    if (writer.database.isTransaction) writer.exec('ROLLBACK');
    throw error;
  }
}

/** First everything found is removed, then everything known put in: ids and keys that changed places do not collide. */
function restoreKnown({ writer }: Workspace, rows: ReadonlyMap<TableName, OutsideRow[]>): void {
  for (const [table, list] of rows) {
    for (const { fid, found } of list) if (found !== null) removeImage(writer, table, fid);
    for (const { fid, known } of list) if (known !== null) insertImage(writer, table, known.id, known.image, fid);
  }
}

interface WantedRow {
  table: TableName;
  fid: number;
  /** Id of the row the log knows under this fid. */
  knownId: string | null;
  wanted: { id: string; image: Image } | null;
}

/** What was found, checked and encoded as the record writes it. */
function encodeFound(rows: ReadonlyMap<TableName, OutsideRow[]>, rev: number): Result<WantedRow[]> {
  const encoded: WantedRow[] = [];
  const invalid: { table: TableName; fid: number; field: string }[] = [];
  for (const [table, list] of rows) {
    for (const { fid, known, found } of list) {
      const knownId = known?.id ?? null;
      if (found === null) {
        encoded.push({ table, fid, knownId, wanted: null });
        continue;
      }
      const id = idOf(found.id, knownId);
      const image = encodeImage(table, fid, id, found.image, rev);
      if (image.ok) encoded.push({ table, fid, knownId, wanted: { id, image: image.value } });
      else invalid.push({ table, fid, field: String(image.failure.details.field) });
    }
  }
  const [first] = invalid;
  return first === undefined ? { ok: true, value: encoded } : failed('outsideRowInvalid', { count: invalid.length, ...first });
}

/** Other programs make up ids of their own, or put braces around a UUID. */
function idOf(found: string, known: string | null): string {
  const bare = String(found).replace(/^\{(.*)\}$/, '$1');
  return isUuid(bare) ? bare.toLowerCase() : (known ?? crypto.randomUUID());
}

function encodeImage(
  table: TableName,
  fid: number,
  id: string,
  image: Image,
  rev: number,
): { ok: true; value: Image } | { ok: false; failure: Failure } {
  const layout = layoutOf(table);
  try {
    const { fid: _fid, rev: _rev, ...row } = rowOfSelected(layout, [fid, id, ...image]);
    return encodeRow(layout, row, rev);
  } catch (error) {
    if (error instanceof RangeError) return failed('invalidRow', { field: 'geom' });
    if (error instanceof SyntaxError || error instanceof TypeError) return failed('invalidRow', { field: '?' });
    throw error;
  }
}

function replay(workspace: Workspace, session: WriteSession, rows: readonly WantedRow[]): void {
  const stored = (table: TableName, id: string) => {
    const found = findById(workspace.writer, table, id);
    if (found === null) throw new Error(`row ${id} of ${table} was not put back`);
    return found;
  };
  const moved = ({ knownId, wanted }: WantedRow) => knownId !== null && wanted?.id !== knownId;
  for (const row of rows) if (moved(row)) session.remove(row.table, stored(row.table, row.knownId as string));
  for (const { table, knownId, wanted } of rows) {
    if (wanted !== null && wanted.id === knownId) session.update(table, stored(table, knownId), wanted.image);
  }
  for (const row of rows) {
    if (row.wanted !== null && (row.knownId === null || moved(row))) session.insert(row.table, row.wanted.id, row.wanted.image, row.fid);
  }
}
