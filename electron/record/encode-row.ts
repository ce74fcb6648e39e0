import type { Geometry, Position } from 'geojson';
import { encodeGeoPackageGeometry } from '../../shared/geo/wkb.ts';
import { entityOf, type Failure, failed, type GeometryKind, type Result, type TableName } from '../../shared/model/index.ts';
import { encodeValue, type Image, type LayoutColumn, REV_INDEX, type SqlValue, type TableLayout } from './table-layout.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuidPattern.test(value);

/**
 * Checks a whole row against its entity, field by field with the entity's own schemas, and encodes it. Failure
 * `invalidRow` names the table, the row and the field.
 */
export function encodeRow(layout: TableLayout, row: Record<string, unknown>, rev: number): Result<Image> {
  const image: Image = new Array<SqlValue>(layout.columns.length).fill(null);
  image[REV_INDEX] = rev;
  const { id } = row;
  if (!isUuid(id)) return invalidRow(layout, typeof id === 'string' ? id : '', 'id');
  for (const key of Object.keys(row)) {
    if (key === 'id' || key === 'rev' || key === 'fid') continue;
    if (!layout.indexOf.has(key) && !(key === 'geom' && row.geom === null)) return invalidRow(layout, id, key);
  }
  for (let index = 1; index < layout.columns.length; index++) {
    const column = layout.columns[index] as LayoutColumn;
    const field = column.field as string;
    const encoded = encodeField(layout, field, column, row[field]);
    if (!encoded.ok) return invalidRow(layout, id, field);
    image[index] = encoded.value;
  }
  return { ok: true, value: image };
}

/** A table's new row before anything is said, and the fields that must be said because their initial value is no valid one. */
interface NewRowTemplate {
  image: Image;
  mustSay: string[];
}
const templates = new Map<TableName, NewRowTemplate>();

function templateOf(layout: TableLayout): NewRowTemplate {
  let template = templates.get(layout.table);
  if (template === undefined) {
    const fields = entityOf(layout.table).fields;
    const mustSay = Object.keys(fields).filter((field) => !fields[field]?.schema.safeParse(fields[field]?.initial).success);
    const image = layout.columns.map(({ field, kind }) => encodeValue(field === null ? null : fields[field]?.initial, kind));
    template = { image, mustSay };
    templates.set(layout.table, template);
  }
  return template;
}

/** A new row from the fields that are mentioned, checked like `encodeRow`; the others take their initial values. */
export function encodeNewRow(layout: TableLayout, id: string, values: Record<string, unknown>, rev: number): Result<Image> {
  const { image: initial, mustSay } = templateOf(layout);
  const image = [...initial];
  image[REV_INDEX] = rev;
  for (const field of mustSay) if (values[field] === undefined) return invalidRow(layout, id, field);
  for (const field in values) {
    const value = values[field];
    if (field === 'id' || value === undefined || (field === 'geom' && value === null)) continue;
    const place = layout.indexOf.get(field);
    const encoded = place === undefined ? refused : encodeField(layout, field, layout.columns[place] as LayoutColumn, value);
    if (!encoded.ok) return invalidRow(layout, id, field);
    image[place as number] = encoded.value;
  }
  return { ok: true, value: image };
}

const refused: { ok: false } = { ok: false };

/** One checked and encoded field, or `{ok: false}`. */
export function encodeField(
  layout: TableLayout,
  field: string,
  column: LayoutColumn,
  value: unknown,
): { ok: true; value: SqlValue } | { ok: false } {
  if (column.kind === 'blob') {
    if (value === null) return { ok: true, value: null };
    const geometry = fitGeometry(layout.geometry, value);
    return geometry === null ? refused : { ok: true, value: encodeGeoPackageGeometry(geometry) };
  }
  const definition = entityOf(layout.table).fields[field];
  if (definition === undefined) return refused;
  if (value === null && !definition.required) return { ok: true, value: null };
  const parsed = definition.schema.safeParse(value);
  return parsed.success ? { ok: true, value: encodeValue(parsed.data, column.kind) } : refused;
}

export function invalidRow(layout: TableLayout, id: string, field: string): { ok: false; failure: Failure } {
  return failed('invalidRow', { table: layout.table, id, field });
}

/**
 * A geometry as its table stores it (a polygon becomes a multipolygon of one), or null when it is of another kind, has too
 * few or non-finite positions, or lies outside WGS84's longitudes and latitudes.
 */
export function fitGeometry(kind: GeometryKind, value: unknown): Geometry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (kind === 'POINT' && type === 'Point') return isPosition(coordinates) ? { type, coordinates } : null;
  if (kind === 'LINESTRING' && type === 'LineString') return isPath(coordinates, 2) ? { type, coordinates } : null;
  if (kind === 'MULTILINESTRING' && type === 'LineString')
    return isPath(coordinates, 2) ? { type: 'MultiLineString', coordinates: [coordinates] } : null;
  if (kind === 'MULTILINESTRING' && type === 'MultiLineString') {
    return Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every((path) => isPath(path, 2))
      ? { type, coordinates }
      : null;
  }
  if (kind === 'MULTIPOLYGON' && type === 'Polygon')
    return isPolygon(coordinates) ? { type: 'MultiPolygon', coordinates: [coordinates] } : null;
  if (kind === 'MULTIPOLYGON' && type === 'MultiPolygon') {
    return Array.isArray(coordinates) && coordinates.length > 0 && coordinates.every(isPolygon) ? { type, coordinates } : null;
  }
  return null;
}

function isPosition(value: unknown): value is Position {
  if (!Array.isArray(value)) return false;
  const [x, y] = value as unknown[];
  return typeof x === 'number' && typeof y === 'number' && x >= -180 && x <= 180 && y >= -90 && y <= 90;
}
const isPath = (value: unknown, least: number): value is Position[] =>
  Array.isArray(value) && value.length >= least && value.every(isPosition);
const isPolygon = (value: unknown): value is Position[][] =>
  Array.isArray(value) && value.length > 0 && value.every((ring) => isPath(ring, 4));
