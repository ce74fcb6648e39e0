import { done, type Failure, failed } from '../../model/failure.ts';
import { type SheetInfo, type SourceRow, type TableFormat, tableHead } from '../format.ts';
import type { Issue } from '../issue.ts';
import { findHeader, type GridRow, type TableHeader } from '../table-header.ts';
import { openZip, type ZipArchive, type ZipEntry } from '../zip-archive.ts';
import { type MergedCells, readMerges, readSheet } from './read-sheet.ts';
import { readWorkbook, type Workbook } from './read-workbook.ts';

const judgedRows = 200;
const rowsPerBatch = 1000;
/** Sheets looked into for their size and, when none is named, for rows. */
const mostJudgedSheets = 50;
const headBytes = 4096;

/** Excel workbooks (.xlsx, .xlsm; ECMA-376): any sheet, title rows above the header, two header rows, dates, stored results of formulas. */
export const xlsx: TableFormat = {
  id: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  recognises: ({ entryNames }) => entryNames?.some((name) => /^xl\/workbook\d*\.xml$/i.test(name)) ?? false,
  async open(source, options) {
    const file = source.name;
    const archive = await openZip(source);
    const book = await readWorkbook(archive, file);
    const sheets: SheetInfo[] = [];
    for (const [index, { name, hidden, entry }] of book.sheets.entries())
      sheets.push({ name, hidden, rows: index < mostJudgedSheets ? await statedRows(archive, entry) : null });
    if (options.sheet !== undefined && !sheets.some(({ name }) => name === options.sheet))
      return failed('sheetUnknown', { file, sheet: options.sheet.slice(0, 100) });
    const visible = book.sheets.filter(({ hidden }) => !hidden);
    const candidates =
      options.sheet === undefined
        ? (visible.length > 0 ? visible : book.sheets).slice(0, mostJudgedSheets)
        : book.sheets.filter(({ name }) => name === options.sheet);
    let chosen: { entry: ZipEntry; name: string; header: TableHeader } | null = null;
    for (const { entry, name } of candidates) {
      const rows = await firstRows(archive, entry, book, file);
      const header = findHeader(rows, { asked: options.headerRow, padded: true, file });
      if (header === null) continue;
      if (chosen === null || rows.some(({ row }) => row >= header.firstDataRow)) chosen = { entry, name, header };
      if (rows.some(({ row }) => row >= header.firstDataRow)) break;
    }
    if (chosen === null) return failed('noTableInside', { file });
    const { entry, name, header } = chosen;
    return done({
      head: tableHead({ columns: header.columns, headerRow: header.headerRow, sheet: name, sheets }),
      rows: (report) => readRows(archive, entry, book, header, file, report),
    });
  },
};

async function firstRows(archive: ZipArchive, entry: ZipEntry, book: Workbook, file: string): Promise<GridRow[]> {
  const first: GridRow[] = [];
  for await (const rows of readSheet(archive, entry, book, file)) {
    first.push(...rows);
    if (first.length >= judgedRows) break;
  }
  return first.slice(0, judgedRows);
}

/** The last row of the range the sheet says it uses. */
async function statedRows(archive: ZipArchive, entry: ZipEntry): Promise<number | null> {
  let head = '';
  for await (const bytes of archive.stream(entry)) {
    head += new TextDecoder().decode(bytes.subarray(0, headBytes));
    if (head.length >= headBytes) break;
  }
  const range = /<(?:\w+:)?dimension\s[^>]*ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"/.exec(head);
  return range === null ? null : Number(range[1]);
}

async function* readRows(
  archive: ZipArchive,
  entry: ZipEntry,
  book: Workbook,
  { columns, firstDataRow }: TableHeader,
  file: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  const fill = fillMerged((await readMerges(archive, entry)).filter(({ top }) => top >= firstDataRow));
  let batch: SourceRow[] = [];
  for await (const rows of readSheet(archive, entry, book, file)) {
    for (const { row, cells } of rows) {
      if (row < firstDataRow || cells.every((cell) => cell === '')) continue;
      const beyond = cells.findIndex((cell, column) => column >= columns.length && cell.trim() !== '');
      if (beyond >= 0) {
        report({ code: 'columnCount', file, row, column: null, value: `${beyond + 1} / ${columns.length}` });
        continue;
      }
      const values: Record<string, string> = {};
      for (let column = 0; column < columns.length; column++) values[columns[column]!] = cells[column] ?? '';
      fill(row, values, columns);
      batch.push({ row, values, geometry: null });
      if (batch.length >= rowsPerBatch) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
  return null;
}

/** Gives every row under a cell merged downwards that cell's value, as the eye reads it. Rows come from the top. */
function fillMerged(merges: readonly MergedCells[]): (row: number, values: Record<string, string>, columns: readonly string[]) => void {
  let next = 0;
  const standing = new Map<string, { bottom: number; value: string }>();
  return (row, values, columns) => {
    for (const [name, { bottom, value }] of standing)
      if (bottom < row) standing.delete(name);
      else if (values[name] === '') values[name] = value;
    for (; next < merges.length && merges[next]!.top <= row; next++) {
      const { top, bottom, column } = merges[next]!;
      const name = columns[column];
      if (top === row && name !== undefined && values[name] !== '') standing.set(name, { bottom, value: values[name]! });
    }
  };
}
