import Papa from 'papaparse';
import { done, type Failure, failed } from '../model/failure.ts';
import { type ByteSource, type SourceRow, type TableFormat, tableHead } from './format.ts';
import type { Issue } from './issue.ts';
import { chooseEncoding, readText } from './read-text.ts';

const sniffedDelimiters = [',', '\t', ';', '|', '，'] as const;
const sniffCharacters = 64 * 1024;
/** A row that is still open after this many characters has a stray quote: it is given up at its first line end. */
const longestRowCharacters = 1024 * 1024;
const mostStrayQuotes = 100;
const mostColumns = 2000;
const rowsPerBatch = 1000;

/** Delimiter-separated text: any encoding, delimiter and line end that field offices send, quoted fields with line breaks, one header row. */
export const csv: TableFormat = {
  id: 'csv',
  extensions: ['csv', 'tsv', 'txt'],
  recognises: ({ text }) => text !== '',
  async open(source, options) {
    const chosen = await chooseEncoding(source, options.encoding);
    if (!chosen.ok) return chosen;
    const { encoding, certain } = chosen.value;
    const start = await readStart(source, encoding);
    if (start.includes('\0')) return failed('fileMalformed', { file: source.name, place: 1 });
    const named = /^sep=(.)(?:\n|$)/i.exec(start);
    const delimiter = named?.[1] ?? sniffDelimiter(start);
    const firstRow = (named === null ? start : start.slice(named[0].length)).trimStart();
    const header = new Papa.Parser({ delimiter, newline: '\n', preview: 1 }).parse(firstRow, 0, false).data[0];
    if (header === undefined || firstRow === '') return failed('fileEmpty', { file: source.name });
    const columns = nameColumns(header);
    if (columns.length > mostColumns) return failed('fileMalformed', { file: source.name, place: 1 });
    return done({
      head: tableHead({ columns, encoding, encodingCertain: certain, delimiter }),
      rows: (report) => {
        if (!certain) report({ code: 'encodingUncertain', file: source.name, row: null, column: null, value: encoding });
        return readRows(source, encoding, delimiter, columns, named !== null, report);
      },
    });
  },
};

async function readStart(source: ByteSource, encoding: string): Promise<string> {
  let start = '';
  for await (const text of readText(source, encoding)) {
    start += text;
    if (start.length >= sniffCharacters) break;
  }
  return toUnixLines(start);
}

/** The delimiter that gives the most rows of the same width, the widest among equals; a comma when nothing splits. */
function sniffDelimiter(start: string): string {
  const newline = start.lastIndexOf('\n');
  const sample = start.length >= sniffCharacters && newline > 0 ? start.slice(0, newline) : start;
  let best = ',';
  let bestAgreement = 0;
  let bestWidth = 1;
  for (const delimiter of sniffedDelimiters) {
    const rows = new Papa.Parser({ delimiter, newline: '\n', preview: 50 }).parse(sample, 0, false).data as string[][];
    const full = rows.filter((row) => row.length > 1 || row[0] !== '');
    const width = full[0]?.length ?? 0;
    if (width < 2) continue;
    const agreement = full.filter((row) => row.length === width).length / full.length;
    if (agreement > bestAgreement || (agreement === bestAgreement && width > bestWidth)) {
      best = delimiter;
      bestAgreement = agreement;
      bestWidth = width;
    }
  }
  return best;
}

/** Header cells as unique, trimmed names; a nameless column is called by its number, `#3`. */
function nameColumns(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const trimmed = cell.trim();
    const base = trimmed === '' || trimmed === '__proto__' ? `#${index + 1}` : trimmed;
    let name = base;
    for (let repeat = 2; used.has(name); repeat++) name = `${base} (${repeat})`;
    used.add(name);
    return name;
  });
}

async function* readRows(
  source: ByteSource,
  encoding: string,
  delimiter: string,
  columns: readonly string[],
  skipFirstLine: boolean,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let pending = '';
  let line = 1;
  let strayQuotes = 0;
  let headerSeen = false;
  let quoted = false;
  let batch: SourceRow[] = [];
  const malformed = (): Failure => ({ code: 'fileMalformed', details: { file: source.name, place: line } });

  const takeRow = (fields: string[]): void => {
    const at = line;
    line += 1;
    if (quoted) for (const field of fields) line += countLineBreaks(field);
    if (fields.length === 1 && fields[0] === '') return;
    if (!headerSeen) {
      headerSeen = true;
      return;
    }
    if (fields.length !== columns.length && !onlyEmptyBeyond(fields, columns.length)) {
      report({ code: 'columnCount', file: source.name, row: at, column: null, value: `${fields.length} / ${columns.length}` });
      return;
    }
    const values: Record<string, string> = {};
    for (let index = 0; index < columns.length; index++) values[columns[index]!] = fields[index]!;
    batch.push({ row: at, values, geometry: null });
  };
  /** Gives up on the physical line at the head of `pending`, whose quote never closes. */
  const dropLine = (): void => {
    report({ code: 'columnCount', file: source.name, row: line, column: null, value: pending.slice(0, 40) });
    const end = pending.indexOf('\n');
    pending = end < 0 ? '' : pending.slice(end + 1);
    line += 1;
    strayQuotes += 1;
    headerSeen = true;
  };
  const take = (atEnd: boolean): void => {
    for (;;) {
      const parsed = parser.parse(pending, 0, !atEnd) as Papa.ParseResult<string[]>;
      quoted = pending.includes('"');
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

  const text = skipFirstLine ? withoutFirstLine(unixLines(source, encoding)) : unixLines(source, encoding);
  if (skipFirstLine) line = 2;
  for await (const piece of text) {
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

/** Text pieces with every line end as `\n`, also where `\r\n` falls on the edge of two pieces. */
async function* unixLines(source: ByteSource, encoding: string): AsyncGenerator<string, void, void> {
  let carry = '';
  for await (const piece of readText(source, encoding)) {
    const text = carry + piece;
    carry = text.endsWith('\r') ? '\r' : '';
    yield toUnixLines(carry === '' ? text : text.slice(0, -1));
  }
  if (carry !== '') yield '\n';
}

function toUnixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

async function* withoutFirstLine(text: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let skipping = true;
  for await (const piece of text) {
    if (!skipping) {
      yield piece;
      continue;
    }
    const end = piece.indexOf('\n');
    if (end < 0) continue;
    skipping = false;
    yield piece.slice(end + 1);
  }
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
