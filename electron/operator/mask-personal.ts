import type { Issue } from '../../shared/formats/issue.ts';
import type { ChangedRow, StoredRow } from '../../shared/ipc/index.ts';
import { entityOf, type TableName, tableNames } from '../../shared/model/index.ts';
import { personalMask } from '../../shared/model/personal-mask.ts';

const personalFields = Object.fromEntries(
  tableNames.map((table) => [
    table,
    Object.entries(entityOf(table).fields)
      .filter(([, field]) => field.personal)
      .map(([name]) => name),
  ]),
) as Record<TableName, string[]>;

export const isPersonal = (table: TableName, field: string): boolean => personalFields[table].includes(field);

/** The row with its personal fields masked; an empty field stays empty. */
export function maskRow(table: TableName, row: StoredRow): StoredRow {
  const masked = { ...row };
  for (const field of personalFields[table]) if (masked[field] !== null && masked[field] !== undefined) masked[field] = personalMask;
  return masked;
}

/** Changed fields with personal values masked; that they changed is told. */
export const maskFields = <F extends { field: string; before: unknown; after: unknown }>(table: TableName, fields: F[]): F[] =>
  fields.map((one) =>
    isPersonal(table, one.field)
      ? { ...one, before: one.before === null ? null : personalMask, after: one.after === null ? null : personalMask }
      : one,
  );

/** An issue whose column is read into a personal field, without its value. */
export const maskIssue = (table: TableName, issue: Issue): Issue =>
  issue.field && isPersonal(table, issue.field) ? { ...issue, value: issue.value === null ? null : personalMask, suggestion: null } : issue;

/** A changed record with personal values masked. */
export const maskChangedRow = (changed: ChangedRow): ChangedRow => ({
  ...changed,
  row: maskRow(changed.table, changed.row),
  fields: maskFields(changed.table, changed.fields),
});
