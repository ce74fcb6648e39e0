import type { Geometry, Position } from 'geojson';
import { type Crs, writtenName } from '../geo/crs.ts';
import { projectGeometry } from '../geo/project-geometry.ts';
import { texts } from '../text/index.ts';
import { escapeXml, replaceUnwritable } from './escape-xml.ts';
import { chosenFields, columnTitle, type ExportOptions, type ExportPages, type ExportRow, exportedCell } from './export-columns.ts';

/**
 * A table as KML 2.2, a placemark a row, its fields as extended data with titles and codes in the reader's language. `crs` is one in
 * degrees: KML means WGS84; maps on a shifted ground want theirs, and the document says which it is.
 */
export async function* writeKml(pages: ExportPages, options: ExportOptions, crs: Crs): AsyncGenerator<string, void, void> {
  const fields = chosenFields(options);
  const titles = fields.map((field) => escapeXml(columnTitle(options, field)));
  const schema = titles.map((title) => `<SimpleField name="${title}" type="string"/>`);
  const { codes, exports } = texts[options.language];
  const system =
    crs.id === 'wgs84' ? '' : `<description>${escapeXml(exports.kmlSystem.replace('{{crs}}', writtenName(crs)))}</description>`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(codes.table[options.table])}</name>${system}<Schema name="fields" id="fields">${schema.join('')}</Schema>\n`;
  for await (const rows of pages) {
    let text = '';
    for (const row of rows) {
      const data = fields.map((field, index) => {
        const value = exportedCell(options, field, row);
        return value === null ? '' : `<SimpleData name="${titles[index]}">${written(String(value))}</SimpleData>`;
      });
      const shape = geometryXml(projectGeometry(row.geom as Geometry | null, crs));
      text += `<Placemark><name>${written(nameOf(options, row))}</name><ExtendedData><SchemaData schemaUrl="#fields">${data.join('')}</SchemaData></ExtendedData>${shape}</Placemark>\n`;
    }
    if (text !== '') yield text;
  }
  yield '</Document></kml>\n';
}

const nameOf = (options: ExportOptions, row: ExportRow): string => {
  for (const field of ['name', 'premisesName', 'number', 'id']) {
    const value = exportedCell(options, field, row);
    if (value !== null) return String(value);
  }
  return '';
};

const written = (text: string): string => escapeXml(replaceUnwritable(text, () => ''));

const positions = (list: readonly Position[]): string => list.map(([x, y]) => `${x},${y}`).join(' ');
const coordinates = (list: readonly Position[]): string => `<coordinates>${positions(list)}</coordinates>`;
const ring = (name: string, list: readonly Position[]): string => `<${name}><LinearRing>${coordinates(list)}</LinearRing></${name}>`;
const polygon = ([outer = [], ...holes]: readonly Position[][]): string =>
  `<Polygon>${ring('outerBoundaryIs', outer)}${holes.map((hole) => ring('innerBoundaryIs', hole)).join('')}</Polygon>`;

function geometryXml(geometry: ReturnType<typeof projectGeometry>): string {
  switch (geometry?.type) {
    case 'Point':
      return `<Point>${coordinates([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${coordinates(geometry.coordinates)}</LineString>`;
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiLineString':
      return `<MultiGeometry>${geometry.coordinates.map((line) => `<LineString>${coordinates(line)}</LineString>`).join('')}</MultiGeometry>`;
    case 'MultiPolygon':
      return geometry.coordinates.length === 1
        ? polygon(geometry.coordinates[0] as Position[][])
        : `<MultiGeometry>${geometry.coordinates.map(polygon).join('')}</MultiGeometry>`;
    default:
      return '';
  }
}
