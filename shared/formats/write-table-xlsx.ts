import type { Geometry } from 'geojson';
import type { Crs } from '../geo/crs.ts';
import { projectGeometry } from '../geo/project-geometry.ts';
import { entityOf } from '../model/index.ts';
import { texts } from '../text/index.ts';
import { chosenFields, columnTitle, type ExportOptions, type ExportPages, exportedCell, fieldKind } from './export-columns.ts';
import { positionTitles } from './position-columns.ts';
import { type SheetCell, type SheetColumn, textWidth, writeXlsx } from './write-xlsx.ts';

/** What a sheet of its own says about an export, line by line: what is meant, and what it is. */
export type ExportAbout = readonly (readonly [label: string, value: string | number])[];

/** A table as a workbook: numbers, dates and texts as such, codes in the reader's words; a second sheet says what it is. */
export function writeTableXlsx(
  pages: ExportPages,
  options: ExportOptions,
  crs: Crs,
  about: ExportAbout,
): AsyncGenerator<Uint8Array, void, void> {
  const { codes, exports } = texts[options.language];
  const fields = chosenFields(options);
  const isPoint = entityOf(options.table).geometry === 'POINT';
  const columns: SheetColumn[] = fields.map((field) => {
    const kind = fieldKind(options.table, field);
    const title = columnTitle(options, field);
    return {
      title,
      kind: kind === 'number' || kind === 'date' ? kind : 'text',
      width: Math.max(textWidth(title) + 2, usualWidth(field, kind)),
    };
  });
  if (isPoint)
    for (const title of positionTitles(options, crs)) columns.push({ title, kind: 'number', width: Math.max(textWidth(title) + 2, 13) });
  const rows = async function* (): AsyncGenerator<SheetCell[][], void, void> {
    for await (const page of pages)
      yield page.map((row) => {
        const cells: SheetCell[] = fields.map((field) => exportedCell(options, field, row));
        const point = isPoint ? projectGeometry(row.geom as Geometry | null, crs) : null;
        if (point?.type === 'Point') cells.push(...(point.coordinates as [number, number]));
        return cells;
      });
  };
  const notes = [
    { title: exports.about.item, kind: 'text', width: 16 },
    { title: exports.about.content, kind: 'text', width: 60 },
  ] as const;
  return writeXlsx([
    { name: codes.table[options.table], columns, rows: rows() },
    { name: exports.about.sheet, columns: notes, rows: [about] },
  ]);
}

const wideFields = new Set(['address', 'premisesAddress', 'description', 'measures', 'gradeReason', 'note', 'colorReasons', 'equipment']);
const nameFields = new Set(['name', 'premisesName', 'zoneName', 'businessItems', 'sourceRef']);

function usualWidth(field: string, kind: string): number {
  if (wideFields.has(field)) return 36;
  if (nameFields.has(field)) return 24;
  return kind === 'date' ? 11 : 12;
}
