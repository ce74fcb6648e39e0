import type { Geometry } from 'geojson';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entityOf, type TableName, tableNames } from '../../../shared/model/index.ts';
import { xssPayloads } from './xss-payloads.ts';

/** What a row with payload `index` is found by. */
export const nameOf = (index: number): string => `靶${String(index).padStart(3, '0')}号`;

/**
 * One change that puts payloads into every field of every table that takes free text, placed side by side on the map. Field `n` of row `index`
 * holds payload `index + n`: over all rows every field meets every payload, and one card shows many.
 */
export function hostileChange(index: number): Change {
  const payload = xssPayloads[index] as string;
  const ids = Object.fromEntries(tableNames.map((table) => [table, crypto.randomUUID()])) as Record<TableName, string>;
  const puts = Object.fromEntries(tableNames.map((table) => [table, [hostileRow(table, ids, index)]]));
  puts.premises!.push({
    ...hostileRow('premises', ids, index),
    id: crypto.randomUUID(),
    geom: null,
    sourceRef: `u${index}${payload}`,
    qrId: `u${index}${payload}`,
  });
  return { note: { edit: 'editPremises', subject: payload.slice(0, 400), count: 1 }, puts, deletes: {} } as unknown as Change;
}

function hostileRow(table: TableName, ids: Record<TableName, string>, index: number): Record<string, unknown> {
  const entity = entityOf(table);
  const row: Record<string, unknown> = { ...newRow(entity, ids[table], {}), geom: geometryOf(entity.geometry, index) };
  for (const [place, [name, field]] of Object.entries(entity.fields).entries()) {
    const payload = xssPayloads[(index + place) % xssPayloads.length] as string;
    const values =
      field.sql === 'text'
        ? [payload]
        : field.sql === 'json'
          ? [[payload], [{ name: payload, quantity: 1 }], { [`k${payload}`]: payload }, payload]
          : [];
    const taken = values.find((value) => field.schema.safeParse(value).success);
    if (taken !== undefined) row[name] = taken;
  }
  if ('name' in row) row.name = `${nameOf(index)}${xssPayloads[index]}`;
  if ('sourceRef' in row) row.sourceRef = `${index}${row.sourceRef}`;
  if ('key' in row) row.key = `${index}${row.key}`;
  if ('premisesId' in row) row.premisesId = ids.premises;
  return row;
}

/** Where the rows of payload `index` stand, in degrees. */
export const placeOf = (index: number): readonly [lon: number, lat: number] => [
  114.3 + (index % 10) * 0.004,
  30.5 + Math.floor(index / 10) * 0.004,
];

function geometryOf(kind: string | null, index: number): Geometry | null {
  const [x, y] = placeOf(index);
  if (kind === 'POINT') return { type: 'Point', coordinates: [x, y] };
  if (kind === 'MULTILINESTRING')
    return {
      type: 'MultiLineString',
      coordinates: [
        [
          [x, y],
          [x + 0.001, y],
        ],
      ],
    };
  if (kind === 'LINESTRING')
    return {
      type: 'LineString',
      coordinates: [
        [x, y],
        [x + 0.002, y + 0.001],
      ],
    };
  if (kind === null) return null;
  const ring = [
    [x, y],
    [x + 0.003, y],
    [x + 0.003, y + 0.003],
    [x, y + 0.003],
    [x, y],
  ];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}
