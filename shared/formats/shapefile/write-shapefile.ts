import type { Geometry, Position } from 'geojson';
import type { Crs } from '../../geo/crs.ts';
import { projectGeometry } from '../../geo/project-geometry.ts';
import { windRing } from '../../geo/rings.ts';
import { entityOf } from '../../model/index.ts';
import { texts } from '../../text/index.ts';
import {
  chosenFields,
  columnTitle,
  type ExportOptions,
  type ExportPages,
  type ExportRow,
  exportedCell,
  exportedValue,
  fieldKind,
} from '../export-columns.ts';
import { type ZipMember, zipMembers } from '../zip-members.ts';
import { prjOf } from './prj-of-crs.ts';
import { shortFieldNames } from './short-field-names.ts';

export interface ShapefileRenaming {
  field: string;
  shortName: string;
}
/** What could not be kept as it is. Filled while the archive is written. */
export interface ShapefileLosses {
  renamed: ShapefileRenaming[];
  /** Texts longer than a field of a DBF. */
  cut: number;
}

const longestTextBytes = 254;
const encoder = new TextEncoder();

/**
 * A table with a geometry as a zipped Shapefile (ESRI white paper J-7855, dBASE III tables): .shp, .shx, .dbf, .cpg (UTF-8), .prj where
 * the system has a name others know, and a list of shortened field names. The pages are gone through three times, to measure, for
 * the shapes and for the table: `pages` begins a new pass over the same rows. Unplaced rows have the null shape.
 */
export async function* writeShapefile(
  pages: () => ExportPages,
  options: ExportOptions,
  crs: Crs,
  losses: ShapefileLosses,
): AsyncGenerator<Uint8Array, void, void> {
  const names = shortFieldNames(options.table);
  const fields = chosenFields(options);
  losses.renamed = fields.flatMap((field) => (names[field] === field ? [] : [{ field, shortName: names[field] as string }]));
  const measured = await measure(pages(), options, crs, fields);
  losses.cut = measured.cut;
  yield* zipMembers(members());

  function* members(): Generator<ZipMember, void, void> {
    const base = options.table;
    yield { name: `${base}.shp`, content: shapes(pages(), options, crs, measured) };
    yield { name: `${base}.shx`, content: [shapeIndex(measured, options)] };
    yield { name: `${base}.dbf`, content: table(pages(), options, measured, names) };
    yield { name: `${base}.cpg`, content: ['UTF-8'] };
    const prj = prjOf(crs);
    if (prj !== null) yield { name: `${base}.prj`, content: [prj] };
    if (losses.renamed.length === 0) return;
    const { exports } = texts[options.language];
    const lines = losses.renamed.map(({ field, shortName }) => `${shortName}\t${field}\t${columnTitle(options, field)}`);
    yield { name: exports.renamedFile, content: [`\ufeff${[exports.renamedHead, ...lines].join('\r\n')}\r\n`] };
  }
}

interface Column {
  field: string;
  type: 'C' | 'N' | 'D' | 'L';
  width: number;
  decimals: number;
}
interface Measured {
  columns: Column[];
  /** Bytes of every record's content. */
  contentBytes: number[];
  box: [west: number, south: number, east: number, north: number] | null;
  cut: number;
}

async function measure(pages: ExportPages, options: ExportOptions, crs: Crs, fields: readonly string[]): Promise<Measured> {
  const columns = fields.map((field): Column => {
    const kind = fieldKind(options.table, field);
    if (kind === 'date') return { field, type: 'D', width: 8, decimals: 0 };
    if (kind === 'flag') return { field, type: 'L', width: 1, decimals: 0 };
    return { field, type: kind === 'number' ? 'N' : 'C', width: 1, decimals: 0 };
  });
  const measured: Measured = { columns, contentBytes: [], box: null, cut: 0 };
  for await (const rows of pages)
    for (const row of rows) {
      const geometry = projectGeometry(row.geom as Geometry | null, crs);
      measured.contentBytes.push(contentBytesOf(geometry));
      if (geometry !== null) measured.box = grow(measured.box, geometry.coordinates);
      for (const column of columns) {
        if (column.type === 'N') {
          const value = exportedValue(options, column.field, row);
          if (typeof value !== 'number') continue;
          column.decimals = Math.max(column.decimals, Math.min(15, decimalsIn(value)));
          column.width = Math.max(column.width, Math.trunc(value).toString().length + 1);
        } else if (column.type === 'C') {
          const value = exportedCell(options, column.field, row);
          if (value === null) continue;
          const bytes = encoder.encode(String(value)).length;
          if (bytes > longestTextBytes) measured.cut += 1;
          column.width = Math.max(column.width, Math.min(longestTextBytes, bytes));
        }
      }
    }
  for (const column of columns)
    if (column.type === 'N') column.width = Math.min(32, column.width + (column.decimals > 0 ? column.decimals + 1 : 0));
  return measured;
}

function decimalsIn(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

function grow(box: Measured['box'], part: unknown): Measured['box'] {
  const list = part as unknown[];
  if (typeof list[0] !== 'number') return list.reduce<Measured['box']>(grow, box);
  const [x, y] = list as [number, number];
  return box === null ? [x, y, x, y] : [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
}

type Shape = ReturnType<typeof projectGeometry>;
const shapeTypes = { point: 1, line: 3, polygon: 5 } as const;

function shapeTypeOf(table: ExportOptions['table']): number {
  const kind = entityOf(table).geometry;
  return kind === 'POINT' ? shapeTypes.point : kind === 'MULTIPOLYGON' ? shapeTypes.polygon : shapeTypes.line;
}

/** Parts of a line or polygon, outer rings clockwise and holes the other way round, as the format has them. */
function partsOf(shape: Exclude<Shape, null>): Position[][] {
  switch (shape.type) {
    case 'LineString':
      return [shape.coordinates];
    case 'MultiLineString':
      return shape.coordinates;
    case 'Polygon':
      return windRings(shape.coordinates);
    case 'MultiPolygon':
      return shape.coordinates.flatMap(windRings);
    default:
      return [];
  }
}

const windRings = (rings: Position[][]): Position[][] => rings.map((ring, index) => windRing(ring, index !== 0));

function contentBytesOf(shape: Shape): number {
  if (shape === null) return 4;
  if (shape.type === 'Point') return 20;
  const parts = partsOf(shape);
  return 44 + 4 * parts.length + 16 * parts.reduce((sum, part) => sum + part.length, 0);
}

const headerBytes = 100;

function mainHeader(fileBytes: number, shapeType: number, box: Measured['box']): Uint8Array {
  const view = new DataView(new ArrayBuffer(headerBytes));
  view.setInt32(0, 9994);
  view.setInt32(24, fileBytes / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, shapeType, true);
  putBox(view, 36, box);
  return new Uint8Array(view.buffer);
}

function putBox(view: DataView, at: number, box: Measured['box']): void {
  for (const [index, value] of (box ?? [0, 0, 0, 0]).entries()) view.setFloat64(at + 8 * index, value, true);
}

async function* shapes(pages: ExportPages, { table: of }: ExportOptions, crs: Crs, { contentBytes, box }: Measured) {
  const shapeType = shapeTypeOf(of);
  const fileBytes = contentBytes.reduce((sum, bytes) => sum + 8 + bytes, headerBytes);
  yield mainHeader(fileBytes, shapeType, box);
  let number = 0;
  for await (const rows of pages) {
    const lengths = contentBytes.slice(number, number + rows.length);
    const view = new DataView(new ArrayBuffer(lengths.reduce((sum, bytes) => sum + 8 + bytes, 0)));
    let at = 0;
    for (const row of rows) {
      const bytes = contentBytes[number]!;
      number += 1;
      view.setInt32(at, number);
      view.setInt32(at + 4, bytes / 2);
      putShape(view, at + 8, projectGeometry(row.geom as Geometry | null, crs), shapeType);
      at += 8 + bytes;
    }
    if (at > 0) yield new Uint8Array(view.buffer);
  }
}

function putShape(view: DataView, at: number, shape: Shape, shapeType: number): void {
  if (shape === null) return;
  view.setInt32(at, shapeType, true);
  if (shape.type === 'Point') {
    view.setFloat64(at + 4, shape.coordinates[0]!, true);
    view.setFloat64(at + 12, shape.coordinates[1]!, true);
    return;
  }
  const parts = partsOf(shape);
  putBox(view, at + 4, grow(null, parts));
  view.setInt32(at + 36, parts.length, true);
  view.setInt32(
    at + 40,
    parts.reduce((sum, part) => sum + part.length, 0),
    true,
  );
  let place = at + 44 + 4 * parts.length;
  let first = 0;
  parts.forEach((part, index) => {
    view.setInt32(at + 44 + 4 * index, first, true);
    first += part.length;
    for (const [x, y] of part) {
      view.setFloat64(place, x!, true);
      view.setFloat64(place + 8, y!, true);
      place += 16;
    }
  });
}

function shapeIndex({ contentBytes, box }: Measured, { table: of }: ExportOptions): Uint8Array {
  const bytes = new Uint8Array(headerBytes + 8 * contentBytes.length);
  bytes.set(mainHeader(bytes.length, shapeTypeOf(of), box));
  const view = new DataView(bytes.buffer);
  let offset = headerBytes;
  contentBytes.forEach((length, index) => {
    view.setInt32(headerBytes + 8 * index, offset / 2);
    view.setInt32(headerBytes + 8 * index + 4, length / 2);
    offset += 8 + length;
  });
  return bytes;
}

async function* table(
  pages: ExportPages,
  options: ExportOptions,
  { columns, contentBytes }: Measured,
  names: Readonly<Record<string, string>>,
) {
  const recordBytes = columns.reduce((sum, { width }) => sum + width, 1);
  const head = new Uint8Array(32 + 32 * columns.length + 1);
  const view = new DataView(head.buffer);
  const now = new Date();
  head.set([3, now.getFullYear() - 1900, now.getMonth() + 1, now.getDate()]);
  view.setUint32(4, contentBytes.length, true);
  view.setUint16(8, head.length, true);
  view.setUint16(10, recordBytes, true);
  columns.forEach(({ field, type, width, decimals }, index) => {
    const at = 32 + 32 * index;
    head.set(encoder.encode(names[field]), at);
    head[at + 11] = type.charCodeAt(0);
    head[at + 16] = width;
    head[at + 17] = decimals;
  });
  head[head.length - 1] = 0x0d;
  yield head;
  for await (const rows of pages) {
    const bytes = new Uint8Array(recordBytes * rows.length).fill(0x20);
    rows.forEach((row, index) => {
      let at = index * recordBytes + 1;
      for (const column of columns) {
        bytes.set(cellBytes(options, column, row), at);
        at += column.width;
      }
    });
    if (bytes.length > 0) yield bytes;
  }
  yield Uint8Array.of(0x1a);
}

function cellBytes(options: ExportOptions, { field, type, width, decimals }: Column, row: ExportRow): Uint8Array {
  const value = exportedValue(options, field, row);
  if (value === null) return new Uint8Array(0);
  if (type === 'L') return encoder.encode(value === true ? 'T' : 'F');
  if (type === 'D') return encoder.encode(String(value).replaceAll('-', ''));
  if (type === 'N') return encoder.encode((value as number).toFixed(decimals).padStart(width));
  return cutAtCharacter(encoder.encode(String(exportedCell(options, field, row) ?? '')), width);
}

/** At most `length` bytes of UTF-8, no character cut in half. */
function cutAtCharacter(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length <= length) return bytes;
  let end = length;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
