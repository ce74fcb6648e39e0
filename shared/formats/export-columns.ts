import { entityOf, type TableName } from '../model/index.ts';
import { personalMask } from '../model/personal-mask.ts';
import { codeListOf } from '../text/code-list-of.ts';
import { texts } from '../text/index.ts';

export interface ExportOptions {
  table: TableName;
  language: keyof typeof texts;
  /** Without it, personal fields are masked. */
  includePersonal: boolean;
  /** Which fields go along; all when left out. What a row is known by always does. */
  fields?: readonly string[] | null | undefined;
}
export type ExportRow = Readonly<Record<string, unknown>>;
/** Rows as the record hands them out, page by page. */
export type ExportPages = AsyncIterable<readonly ExportRow[]> | Iterable<readonly ExportRow[]>;

const internalFields = new Set(['importBatchId', 'colorRuleVersion', 'checkedAt', 'vertexTimes']);
/** Names that rows point to, written beside the id that points: the record looks them up for an export. */
const namesBeside: Readonly<Record<string, readonly string[]>> = { premisesId: ['premisesName', 'premisesAddress'], zoneId: ['zoneName'] };

/** Fields of a table that mean something outside the app, its id first. */
export function exportedFields(table: TableName): string[] {
  const own = Object.keys(entityOf(table).fields).filter((field) => !internalFields.has(field));
  return ['id', ...own.flatMap((field) => [field, ...(namesBeside[field] ?? [])])];
}

/** Fields that always go along: by them a row is found again when the file comes back. */
export const keptFields = (table: TableName): string[] =>
  exportedFields(table).filter((field) => field === 'id' || field === 'sourceRef' || field === 'name');

/** The chosen fields in their usual order. */
export function chosenFields({ table, fields }: ExportOptions): string[] {
  const all = exportedFields(table);
  if (fields === null || fields === undefined) return all;
  const wanted = new Set([...fields, ...keptFields(table)]);
  return all.filter((field) => wanted.has(field));
}

/** Fields of a table that say something about a person: masked in an export unless they were asked for. */
export const personalFields = (table: TableName): string[] =>
  exportedFields(table).filter((field) => entityOf(table).fields[field]?.personal === true);

/** The key under which a row without one leaves the app. */
export const exportKey = (table: TableName, id: string): string => `${table}:id/${id}`;

/** The value of a field as it leaves the app; null when it says nothing. A row without a source key leaves under one made of its id. */
export function exportedValue({ table, includePersonal }: ExportOptions, field: string, row: ExportRow): unknown {
  const value = row[field] ?? null;
  if (value === null || value === '') return field === 'sourceRef' ? exportKey(table, row.id as string) : null;
  return entityOf(table).fields[field]?.personal === true && !includePersonal ? personalMask : value;
}

export type FieldKind = 'text' | 'number' | 'date' | 'flag' | 'list';
/** How the values of a field are typed outside the app. */
export function fieldKind(table: TableName, field: string): FieldKind {
  const definition = entityOf(table).fields[field];
  if (definition === undefined || definition.personal) return 'text';
  if (definition.sql === 'integer' || definition.sql === 'real') return 'number';
  if (definition.sql === 'boolean') return 'flag';
  if (definition.sql === 'json') return 'list';
  return definition.schema.safeParse('2026-03-05').success && !definition.schema.safeParse('a').success ? 'date' : 'text';
}

/** A field's value as a reader sees it in a cell: codes and yes or no in words, lists joined, numbers as numbers. */
export function exportedCell(options: ExportOptions, field: string, row: ExportRow): string | number | null {
  const value = exportedValue(options, field, row);
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? texts[options.language].app.yes : texts[options.language].app.no;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') return codeInWords(options, field, value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return null;
  return value.every((item) => typeof item === 'string')
    ? value.map((item) => codeInWords(options, field, item)).join('；')
    : JSON.stringify(value);
}

/** The title of a column in the reader's language. */
export function columnTitle({ language }: Pick<ExportOptions, 'language'>, column: string): string {
  const titles: Readonly<Record<string, string>> = texts[language].fields;
  return titles[column] ?? column;
}

/** A code in the reader's words; anything else as it is. */
export function codeInWords({ table, language }: Pick<ExportOptions, 'table' | 'language'>, field: string, value: string): string {
  const list = codeListOf(table, field);
  if (list === null) return value;
  const words: Readonly<Record<string, string>> = texts[language].codes[list];
  return words[value] ?? value;
}
