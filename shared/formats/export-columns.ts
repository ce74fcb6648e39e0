import { entityOf, type TableName } from '../model/index.ts';

/** Fields of a table that mean something outside the app, in the order of its entity. */
export function exportedFields(table: TableName): string[] {
  return Object.keys(entityOf(table).fields).filter((field) => !internalFields.has(field));
}
const internalFields = new Set(['importBatchId', 'colorRuleVersion', 'checkedAt']);

/** Personal data as it leaves the app when it was not asked for: nothing of it stays but that there is some. */
export const mask = '***';

/** The value of a field for an export: masked when personal and not allowed. */
export function exportedValue(table: TableName, field: string, row: Readonly<Record<string, unknown>>, includePersonal: boolean): unknown {
  const value = row[field] ?? null;
  if (value === null || value === '') return null;
  return entityOf(table).fields[field]?.personal === true && !includePersonal ? mask : value;
}
