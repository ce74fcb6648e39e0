import type { Geometry } from 'geojson';
import type { Crs } from '../geo/crs.ts';
import { projectGeometry } from '../geo/project-geometry.ts';
import { chosenFields, type ExportOptions, type ExportPages, exportedValue } from './export-columns.ts';

/**
 * A table as a GeoJSON FeatureCollection, one feature a line, codes as they stand in the record. In WGS84 it is RFC 7946; other systems
 * are named at its head, those of the EPSG registry as GDAL and QGIS read it. Unplaced rows have a null geometry.
 */
export async function* writeGeojson(pages: ExportPages, options: ExportOptions, crs: Crs): AsyncGenerator<string, void, void> {
  const fields = chosenFields(options).filter((field) => field !== 'id');
  yield `{"type":"FeatureCollection",${systemMember(crs)}"features":[`;
  let separator = '\n';
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) {
      const properties: Record<string, unknown> = {};
      for (const field of fields) properties[field] = exportedValue(options, field, row);
      const geometry = projectGeometry(row.geom as Geometry | null, crs);
      text += `${separator}${JSON.stringify({ type: 'Feature', id: row.id, properties, geometry })}`;
      separator = ',\n';
    }
    if (text !== '') yield text;
  }
  yield '\n]}\n';
}

function systemMember({ id }: Crs): string {
  if (id === 'wgs84') return '';
  if (!id.startsWith('EPSG:')) return `"coordinateSystem":"${id}",`;
  return `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::${id.slice(5)}"}},`;
}
