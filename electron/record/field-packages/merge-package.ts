import type { MergeCounts, MergeOutcome } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import {
  done,
  entities,
  type FieldPackage,
  failed,
  type MergeConflict,
  type Result,
  type RowIn,
  type TableName,
} from '../../../shared/model/index.ts';
import { encodeRow } from '../encode-row.ts';
import { openPastState } from '../history/past-state.ts';
import { findById } from '../row-writer.ts';
import { decodeValue, type Image, layoutOf, rowOfSelected, sameContent } from '../table-layout.ts';
import type { Step } from '../unless-cancelled.ts';
import { breathe } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { beginWriteSession, type WriteSession } from '../write-session.ts';
import { markOf } from './package-mark.ts';
import { type MergePlan, mergedTables, type PlannedConflict, planMerge } from './plan-merge.ts';
import { authorOf, countTouched, packageOf, peopleSince, type ReturnedCopy, touchedSince } from './returned-copy.ts';

const ROWS_AT_ONCE = 200;

/**
 * Merges a returned working copy as one revision, or works out what that would do and rolls it back. The base of the comparison is the
 * record as it stood when the package was made; when a state of the same copy was merged before, it is that state. Failures
 * `packageOtherWorkspace`, `packageOtherHistory`.
 */
export async function mergePackage(
  workspace: Workspace,
  copy: ReturnedCopy,
  copyPath: string,
  commit: boolean,
  step: Step,
): Promise<Result<MergeOutcome>> {
  const { mark, connection } = copy;
  const belongs = checkOrigin(workspace, mark);
  if (!belongs.ok) return belongs;
  const known = readKnown(workspace, mark.id);
  const merged = known?.merged ?? [];
  const outcome: MergeOutcome = {
    package: markOf(mark),
    alreadyMerged: false,
    tables: {},
    conflicts: {},
    leftOut: {},
    people: [],
    summary: null,
  };
  if (merged.some(({ hash }) => hash === copy.hash)) return done({ ...outcome, alreadyMerged: true });

  // The newest merged state that this copy grew from; a copy opened twice may have grown two ways.
  const grownFrom = merged.findLast(({ rev, hash }) => hashAt(copy.connection, rev) === hash);
  const since = grownFrom?.rev ?? 1;
  const base = openPastState(
    grownFrom === undefined ? workspace : { address: copyPath, driver: workspace.driver },
    grownFrom === undefined ? (mark.baseRev as number) : since,
    breathe,
  );
  let plan: MergePlan | null;
  try {
    const touched = new Map(mergedTables.map((table) => [table, touchedSince(connection, table, since)]));
    plan = await base.read(mergedTables, (then) =>
      planMerge({ base: then, ours: workspace.reader, theirs: connection, touched: (table) => touched.get(table) ?? [] }),
    );
  } finally {
    base.close();
  }
  if (plan === null) throw new Error('the past state was closed');
  outcome.leftOut = countTouched(connection, since, mergedTables);
  outcome.people = peopleSince(connection, since);

  const session = beginWriteSession(workspace, { derive: true });
  let committed = false;
  try {
    await writeRows(session, plan, outcome, step);
    const asked = writeConflicts(workspace, session, plan, copy);
    outcome.conflicts = asked;
    const head = { rev: copy.rev, hash: copy.hash, at: new Date().toISOString(), by: workspace.actor };
    putRow(workspace, session, 'field_package', { ...(known ?? { ...mark, side: 'handedOut' }), merged: [...merged, head] });
    await session.recolor(breathe);
    if (commit) {
      const count = Object.values(outcome.tables).reduce((sum, { created, changed, removed }) => sum + created + changed + removed, 0);
      const note = { edit: 'mergeFieldPackage', subject: mark.zoneName, count };
      await step();
      outcome.summary = session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null });
      committed = true;
    }
    return done(outcome);
  } finally {
    if (!committed) session.rollBack();
  }
}

/** Whether the package was made of this workspace, as its log still has it. */
function checkOrigin(workspace: Workspace, { originWorkspaceId, originName, baseRev, baseHash }: FieldPackage): Result<null> {
  if (originWorkspaceId !== workspace.workspaceId) return failed('packageOtherWorkspace', { name: originName ?? '', open: workspace.name });
  const rev = baseRev as number;
  return rev === 0 || hashAt(workspace.reader, rev) === baseHash ? done(null) : failed('packageOtherHistory', { rev });
}

const hashAt = (connection: Workspace['reader'], rev: number): string | null =>
  (connection.getValues('SELECT hash FROM change_log WHERE rev = ?', rev)?.[0] ?? null) as string | null;

function readKnown({ reader }: Workspace, id: string): FieldPackage | null {
  const stored = findById(reader, 'field_package', id);
  return stored === null ? null : packageOf(rowOfSelected(layoutOf('field_package'), [stored.fid, id, ...stored.image]));
}

async function writeRows(session: WriteSession, { rows }: MergePlan, outcome: MergeOutcome, step: Step): Promise<void> {
  for (const [index, { table, id, ours, image }] of rows.entries()) {
    const counts: MergeCounts = outcome.tables[table] ?? { created: 0, changed: 0, removed: 0 };
    outcome.tables[table] = counts;
    if (image === null && ours !== null) {
      session.remove(table, ours);
      counts.removed++;
    } else if (image !== null && ours === null) {
      session.insert(table, id, [...image]);
      counts.created++;
    } else if (image !== null && ours !== null && !sameContent(ours.image, image)) {
      session.update(table, ours, [...image]);
      counts.changed++;
    }
    if (index % ROWS_AT_ONCE === 0) await step({ stage: 'writing', done: index, total: rows.length });
  }
  for (const [table, { created, changed, removed }] of Object.entries(outcome.tables)) {
    if (created + changed + removed === 0) delete outcome.tables[table as TableName];
  }
}

/** Stores what is new to decide; a value that came again replaces the one still waiting. Answers how many by table. */
function writeConflicts(
  workspace: Workspace,
  session: WriteSession,
  { conflicts }: MergePlan,
  copy: ReturnedCopy,
): MergeOutcome['conflicts'] {
  const asked: MergeOutcome['conflicts'] = {};
  for (const conflict of conflicts) {
    const field = conflict.place === null ? null : (layoutOf(conflict.table).columns[conflict.place]?.field ?? null);
    const waiting = workspace.reader.getValues(
      'SELECT id FROM merge_conflict WHERE record_id = ? AND field IS ? AND decision IS NULL',
      conflict.id,
      field,
    );
    const id = (waiting?.[0] ?? crypto.randomUUID()) as string;
    putRow(workspace, session, 'merge_conflict', conflictRow(id, field, conflict, workspace, copy));
    asked[conflict.table] = (asked[conflict.table] ?? 0) + 1;
  }
  return asked;
}

function conflictRow(
  id: string,
  field: string | null,
  conflict: PlannedConflict,
  { reader }: Workspace,
  { mark, connection }: ReturnedCopy,
): MergeConflict {
  const { table, kind, place } = conflict;
  const plainValue = (image: Image | null): unknown => {
    if (image === null) return null;
    if (place !== null) return decodeValue(image[place] ?? null, layoutOf(table).columns[place]?.kind ?? 'text');
    const { id: _id, fid: _fid, rev: _rev, ...values } = rowOfSelected(layoutOf(table), [0, conflict.id, ...image]);
    return values;
  };
  const ours = authorOf(reader, table, conflict.id);
  const theirs = authorOf(connection, table, conflict.id);
  return newRow(entities.merge_conflict, id, {
    packageId: mark.id,
    kind,
    ofTable: table,
    recordId: conflict.id,
    recordName: recordName(reader, connection, conflict),
    field,
    baseValue: plainValue(conflict.base),
    oursValue: plainValue(conflict.ours),
    theirsValue: plainValue(conflict.theirs),
    oursBy: ours.by,
    oursAt: ours.at,
    theirsBy: theirs.by,
    theirsAt: theirs.at,
  });
}

/** What a person calls the record: its own name, or its premises' and what it says. */
function recordName(
  ours: Workspace['reader'],
  theirs: Workspace['reader'],
  { table, ours: here, theirs: there, base }: PlannedConflict,
): string | null {
  const { indexOf } = layoutOf(table);
  const image = here ?? there ?? base ?? [];
  const say = (field: string): string | null => {
    const place = indexOf.get(field);
    const value = place === undefined ? null : image[place];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const premisesId = say('premisesId');
  const of = premisesId === null ? null : (findById(ours, 'premises', premisesId) ?? findById(theirs, 'premises', premisesId));
  const premisesName = of?.image[layoutOf('premises').indexOf.get('name') as number];
  const own = say('name') ?? say('description') ?? say('inspectedOn') ?? say('fromOn') ?? say('sourceRef') ?? say('fileName');
  const parts = [premisesName, own].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' · ').slice(0, 400);
}

/** Puts a row the record itself made; one that does not fit its entity is a bug. */
export function putRow<T extends 'field_package' | 'merge_conflict'>(
  workspace: Workspace,
  session: WriteSession,
  table: T,
  row: RowIn<T>,
): void {
  const image = encodeRow(layoutOf(table), row, session.rev);
  if (!image.ok) throw new Error(`row of ${table} refused: ${JSON.stringify(image.failure)}`);
  const stored = findById(workspace.writer, table, row.id);
  if (stored === null) session.insert(table, row.id, image.value);
  else session.update(table, stored, image.value);
}
