import { type Change, done, entityOf, failed, type Result, type TableName } from '../model/index.ts';
import { rowOfStored } from './row-of-stored.ts';

/** Fields the record works out itself, and grades, which have periods and a rule of their own. */
const reserved: { readonly [T in TableName]?: readonly string[] } = {
  premises: ['supervisionGrade', 'gradeReason', 'gradedOn', 'gradedBy', 'warningColor', 'colorReasons', 'colorRuleVersion'],
};

/** Whether an old value of a field may be put back by itself. */
export const isRestorable = (table: TableName, field: string): boolean =>
  (field === 'geom' || field in entityOf(table).fields) && !(reserved[table] ?? []).includes(field);

/**
 * Gives a record old values of its fields again, as a new change; fields that cannot be restored by themselves stay as they are. `subject` is
 * what the record is called. Failure `nothingToChange` when it has these values already.
 */
export function restoreFields({
  table,
  row,
  values,
  subject,
}: {
  table: TableName;
  row: Record<string, unknown> & { id: string };
  values: Readonly<Record<string, unknown>>;
  subject: string | null;
}): Result<Change> {
  const current: Record<string, unknown> = rowOfStored(table, row);
  const restored = Object.entries(values).filter(
    ([field, value]) => isRestorable(table, field) && JSON.stringify(value) !== JSON.stringify(current[field]),
  );
  if (restored.length === 0) return failed('nothingToChange');
  const edited: Record<string, unknown> = { ...current, ...Object.fromEntries(restored) };
  // What stands somewhere has no reason for having no position.
  if (edited.geom !== null && 'unplacedReason' in edited) edited.unplacedReason = null;
  return done({ note: { edit: 'restoreFields', subject, count: 1 }, puts: { [table]: [edited] }, deletes: {} } as Change);
}
