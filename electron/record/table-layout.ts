import type { Geometry } from 'geojson';
import { decodeGeoPackageGeometry } from '../../shared/geo/wkb.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { entityOf, type GeometryKind, type SqlKind, type TableName, tableNames } from '../../shared/model/index.ts';

export type SqlValue = null | number | string | Uint8Array;

/** One stored column after `fid` and `id`. `field` is null for `rev`. */
export interface LayoutColumn {
  name: string;
  field: string | null;
  kind: SqlKind | 'blob';
}

/**
 * How an entity's rows stand in its SQLite table: `fid`, `id`, then these columns. A row in memory on its way in or out is
 * an image: the values of `columns` in this order.
 */
export interface TableLayout {
  table: TableName;
  geometry: GeometryKind;
  columns: readonly LayoutColumn[];
  /** Position of a column in an image, by field name (`geom` and `rev` included). */
  indexOf: ReadonlyMap<string, number>;
  /** `fid, id, rev, …` quoted, for SELECT. */
  selectList: string;
}

export type Image = SqlValue[];

export const REV_INDEX = 0;

/** Column name of a field: `sourceRef` → `source_ref`. */
export const columnOfField = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const quoted = (name: string): string => `"${name}"`;

const layouts = new Map<TableName, TableLayout>(tableNames.map((table) => [table, makeLayout(table)]));

export function layoutOf(table: TableName): TableLayout {
  return layouts.get(table) as TableLayout;
}

function makeLayout(table: TableName): TableLayout {
  const entity = entityOf(table);
  const columns: LayoutColumn[] = [{ name: 'rev', field: null, kind: 'integer' }];
  if (entity.geometry !== null) columns.push({ name: 'geom', field: 'geom', kind: 'blob' });
  for (const [field, { sql }] of Object.entries(entity.fields)) columns.push({ name: columnOfField(field), field, kind: sql });
  return {
    table,
    geometry: entity.geometry,
    columns,
    indexOf: new Map(columns.map((column, index) => [column.field ?? 'rev', index])),
    selectList: ['fid', 'id', ...columns.map((column) => column.name)].map(quoted).join(', '),
  };
}

/** A field's value as SQLite stores it. */
export function encodeValue(value: unknown, kind: LayoutColumn['kind']): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value ? 1 : 0;
  if (kind === 'json') return JSON.stringify(value);
  // SQLite's UTF-8 has no lone surrogates: what is logged must be what is stored.
  return typeof value === 'string' ? value.toWellFormed() : (value as SqlValue);
}

/** A stored value as the entity's field has it. */
export function decodeValue(value: SqlValue, kind: LayoutColumn['kind']): unknown {
  if (value === null) return null;
  if (kind === 'boolean') return value === 1;
  if (kind === 'json') return JSON.parse(value as string);
  if (kind === 'blob') return decodeGeoPackageGeometry(value as Uint8Array).geometry;
  return value;
}

/** An image as the text that is logged and hashed: a JSON list, bytes as base64. */
export function imageText(layout: TableLayout, image: Image | null): string {
  if (image === null) return 'null';
  return JSON.stringify(
    image.map((value, index) => {
      if (value === null) return null;
      if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
      return layout.columns[index]?.kind === 'blob' ? `not bytes: ${value}` : value;
    }),
  );
}

/** A row as windows get it, from what `selectList` selects. */
export function rowOfSelected(layout: TableLayout, selected: readonly SqlValue[]): StoredRow {
  const row: StoredRow = { id: selected[1] as string, fid: selected[0] as number, rev: selected[2] as number, geom: null };
  for (let index = 1; index < layout.columns.length; index++) {
    const column = layout.columns[index] as LayoutColumn;
    row[column.field as string] = decodeValue(selected[index + 2] as SqlValue, column.kind) as Geometry | null;
  }
  return row;
}

/** Whether two images hold the same content, whatever revision wrote them. */
export function sameContent(one: Image, other: Image): boolean {
  for (let index = 1; index < one.length; index++) if (!sameValue(one[index] as SqlValue, other[index] as SqlValue)) return false;
  return true;
}

export function sameValue(one: SqlValue, other: SqlValue): boolean {
  if (one === other) return true;
  return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
}
