import type { Geometry } from 'geojson';
import { type Crs, toWgs84 } from '../geo/crs.ts';
import { windPolygons } from '../geo/rings.ts';
import { entityOf, type TableName } from '../model/index.ts';
import { personalMask } from '../model/personal-mask.ts';
import { codeListOf } from '../text/code-list-of.ts';
import { texts } from '../text/index.ts';
import { exportedFields, exportKey, fieldKind } from './export-columns.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { parseFlag, parseNumber } from './parse-values.ts';
import { findPositionColumns } from './position-columns.ts';
import { shortFieldNames } from './shapefile/short-field-names.ts';

/** How an export of this app names its columns: field → column. */
type ColumnNames = Readonly<Record<string, string>>;

/** Worked out by the record, or names looked up beside an id: read back by nobody. */
const derivedFields = new Set(['warningColor', 'colorReasons', 'premisesName', 'premisesAddress', 'zoneName']);
const recordId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A text this long in a DBF may have been cut. */
const doubtfulBytes = 250;

interface Naming {
  names: ColumnNames;
  isDbf: boolean;
}
const namings = new Map<TableName, Naming[]>();

function namingsOf(table: TableName): Naming[] {
  const known = namings.get(table);
  if (known !== undefined) return known;
  const fields = exportedFields(table);
  const titled = Object.values(texts).map((language): Naming => {
    const titles: Readonly<Record<string, string>> = language.fields;
    return { names: Object.fromEntries(fields.map((field) => [field, titles[field] ?? field])), isDbf: false };
  });
  const plain = Object.fromEntries(fields.map((field) => [field, field]));
  const all = [
    ...titled,
    { names: shortFieldNames(table), isDbf: true },
    { names: plain, isDbf: false },
    { names: { ...plain, id: '@id' }, isDbf: false },
  ];
  namings.set(table, all);
  return all;
}

/** Whether any export of this app names its key column so: only then need rows be looked at. */
export const isExportedKeyColumn = (table: TableName, keyColumn: string | undefined): boolean =>
  namingsOf(table).some(({ names }) => names.sourceRef === keyColumn);

/** The naming a row's columns follow, if any. Only a shortened name tells a DBF from names in full. */
function namingOf(table: TableName, { values }: SourceRow, keyColumn: string | undefined): Naming | undefined {
  return namingsOf(table).find(
    ({ names, isDbf }) =>
      keyColumn === names.sourceRef &&
      (names.id as string) in values &&
      (!isDbf || Object.entries(names).some(([field, name]) => name !== field && name in values)),
  );
}

/**
 * A row of a file this app exported, as it stood in the record: every column is read as what it was written from, nothing is guessed. Null for
 * any other row. `keyColumn` is the column taken for the source key: leaving it out makes the file one like any other. Blank
 * cells, masks, and texts a DBF may have cut leave their fields unmentioned.
 */
export function readExportedRow(
  row: SourceRow,
  table: TableName,
  { crs, keyColumn, report }: { crs: Crs; keyColumn: string | undefined; report(code: ReasonCode, column: string, value: string): void },
): IntakeRow | null {
  const naming = namingOf(table, row, keyColumn);
  if (naming === undefined) return null;
  const cell = (field: string): string => row.values[naming.names[field] ?? '']?.trim() ?? '';
  const id = cell('id').toLowerCase();
  if (!recordId.test(id)) return null;
  const { fields } = entityOf(table);
  const values: Record<string, unknown> = { id };
  for (const field of exportedFields(table)) {
    const definition = fields[field];
    const kind = fieldKind(table, field);
    // Blanks around a text are part of it.
    const text = kind === 'text' && cell(field) !== '' ? (row.values[naming.names[field] as string] as string) : cell(field);
    if (definition === undefined || derivedFields.has(field) || text === '' || (definition.personal && text === personalMask)) continue;
    if (naming.isDbf && kind === 'text' && encoder.encode(text).length > doubtfulBytes) continue;
    const value = readCell(table, field, text);
    if (definition.schema.safeParse(value).success) values[field] = value;
    else report(complaints[kind], naming.names[field] as string, text);
  }
  values.sourceRef ??= exportKey(table, id);
  const geom = geometryOf(row, table, crs);
  if (geom !== null) Object.assign(values, { geom, ...('unplacedReason' in fields && { unplacedReason: null }) });
  return { origin: row.row, values: values as IntakeRow['values'] };
}

const encoder = new TextEncoder();
const complaints = { text: 'unknownCode', flag: 'unknownCode', number: 'invalidNumber', date: 'invalidDate', list: 'unknownCode' } as const;

function readCell(table: TableName, field: string, text: string): unknown {
  switch (fieldKind(table, field)) {
    case 'number':
      return parseNumber(text);
    case 'date':
      return isoDate(text);
    case 'flag':
      return parseFlag(text);
    case 'list':
      return readList(text);
    default:
      return codesByWord(table, field)?.get(text) ?? text;
  }
}

/** `2026-03-05`, also as Excel shows it after an edit: `2026/3/5`. */
function isoDate(text: string): string | null {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: 0?0:00(?::00)?)?$/.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.split('；');
  }
}

const words = new Map<string, Map<string, string>>();

/** Words of a field's codes in every language, and the codes themselves. */
function codesByWord(table: TableName, field: string): ReadonlyMap<string, string> | null {
  const list = codeListOf(table, field);
  if (list === null) return null;
  let known = words.get(list);
  if (known === undefined) {
    known = new Map();
    for (const { codes } of Object.values(texts))
      for (const [code, word] of Object.entries(codes[list])) known.set(code, code).set(word, code);
    words.set(list, known);
  }
  return known;
}

/** The geometry in WGS84: the feature's own, or a point from this app's position columns; null when there is none. */
function geometryOf({ values, geometry }: SourceRow, table: TableName, stated: Crs): Geometry | null {
  const kind = entityOf(table).geometry;
  if (geometry !== null) return kind === null ? null : inWgs84(geometry, stated);
  if (kind !== 'POINT') return null;
  const columns = findPositionColumns(Object.keys(values));
  if (columns === null) return null;
  const [x, y] = [values[columns.x] ?? '', values[columns.y] ?? ''];
  if (x === '' || y === '') return null;
  const position = toWgs84(columns.crs, Number(x), Number(y));
  return position === null ? null : { type: 'Point', coordinates: position };
}

function inWgs84(geometry: Geometry, crs: Crs): Geometry | null {
  if (geometry.type === 'GeometryCollection') return null;
  let inside = true;
  const convert = (part: unknown): unknown => {
    const list = part as unknown[];
    if (typeof list[0] !== 'number') return list.map(convert);
    const position = toWgs84(crs, list[0], list[1] as number);
    inside &&= position !== null;
    return position;
  };
  const coordinates = convert(geometry.coordinates);
  if (!inside) return null;
  const type = geometry.type;
  if (type === 'Polygon') return windPolygons([coordinates as never]);
  return type === 'MultiPolygon' ? windPolygons(coordinates as never) : ({ type, coordinates } as Geometry);
}
