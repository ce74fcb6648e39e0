import Papa from 'papaparse';
import { done, type Failure, failed } from '../model/failure.ts';
import { type ByteSource, type SourceRow, type TableFormat, tableHead } from './format.ts';
import { withoutMark } from './formula-text.ts';
import type { Issue } from './issue.ts';
import { canReadPlainRows, readPlainRows } from './plain-rows.ts';
import { chooseEncoding, readText, undecodable } from './read-text.ts';
import { findHeader, type GridRow } from './table-header.ts';

const sniffedDelimiters = [',', '\t', ';', '|', '，'] as const;
const sniffCharacters = 64 * 1024;
/** Characters no table is written with, and bytes that are no text are full of. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\0-\x08\x0e-\x19\x1b-\x1f]/;
/** A row that is still open after this many characters has a stray quote: it is given up at its first line end. */
const longestRowCharacters = 1024 * 1024;
const mostStrayQuotes = 100;
const sniffRows = 200;
const rowsPerBatch = 1000;

/** Delimiter-separated text: any encoding, delimiter and line end that field offices send, quoted fields with line breaks, one header row. */
export const csv: TableFormat = {
  id: 'csv',
  extensions: ['csv', 'tsv', 'txt'],
  recognises: ({ text }) => text !== '' && !controls.test(text),
  async open(source, options) {
    const chosen = await chooseEncoding(source, options.encoding);
    if (!chosen.ok) return chosen;
    const { encoding, certain } = chosen.value;
    const start = await readStart(source, encoding);
    if (start.includes('\0')) return failed('fileMalformed', { file: source.name, place: 1 });
    const named = /^sep=(.)(?:\n|$)/i.exec(start);
    const sample = named === null ? start : start.slice(named[0].length);
    const delimiter = options.delimiter ?? named?.[1] ?? sniffDelimiter(sample, options.quote);
    const quote = options.quote ?? sniffQuote(sample, delimiter);
    const header = findHeader(firstRows(sample, delimiter, quote, named === null ? 1 : 2), {
      asked: options.headerRow,
      padded: false,
      file: source.name,
    });
    if (header === null) return failed('fileEmpty', { file: source.name });
    const { columns, headerRow } = header;
    // The first line may only name the delimiter.
    const firstDataRow = Math.max(header.firstDataRow, named === null ? 1 : 2);
    const layout = { encoding, certain, delimiter, quote, columns, firstDataRow };
    return done({
      head: tableHead({ columns, encoding, encodingCertain: certain, delimiter, quote, headerRow }),
      rows: (report) => {
        if (!certain) report({ code: 'encodingUncertain', file: source.name, row: null, column: null, value: encoding });
        return readRows(source, layout, report);
      },
    });
  },
};

/** Where and how the rows stand. */
interface Layout {
  encoding: string;
  certain: boolean;
  delimiter: string;
  quote: string;
  columns: readonly string[];
  firstDataRow: number;
}

async function readStart(source: ByteSource, encoding: string): Promise<string> {
  let start = '';
  for await (const text of readText(source, encoding)) {
    start += text;
    if (start.length >= sniffCharacters) break;
  }
  const lines = toUnixLines(start);
  const newline = lines.lastIndexOf('\n');
  return lines.length >= sniffCharacters && newline > 0 ? lines.slice(0, newline) : lines;
}

/** The first rows with the lines they begin at. */
function firstRows(sample: string, delimiter: string, quoteChar: string, firstLine: number): GridRow[] {
  const parsed = new Papa.Parser({ delimiter, newline: '\n', quoteChar, preview: sniffRows }).parse(sample, 0, false);
  let line = firstLine;
  return (parsed.data as string[][]).map((cells) => {
    const row = { row: line, cells };
    line += 1 + cells.reduce((breaks, cell) => breaks + countLineBreaks(cell), 0);
    return row;
  });
}

/** An apostrophe where nearly every cell stands in a pair of them, else a double quote. */
function sniffQuote(sample: string, delimiter: string): string {
  const cells = sample.split('\n', 50).flatMap((line) => line.split(delimiter));
  const filled = cells.filter((cell) => cell.trim() !== '');
  const inApostrophes = filled.filter((cell) => /^\s*'.*'\s*$/.test(cell));
  return filled.length > 0 && inApostrophes.length >= filled.length * 0.8 ? "'" : '"';
}

/** The delimiter that gives the most rows of the same width, the widest among equals; a comma when nothing splits. */
function sniffDelimiter(sample: string, quoteChar = '"'): string {
  let best = ',';
  let bestAgreement = 0;
  let bestWidth = 1;
  for (const delimiter of sniffedDelimiters) {
    const rows = new Papa.Parser({ delimiter, newline: '\n', quoteChar, preview: 50 }).parse(sample, 0, false).data as string[][];
    const full = rows.filter((row) => row.length > 1 || row[0] !== '');
    const widths = new Map<number, number>();
    for (const row of full) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    for (const [width, count] of widths) {
      const agreement = count / full.length;
      if (agreement > bestAgreement || (agreement === bestAgreement && width > bestWidth))
        [best, bestAgreement, bestWidth] = [delimiter, agreement, width];
    }
  }
  return best;
}

async function* readRows(
  source: ByteSource,
  { encoding, certain, delimiter, quote, columns, firstDataRow }: Layout,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: quote });
  const isPlain = canReadPlainRows({ delimiter, quote });
  let pending = '';
  let line = 1;
  let strayQuotes = 0;
  let quoted = false;
  let garbled = false;
  let doubted = !certain;
  let batch: SourceRow[] = [];
  /** Copied, it has room for every column at once. */
  const blank = JSON.parse(JSON.stringify(Object.fromEntries(columns.map((column) => [column, ''])))) as Record<string, string>;
  const malformed = (): Failure => ({ code: 'fileMalformed', details: { file: source.name, place: line } });

  const takeRow = (fields: readonly string[], mayBeGarbled = garbled): void => {
    const at = line;
    line += 1;
    if (quoted) for (const field of fields) line += countLineBreaks(field);
    if (fields.length === 1 && fields[0] === '') return;
    if (at < firstDataRow) return;
    if (fields.length !== columns.length && !onlyEmptyBeyond(fields, columns.length)) {
      report({ code: 'columnCount', file: source.name, row: at, column: null, value: `${fields.length} / ${columns.length}` });
      return;
    }
    if (mayBeGarbled) {
      const column = fields.findIndex((field) => field.includes(undecodable));
      if (column >= 0) {
        // One such row puts the others in doubt.
        if (!doubted) report({ code: 'encodingUncertain', file: source.name, row: null, column: null, value: encoding });
        doubted = true;
        report({ code: 'garbledText', file: source.name, row: at, column: columns[column] ?? null, value: fields[column]!.slice(0, 100) });
        return;
      }
    }
    const values = { ...blank };
    for (let index = 0; index < columns.length; index++) values[columns[index]!] = withoutMark(fields[index]!);
    batch.push({ row: at, values, geometry: null });
  };
  /** Gives up on the physical line at the head of `pending`, whose quote never closes. */
  const dropLine = (): void => {
    report({ code: 'columnCount', file: source.name, row: line, column: null, value: pending.slice(0, 40) });
    const end = pending.indexOf('\n');
    pending = end < 0 ? '' : pending.slice(end + 1);
    line += 1;
    strayQuotes += 1;
  };
  const take = (atEnd: boolean): void => {
    quoted = false;
    if (isPlain) pending = pending.slice(readPlainRows(pending, { delimiter, quote }, takeRow));
    // The other half of the line end may be in the next piece.
    const held = !atEnd && pending.endsWith('\r') ? '\r' : '';
    pending = toUnixLines(held === '' ? pending : pending.slice(0, -1));
    takeOthers(atEnd);
    pending += held;
  };
  /** Rows with quotes or line ends in their cells, up to the last whole one. */
  const takeOthers = (atEnd: boolean): void => {
    garbled = pending.includes(undecodable);
    for (;;) {
      const parsed = parser.parse(pending, 0, !atEnd) as Papa.ParseResult<string[]>;
      quoted = pending.includes(quote);
      const open = atEnd && parsed.errors.some((error) => error.code === 'MissingQuotes');
      const rows = parsed.data;
      const complete = open ? rows.length - 1 : rows.length;
      const before = line;
      for (let index = 0; index < complete; index++) takeRow(rows[index]!);
      if (!open) {
        pending = atEnd ? '' : pending.slice(parsed.meta.cursor);
        if (pending.length <= longestRowCharacters) return;
      } else pending = skipLines(pending, line - before);
      dropLine();
      if (strayQuotes > mostStrayQuotes || (pending === '' && atEnd)) return;
    }
  };

  for await (const piece of readText(source, encoding)) {
    pending += piece;
    take(false);
    if (strayQuotes > mostStrayQuotes) return malformed();
    while (batch.length >= rowsPerBatch) {
      yield batch.splice(0, rowsPerBatch);
    }
  }
  take(true);
  if (strayQuotes > mostStrayQuotes) return malformed();
  for (let from = 0; from < batch.length; from += rowsPerBatch) yield batch.slice(from, from + rowsPerBatch);
  batch = [];
  return null;
}

function toUnixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

function skipLines(text: string, lines: number): string {
  let at = 0;
  for (let count = 0; count < lines; count++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return '';
    at = end + 1;
  }
  return text.slice(at);
}

function countLineBreaks(field: string): number {
  let count = 0;
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) count += 1;
  return count;
}

function onlyEmptyBeyond(fields: readonly string[], width: number): boolean {
  return fields.length > width && fields.slice(width).every((field) => field.trim() === '');
}
