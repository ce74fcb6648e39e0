import { entityOf, type TableName } from '../model/index.ts';
import { texts } from '../text/index.ts';

export interface ExportOptions {
  table: TableName;
  language: keyof typeof texts;
  /** Without it, personal fields are masked. */
  includePersonal: boolean;
}
export type ExportRow = Readonly<Record<string, unknown>>;
/** Rows as the record hands them out, page by page. */
export type ExportPages = AsyncIterable<readonly ExportRow[]> | Iterable<readonly ExportRow[]>;

/** What stands in place of personal data that was not asked for: that there is some. */
export const mask = '***';

const internalFields = new Set(['importBatchId', 'colorRuleVersion', 'checkedAt']);

/** Fields of a table that mean something outside the app, its id first. */
export function exportedFields(table: TableName): string[] {
  return ['id', ...Object.keys(entityOf(table).fields).filter((field) => !internalFields.has(field))];
}

/** Fields of a table that say something about a person: masked in an export unless they were asked for. */
export const personalFields = (table: TableName): string[] =>
  exportedFields(table).filter((field) => entityOf(table).fields[field]?.personal === true);

/** The value of a field as it leaves the app; null when it says nothing. */
export function exportedValue({ table, includePersonal }: ExportOptions, field: string, row: ExportRow): unknown {
  const value = row[field] ?? null;
  if (value === null || value === '') return null;
  return entityOf(table).fields[field]?.personal === true && !includePersonal ? mask : value;
}

/** The title of a column in the reader's language. */
export function columnTitle({ language }: ExportOptions, column: string): string {
  const titles: Readonly<Record<string, string>> = texts[language].fields;
  return titles[column] ?? column;
}

/** A code in the reader's words; anything else as it is. */
export function codeInWords({ table, language }: ExportOptions, field: string, value: string): string {
  const { codes } = texts[language];
  const lists: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    category: codes.premisesCategory,
    supervisionGrade: codes.grade,
    warningColor: codes.warningColor,
    severity: codes.severity,
    state: table === 'zone' ? codes.zoneState : codes.hazardState,
    kind: codes.hazardKind,
    type: table === 'facility' ? codes.facilityType : codes.stationType,
    stationClass: codes.stationClass,
    unplacedReason: codes.unplacedReason,
  };
  const word = lists[field]?.[value];
  return typeof word === 'string' ? word : value;
}
