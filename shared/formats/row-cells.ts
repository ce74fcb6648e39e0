import { applyCellRule } from './cell-rule.ts';
import { type CodeListName, type CodeReaders, codeWords, nearestCodeWord } from './code-words.ts';
import { fieldWords, type TableImportKind } from './field-words.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { readDate } from './parse-dates.ts';
import { cleanText, normalizePhone, parseFlag } from './parse-values.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

const longestText = 4000;

/** Reads the cells of one row by field; says what it cannot read. A blank cell, or one it cannot read, leaves its field unmentioned. */
export interface Cells {
  text(field: string): string | null;
  /** Into `values[target]` when the cell says something readable. */
  put(values: Values, target: string, parse: (text: string) => unknown, complaint: ReasonCode, field?: string): void;
  putText(values: Values, target: string, field?: string): void;
  /** Into `values[field]`, or says which day it may mean. */
  putDate(values: Values, field: string): void;
  /** Here 无 and 否 are answers. */
  putFlag(values: Values, field: string): void;
  putPhone(values: Values): void;
  /** Into `values[field]` the code its word stands for, or says which known word is near. */
  putCode(values: Values, field: string, list: CodeListName): void;
  /** The code a text stands for. */
  codeOf<L extends CodeListName>(list: L, text: string): ReturnType<CodeReaders[L]>;
  report(code: ReasonCode, field: string | null, value: string | null, suggestion?: string | null): void;
}
export type Values = Record<string, unknown> & { sourceRef: string };

/** Makes plain objects that V8 gives room for many fields from the start, rather than for three more at a time. */
const RoomyValues = function (this: Values, name: string) {
  this.sourceRef = '';
  this.name = name;
} as unknown as new (
  name: string,
) => Values;
RoomyValues.prototype = Object.prototype;

/** The fields of a row with a name, to be filled. */
export const namedValues = (name: string): Values => new RoomyValues(name);

const unmapped = (kind: TableImportKind): Record<string, null> =>
  Object.fromEntries([...Object.keys(fieldWords[kind]), 'sourceRef', 'id'].map((field) => [field, null]));

/** Cells of one row after the other: `turnTo` says which row is read from now on. */
export function rowCells(options: TableIntakeOptions): { cells: Cells; turnTo(row: SourceRow): void } {
  const { kind, mapping, tally, file, codes = codeWords, cellRules, dateOrder } = options;
  // Every field has an entry: V8 finds what an object has much sooner than what it lacks, or what a map has.
  const columns: Record<string, string | null> = { ...unmapped(kind), ...mapping };
  let row: SourceRow = { row: 0, values: {}, geometry: null };
  const text = (field: string): string | null => {
    const column = columns[field] ?? null;
    if (column === null) return null;
    const stated = row.values[column] ?? '';
    if (stated === '') return null;
    const rule = cellRules?.[field];
    const cell = cleanText(rule === undefined ? stated : applyCellRule(rule, stated));
    return cell === '' ? null : cell.length > longestText ? cell.slice(0, longestText) : cell;
  };
  const report: Cells['report'] = (code, field, value, suggestion = null) =>
    tally.report({
      code,
      file,
      row: row.row,
      column: field === null ? null : (mapping[field] ?? null),
      value: value === null ? null : value.slice(0, 100),
      field,
      ...(suggestion === null ? {} : { suggestion }),
    });
  const cells: Cells = {
    text,
    report,
    put(values, target, parse, complaint, field = target) {
      const cell = text(field);
      if (cell === null) return;
      const value = parse(cell);
      if (value === null) report(complaint, field, cell);
      else values[target] = value;
    },
    putText(values, target, field = target) {
      const cell = text(field);
      if (cell !== null) values[target] = cell;
    },
    putDate(values, field) {
      const cell = text(field);
      if (cell === null) return;
      const date = readDate(cell, dateOrder);
      if (!date.ok) return report(date.reason, field, cell, date.suggestion);
      values[field] = date.value;
      if (date.shortYear) report('shortYear', field, cell, date.value);
    },
    putFlag(values, field) {
      const column = columns[field] ?? null;
      const cell = column === null ? '' : (row.values[column] ?? '').trim();
      if (cell === '') return;
      const flag = parseFlag(cell);
      if (flag !== null) values[field] = flag;
      else if (cleanText(cell) !== '') report('unknownCode', field, cell, '是 / 否');
    },
    putPhone(values) {
      const cell = text('phone');
      if (cell !== null) values.phone = normalizePhone(cell);
    },
    putCode(values, field, list) {
      const cell = text(field);
      if (cell === null) return;
      const code = codes[list](cell);
      if (code === null) report('unknownCode', field, cell, nearestCodeWord(list, cell));
      else values[field] = code;
    },
    codeOf: (list, words) => codes[list](words) as ReturnType<CodeReaders[typeof list]>,
  };
  return {
    cells,
    turnTo: (next) => {
      row = next;
    },
  };
}

/** A row of the record from one row of the file. */
export const one = (row: SourceRow, values: Values, lookups?: IntakeRow['lookups']): IntakeRow[] => [
  lookups === undefined
    ? { origin: row.row, values: values as IntakeRow['values'] }
    : { origin: row.row, values: values as IntakeRow['values'], lookups },
];
