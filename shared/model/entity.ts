import type { Geometry } from 'geojson';
import { z } from 'zod';

z.config({ jitless: true });

/** SQL storage class of one field. `json` is stored as TEXT and handed out parsed. */
export type SqlKind = 'text' | 'integer' | 'real' | 'boolean' | 'json';

export interface Field<T = unknown> {
  readonly sql: SqlKind;
  readonly required: boolean;
  readonly schema: z.ZodType<T>;
  /** Value a new row takes when nothing is said. */
  readonly initial: T;
  /** Personal data: masked on walls, in prints and exports unless explicitly allowed. */
  readonly personal: boolean;
  /** The list its values are taken from, where they are codes: screens and exports say their words. */
  readonly codes?: readonly string[];
}

type Fields = Record<string, Field>;
type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export type GeometryKind = 'POINT' | 'LINESTRING' | 'MULTILINESTRING' | 'MULTIPOLYGON' | null;

/** A row of an entity table: its permanent UUID, its geometry (WGS84 lon/lat, null when unplaced) and its fields. */
export type Row<F extends Fields> = { id: string; geom: Geometry | null } & Values<F>;

export interface Entity<N extends string = string, F extends Fields = Fields> {
  readonly name: N;
  readonly geometry: GeometryKind;
  readonly fields: F;
  readonly schema: z.ZodType<Row<F>>;
}
export type RowOf<E> = E extends Entity<string, infer F> ? Row<F> : never;

const geometrySchema = z.custom<Geometry | null>(
  (value) => value === null || (typeof value === 'object' && value !== null && 'type' in value),
  'geometry',
);

/** Declares one table of the record: the single source of its row type, its validation and its columns. */
export function entity<N extends string, F extends Fields>(name: N, geometry: GeometryKind, fields: F): Entity<N, F> {
  const shape: Record<string, z.ZodType> = { id: z.uuid(), geom: geometry === null ? z.null() : geometrySchema };
  for (const [key, value] of Object.entries(fields)) shape[key] = value.schema;
  return { name, geometry, fields, schema: z.strictObject(shape) as unknown as z.ZodType<Row<F>> };
}

/** A new row with every field at its initial value. */
export function newRow<N extends string, F extends Fields>(of: Entity<N, F>, id: string, values: Partial<Row<F>>): Row<F> {
  const row: Record<string, unknown> = { id, geom: null };
  for (const [key, field] of Object.entries(of.fields)) row[key] = field.initial;
  return { ...row, ...values, id } as Row<F>;
}

const nullable = <T>(sql: SqlKind, schema: z.ZodType<T>): Field<T | null> => ({
  sql,
  required: false,
  schema: schema.nullable(),
  initial: null,
  personal: false,
});

export const text = () => nullable('text', z.string().max(4000));
export const requiredText = (): Field<string> => ({
  sql: 'text',
  required: true,
  schema: z.string().min(1).max(4000),
  initial: '',
  personal: false,
});
export const integer = () => nullable('integer', z.number().int());
export const real = () => nullable('real', z.number());
/** ISO calendar date, `YYYY-MM-DD`. */
export const date = () => nullable('text', z.iso.date());
/** UTC instant, ISO 8601 with `Z`. */
export const instant = () => nullable('text', z.iso.datetime());
export const flag = (): Field<boolean> => ({ sql: 'boolean', required: true, schema: z.boolean(), initial: false, personal: false });
export const code = <const C extends readonly [string, ...string[]]>(codes: C) => ({ ...nullable('text', z.enum(codes)), codes });
export const list = <T>(item: z.ZodType<T>): Field<T[]> => ({
  sql: 'json',
  required: true,
  schema: z.array(item),
  initial: [],
  personal: false,
});
export const json = <T>(schema: z.ZodType<T>) => nullable('json', schema);
export const reference = () => nullable('text', z.uuid());
export const personal = <T>(field: Field<T>): Field<T> => ({ ...field, personal: true });

/** Where a record's position and identity came from; the original coordinates are never thrown away. */
export const provenance = {
  /** Key that makes re-import idempotent, e.g. `osm:node/42` or `premises:code/2751`. Unique within the table. */
  sourceRef: text(),
  sourceX: text(),
  sourceY: text(),
  sourceCrs: text(),
  importBatchId: reference(),
} as const;
