import type { Geometry } from 'geojson';
import { entityOf, type TableName } from '../model/index.ts';
import { exportedFields, exportedValue } from './export-columns.ts';

export interface CsvExport {
  table: TableName;
  /** Column titles by field, in the language of the reader; a field without one goes by its own name. */
  titles: Readonly<Record<string, string>>;
  /** Words for codes; a code without one stands as it is. */
  words: Readonly<Record<string, string>>;
  includePersonal: boolean;
}
type ExportRow = Readonly<Record<string, unknown>>;

/**
 * A table as CSV that Excel opens as it is meant: UTF-8 with byte order mark, CRLF, every text cell that would start a formula
 * neutralised with an apostrophe. Points become the columns lon and lat (WGS84, 7 decimals).
 */
export function* writeCsv(rows: Iterable<ExportRow>, options: CsvExport): Generator<string, void, void> {
  const { table, titles, words, includePersonal } = options;
  const fields = exportedFields(table);
  const isPoint = entityOf(table).geometry === 'POINT';
  const columns = isPoint ? [...fields, 'lon', 'lat'] : fields;
  yield `\ufeff${columns.map((column) => cell(titles[column] ?? column)).join(',')}\r\n`;
  for (const row of rows) {
    const cells = fields.map((field) => {
      const value = exportedValue(table, field, row, includePersonal);
      return cell(typeof value === 'string' ? (words[value] ?? value) : value);
    });
    if (isPoint) cells.push(...pointCells(row.geom as Geometry | null));
    yield `${cells.join(',')}\r\n`;
  }
}

function pointCells(geometry: Geometry | null): [string, string] {
  if (geometry?.type !== 'Point') return ['', ''];
  const [lon, lat] = geometry.coordinates as [number, number];
  return [lon.toFixed(7), lat.toFixed(7)];
}

/** Characters that make a spreadsheet take a cell for a formula, also in their full-width forms (OWASP: CSV injection). */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = typeof value === 'string' ? value : listText(value);
  const safe = formulaStart.test(text.trimStart()) || formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function listText(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.every((item) => typeof item === 'string') ? value.join('；') : value.length === 0 ? '' : JSON.stringify(value);
}
