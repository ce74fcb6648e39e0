import type { Geometry } from 'geojson';
import type { Crs } from '../geo/crs.ts';
import { decimalsOf, projectGeometry } from '../geo/project-geometry.ts';
import { entityOf } from '../model/index.ts';
import { chosenFields, columnTitle, type ExportOptions, type ExportPages, exportedCell } from './export-columns.ts';
import { withMark } from './formula-text.ts';
import { positionTitles } from './position-columns.ts';

/**
 * A table as CSV that Excel opens as it is meant: UTF-8 with byte order mark, CRLF, titles and codes in the reader's language, every
 * text cell that would start a formula neutralised with an apostrophe. Points become two columns of the system asked for.
 */
export async function* writeCsv(pages: ExportPages, options: ExportOptions, crs: Crs): AsyncGenerator<string, void, void> {
  const fields = chosenFields(options);
  const isPoint = entityOf(options.table).geometry === 'POINT';
  const titles = [...fields.map((field) => columnTitle(options, field)), ...(isPoint ? positionTitles(options, crs) : [])];
  yield `\ufeff${titles.map(csvCell).join(',')}\r\n`;
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) {
      const cells = fields.map((field) => csvCell(exportedCell(options, field, row)));
      if (isPoint) cells.push(...pointCells(row.geom as Geometry | null, crs));
      text += `${cells.join(',')}\r\n`;
    }
    if (text !== '') yield text;
  }
}

function pointCells(geometry: Geometry | null, crs: Crs): [string, string] {
  const point = projectGeometry(geometry, crs);
  if (point?.type !== 'Point') return ['', ''];
  const [x, y] = point.coordinates as [number, number];
  return [x.toFixed(decimalsOf(crs)), y.toFixed(decimalsOf(crs))];
}

/** A cell as it stands in the file: marked where it could start a formula, quoted where it must be. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = withMark(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
