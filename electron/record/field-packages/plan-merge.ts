import type { MergeConflictKind, TableName } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import { findById, type StoredImage } from '../row-writer.ts';
import { type Image, layoutOf, type SqlValue, sameValue } from '../table-layout.ts';
import { mergeRow } from './merge-row.ts';

/** What is taken back, in the order it is written: what a recorder may change. */
export const mergedTables = [
  'import_batch',
  'premises',
  'grade_period',
  'inspection',
  'hazard',
  'source_alias',
  'patrol_track',
] as const satisfies readonly TableName[];
type MergedTable = (typeof mergedTables)[number];

/** Worked out from other rows by rule, wherever they stand. */
const derivedFields = new Set(['warningColor', 'colorReasons', 'colorRuleVersion']);
/** No two rows of a table may have the same. */
const uniqueFields = ['sourceRef', 'qrId'] as const;

export interface PlannedRow {
  table: MergedTable;
  id: string;
  ours: StoredImage | null;
  /** Null removes the row. */
  image: Image | null;
}
export interface PlannedConflict {
  table: MergedTable;
  id: string;
  kind: MergeConflictKind;
  /** Place of the field in the images; null when the whole record is at issue. */
  place: number | null;
  base: Image | null;
  ours: Image | null;
  theirs: Image | null;
}
export interface MergePlan {
  rows: PlannedRow[];
  conflicts: PlannedConflict[];
}

/** Three connections that read the same tables as they stood on three occasions, and what was touched out there since the first. */
export interface MergeInput {
  base: Connection;
  ours: Connection;
  theirs: Connection;
  touched(table: MergedTable): readonly string[];
}

/** Works out what merging does, row by row; nothing is written. */
export function planMerge(input: MergeInput): MergePlan {
  const plan: MergePlan = { rows: [], conflicts: [] };
  for (const table of mergedTables) for (const id of input.touched(table)) planRow(input, table, id, plan);
  keepWhatHasChildren(input, plan);
  askForRemovedParents(input, plan);
  return plan;
}

function planRow({ base, ours, theirs }: MergeInput, table: MergedTable, id: string, plan: MergePlan): void {
  const here = findById(ours, table, id);
  const images = {
    base: findById(base, table, id)?.image ?? null,
    ours: here?.image ?? null,
    theirs: findById(theirs, table, id)?.image ?? null,
  };
  const merge = mergeRow<SqlValue>(images, sameValue, comparedPlaces(table));
  const ask = (kind: MergeConflictKind, place: number | null) => plan.conflicts.push({ table, id, kind, place, ...images });
  if (merge.what === 'remove') plan.rows.push({ table, id, ours: here, image: null });
  else if (merge.what === 'put') {
    for (const place of merge.conflicts) ask('field', place);
    for (const place of takenPlaces(ours, table, id, merge.values)) {
      merge.values[place] = here?.image[place] ?? null;
      ask('field', place);
    }
    plan.rows.push({ table, id, ours: here, image: merge.values });
  } else if (merge.what !== 'nothing') ask(merge.what, null);
}

const compared = new Map<TableName, number[]>();
function comparedPlaces(table: TableName): readonly number[] {
  let places = compared.get(table);
  if (places === undefined) {
    places = layoutOf(table).columns.flatMap(({ field }, place) => (field === null || derivedFields.has(field) ? [] : [place]));
    compared.set(table, places);
  }
  return places;
}

/** Places whose value another record here already has, though no two may. */
function takenPlaces(ours: Connection, table: MergedTable, id: string, values: Image): number[] {
  const { indexOf, columns } = layoutOf(table);
  return uniqueFields.flatMap((field) => {
    const place = indexOf.get(field);
    const value = place === undefined ? null : (values[place] ?? null);
    if (place === undefined || value === null) return [];
    const other = ours.getValues(`SELECT id FROM ${table} WHERE ${columns[place]?.name} = ? AND id <> ?`, value, id);
    return other === undefined ? [] : [place];
  });
}

/** Premises removed out there that have hazards or inspections here which the package did not hold, or which came since: they stay, with their grades. */
function keepWhatHasChildren({ base, ours, theirs }: MergeInput, plan: MergePlan): void {
  const removed = new Set(plan.rows.flatMap(({ table, id, image }) => (image === null ? [`${table}/${id}`] : [])));
  const hasChildren = (premisesId: string) =>
    (['hazard', 'inspection'] as const).some((table) =>
      ours.allValues(`SELECT id FROM ${table} WHERE premises_id = ?`, premisesId).some(([id]) => !removed.has(`${table}/${id}`)),
    );
  const kept = new Set(
    plan.rows.flatMap(({ table, id, image }) => (table === 'premises' && image === null && hasChildren(id) ? [id] : [])),
  );
  for (const { table, id, kind } of plan.conflicts) if (table === 'premises' && kind === 'removedThere') kept.add(id);
  if (kept.size === 0) return;
  const premisesPlace = layoutOf('grade_period').indexOf.get('premisesId') as number;
  plan.rows = plan.rows.filter(({ table, id, ours: here, image }) => {
    if (image !== null) return true;
    if (table === 'grade_period') return !kept.has(here?.image[premisesPlace] as string);
    if (table !== 'premises' || !kept.has(id)) return true;
    const imageOf = (connection: Connection) => findById(connection, table, id)?.image ?? null;
    plan.conflicts.push({
      table,
      id,
      kind: 'removedThere',
      place: null,
      base: imageOf(base),
      ours: here?.image ?? null,
      theirs: imageOf(theirs),
    });
    return false;
  });
}

/** New records of premises that were removed here come in; whether their premises comes back, a person decides. */
function askForRemovedParents({ base, ours, theirs }: MergeInput, plan: MergePlan): void {
  const known = new Set([...plan.rows, ...plan.conflicts].filter(({ table }) => table === 'premises').map(({ id }) => id));
  for (const { table, ours: here, image } of [...plan.rows]) {
    const place = layoutOf(table).indexOf.get('premisesId');
    const premisesId = here !== null || image === null || place === undefined ? null : image[place];
    if (typeof premisesId !== 'string' || known.has(premisesId) || findById(ours, 'premises', premisesId) !== null) continue;
    known.add(premisesId);
    const there = findById(theirs, 'premises', premisesId);
    if (there === null) continue;
    const before = findById(base, 'premises', premisesId)?.image ?? null;
    plan.conflicts.push({
      table: 'premises',
      id: premisesId,
      kind: 'removedHere',
      place: null,
      base: before,
      ours: null,
      theirs: there.image,
    });
  }
}
