import type { ShownConflict } from '../../../shared/ipc/index.ts';
import {
  type ChangeSummary,
  done,
  failed,
  type MergeConflict,
  type MergeDecision,
  type Result,
  type TableName,
} from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { encodeField, encodeRow } from '../encode-row.ts';
import { findById } from '../row-writer.ts';
import { decodeValue, type LayoutColumn, layoutOf, rowOfSelected } from '../table-layout.ts';
import { breathe } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { beginWriteSession, type WriteSession } from '../write-session.ts';
import { putRow } from './merge-package.ts';
import { mergedTables } from './plan-merge.ts';

/** Conflicts of records that packages bring back; a row of anything else is none. */
const ofMergedTable = `of_table IN (${mergedTables.map((table) => `'${table}'`).join(', ')})`;

/** How many conflicts wait for a decision. */
export const countOpenConflicts = (connection: Connection): number =>
  connection.get<{ n: number }>(`SELECT count(*) AS n FROM merge_conflict WHERE decision IS NULL AND ${ofMergedTable}`)?.n ?? 0;

/** A page of the conflicts: those that wait, record by record; or the decided ones, newest first. */
export function readConflicts(
  connection: Connection,
  { decided, offset, limit }: { decided: boolean; offset: number; limit: number },
): { total: number; rows: ShownConflict[] } {
  const layout = layoutOf('merge_conflict');
  const condition = `${ofMergedTable} AND decision ${decided ? 'IS NOT NULL' : 'IS NULL'}`;
  const order = decided ? 'decided_at DESC, fid' : 'of_table <> ?3, record_name, record_id, fid';
  const selected = connection.allValues(
    `SELECT ${layout.selectList} FROM merge_conflict WHERE ${condition} ORDER BY ${order} LIMIT ?1 OFFSET ?2`,
    limit,
    offset,
    ...(decided ? [] : ['premises']),
  );
  const total = connection.get<{ n: number }>(`SELECT count(*) AS n FROM merge_conflict WHERE ${condition}`)?.n ?? 0;
  return { total, rows: selected.map((values) => shown(connection, rowOfSelected(layout, values) as unknown as MergeConflict)) };
}

function shown(connection: Connection, row: MergeConflict): ShownConflict {
  const table = row.ofTable as TableName;
  return {
    id: row.id,
    kind: row.kind ?? 'field',
    table,
    recordId: row.recordId ?? '',
    recordName: row.recordName ?? '',
    field: row.field,
    base: row.baseValue,
    ours: row.decision === null ? valueNow(connection, row) : row.oursValue,
    theirs: row.theirsValue,
    oursBy: row.oursBy,
    oursAt: row.oursAt,
    theirsBy: row.theirsBy,
    theirsAt: row.theirsAt,
    decision: row.decision,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
  };
}

/** What stands here now: somebody may have gone on working since the merge. */
function valueNow(connection: Connection, { ofTable, recordId, field }: MergeConflict): unknown {
  const table = ofTable as TableName;
  const stored = findById(connection, table, recordId as string);
  if (stored === null) return null;
  if (field !== null) {
    const place = layoutOf(table).indexOf.get(field);
    return place === undefined ? null : decodeValue(stored.image[place] ?? null, (layoutOf(table).columns[place] as LayoutColumn).kind);
  }
  const { id: _id, fid: _fid, rev: _rev, ...values } = rowOfSelected(layoutOf(table), [stored.fid, stored.id, ...stored.image]);
  return values;
}

/**
 * Decides conflicts for one side as one revision, which undo takes back: `ours` leaves the record as it stands, `theirs` puts what came.
 * Failures `conflictDecided`, `conflictRecordGone`, `premisesHasHistory`, `invalidRow`; then none is decided.
 */
export async function decideConflicts(
  workspace: Workspace,
  { ids, decision }: { ids: readonly string[]; decision: MergeDecision },
): Promise<Result<ChangeSummary | null>> {
  const session = beginWriteSession(workspace, { derive: true });
  let committed = false;
  try {
    const at = new Date().toISOString();
    const names = new Set<string | null>();
    for (const id of ids) {
      const conflict = findConflict(workspace.writer, id);
      if (conflict === null || conflict.decision !== null) return failed('conflictDecided');
      names.add(conflict.recordName);
      const put = decision === 'theirs' ? takeTheirs(workspace, session, conflict) : done(null);
      if (!put.ok) return put;
      const oursValue = valueNow(workspace.reader, conflict);
      putRow(workspace, session, 'merge_conflict', { ...conflict, oursValue, decision, decidedAt: at, decidedBy: workspace.actor });
    }
    await session.recolor(breathe);
    const [name = null] = names;
    const note = { edit: 'decideConflicts', subject: names.size === 1 ? name : null, count: ids.length };
    const summary = session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null });
    committed = true;
    return done(summary);
  } finally {
    if (!committed) session.rollBack();
  }
}

function findConflict(connection: Connection, id: string): MergeConflict | null {
  const layout = layoutOf('merge_conflict');
  const selected = connection.getValues(`SELECT ${layout.selectList} FROM merge_conflict WHERE id = ? AND ${ofMergedTable}`, id);
  if (selected === undefined) return null;
  const { fid: _fid, rev: _rev, ...row } = rowOfSelected(layout, selected);
  return row as unknown as MergeConflict;
}

function takeTheirs(workspace: Workspace, session: WriteSession, conflict: MergeConflict): Result<null> {
  const table = conflict.ofTable as TableName;
  const id = conflict.recordId as string;
  const layout = layoutOf(table);
  const stored = findById(workspace.writer, table, id);
  if (conflict.kind === 'removedHere') {
    const image = encodeRow(layout, { ...(conflict.theirsValue as object), id }, session.rev);
    if (!image.ok) return image;
    if (stored === null) session.insert(table, id, image.value);
    else session.update(table, stored, image.value);
    return done(null);
  }
  if (conflict.kind === 'removedThere') return stored === null ? done(null) : removeRecord(workspace, session, table, id);
  const field = conflict.field ?? '';
  const place = layout.indexOf.get(field);
  if (stored === null || place === undefined) return failed('conflictRecordGone', { name: conflict.recordName ?? '' });
  const encoded = encodeField(layout, field, layout.columns[place] as LayoutColumn, conflict.theirsValue);
  if (!encoded.ok) return failed('invalidRow', { table, id, field });
  session.update(table, stored, stored.image.with(place, encoded.value));
  return done(null);
}

/** Removes a record as the edit does: premises with their grades, and only those without hazards and inspections. */
function removeRecord({ writer }: Workspace, session: WriteSession, table: TableName, id: string): Result<null> {
  const remove = (of: TableName, rowId: string) => {
    const stored = findById(writer, of, rowId);
    if (stored !== null) session.remove(of, stored);
  };
  if (table === 'premises') {
    const idsOf = (of: TableName) => writer.allValues(`SELECT id FROM ${of} WHERE premises_id = ?`, id).map(([one]) => one as string);
    const [hazards, inspections] = [idsOf('hazard').length, idsOf('inspection').length];
    if (hazards + inspections > 0) return failed('premisesHasHistory', { hazards, inspections });
    for (const period of idsOf('grade_period')) remove('grade_period', period);
  }
  remove(table, id);
  return done(null);
}
