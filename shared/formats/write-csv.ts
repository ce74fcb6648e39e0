import type { Geometry } from 'geojson';
import { entityOf } from '../model/index.ts';
import { codeInWords, columnTitle, type ExportOptions, type ExportPages, exportedFields, exportedValue } from './export-columns.ts';
import { withMark } from './formula-text.ts';

/**
 * A table as CSV that Excel opens as it is meant: UTF-8 with byte order mark, CRLF, titles and codes in the reader's language, every
 * text cell that would start a formula neutralised with an apostrophe. Points become the columns lon and lat (WGS84, 7 decimals).
 */
export async function* writeCsv(pages: ExportPages, options: ExportOptions): AsyncGenerator<string, void, void> {
  const fields = exportedFields(options.table);
  const isPoint = entityOf(options.table).geometry === 'POINT';
  const columns = isPoint ? [...fields, 'lon', 'lat'] : fields;
  yield `\ufeff${columns.map((column) => cell(columnTitle(options, column))).join(',')}\r\n`;
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) {
      const cells = fields.map((field) => {
        const value = exportedValue(options, field, row);
        return cell(typeof value === 'string' ? codeInWords(options, field, value) : value);
      });
      if (isPoint) cells.push(...pointCells(row.geom as Geometry | null));
      text += `${cells.join(',')}\r\n`;
    }
    if (text !== '') yield text;
  }
}

function pointCells(geometry: Geometry | null): [string, string] {
  if (geometry?.type !== 'Point') return ['', ''];
  const [lon, lat] = geometry.coordinates as [number, number];
  return [lon.toFixed(7), lat.toFixed(7)];
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = typeof value === 'string' ? value : listText(value);
  const safe = withMark(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function listText(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return '';
  return value.every((item) => typeof item === 'string') ? value.join('；') : JSON.stringify(value);
}
