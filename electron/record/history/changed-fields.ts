import type { TableName } from '../../../shared/model/index.ts';
import { decodeValue, type Image, layoutOf, type SqlValue, sameValue } from '../table-layout.ts';

/** The fields in which two images of a row differ, with their values; the position is field `geom`. Null stands for no row. */
export function changedFields(
  table: TableName,
  before: Image | null,
  after: Image | null,
): { field: string; before: unknown; after: unknown }[] {
  const fields: { field: string; before: unknown; after: unknown }[] = [];
  layoutOf(table).columns.forEach(({ field, kind }, index) => {
    if (field === null) return;
    const was: SqlValue = before?.[index] ?? null;
    const is: SqlValue = after?.[index] ?? null;
    if (!sameValue(was, is)) fields.push({ field, before: decodeValue(was, kind), after: decodeValue(is, kind) });
  });
  return fields;
}
