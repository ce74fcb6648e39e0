import type { Geometry } from 'geojson';
import { type ExportOptions, type ExportPages, exportedFields, exportedValue } from './export-columns.ts';

/**
 * A table as a GeoJSON FeatureCollection (RFC 7946: WGS84, 7 decimals), one feature a line, codes as they stand in the record.
 * Unplaced rows have a null geometry.
 */
export async function* writeGeojson(pages: ExportPages, options: ExportOptions): AsyncGenerator<string, void, void> {
  const fields = exportedFields(options.table).filter((field) => field !== 'id');
  yield '{"type":"FeatureCollection","features":[';
  let separator = '\n';
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) {
      const properties: Record<string, unknown> = {};
      for (const field of fields) properties[field] = exportedValue(options, field, row);
      text += `${separator}${JSON.stringify({ type: 'Feature', id: row.id, properties, geometry: rounded(row.geom as Geometry | null) })}`;
      separator = ',\n';
    }
    if (text !== '') yield text;
  }
  yield '\n]}\n';
}

function rounded(geometry: Geometry | null): Geometry | null {
  if (geometry === null || geometry === undefined || geometry.type === 'GeometryCollection') return null;
  return { type: geometry.type, coordinates: roundAll(geometry.coordinates) } as Geometry;
}

function roundAll(coordinates: unknown): unknown {
  return Array.isArray(coordinates) ? coordinates.map(roundAll) : Math.round((coordinates as number) * 1e7) / 1e7;
}
