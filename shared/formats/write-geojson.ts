import type { Geometry } from 'geojson';
import type { TableName } from '../model/index.ts';
import { exportedFields, exportedValue } from './export-columns.ts';

/** A table as a GeoJSON FeatureCollection (RFC 7946: WGS84, 7 decimals), one feature a line; unplaced rows have a null geometry. */
export function* writeGeojson(
  rows: Iterable<Readonly<Record<string, unknown>>>,
  { table, includePersonal }: { table: TableName; includePersonal: boolean },
): Generator<string, void, void> {
  const fields = exportedFields(table);
  yield '{"type":"FeatureCollection","features":[';
  let separator = '\n';
  for (const row of rows) {
    const properties: Record<string, unknown> = {};
    for (const field of fields) properties[field] = exportedValue(table, field, row, includePersonal);
    const feature = { type: 'Feature', id: row.id, properties, geometry: rounded(row.geom as Geometry | null) };
    yield `${separator}${JSON.stringify(feature)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function rounded(geometry: Geometry | null): Geometry | null {
  if (geometry === null || geometry.type === 'GeometryCollection') return null;
  return { type: geometry.type, coordinates: roundAll(geometry.coordinates) } as Geometry;
}

function roundAll(coordinates: unknown): unknown {
  return Array.isArray(coordinates) ? coordinates.map(roundAll) : Math.round((coordinates as number) * 1e7) / 1e7;
}
