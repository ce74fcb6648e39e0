import { type Failure, failed } from '../model/failure.ts';
import { checkGeometry } from './check-geometry.ts';
import { crsOfName } from './crs-of-name.ts';
import { garbledColumn, openFeatures, putValue } from './feature-table.ts';
import type { ByteSource, SourceRow, TableFormat } from './format.ts';
import type { Issue } from './issue.ts';
import { deepestNesting } from './limits.ts';
import { chooseEncoding, readText } from './read-text.ts';
import { type JsonPart, splitJson } from './split-json.ts';

/** Stands before each text of a GeoJSON text sequence (RFC 8142). */
const recordSeparator = '\u001e';
const headCharacters = 64 * 1024;
const rowsPerBatch = 500;

/** GeoJSON: a FeatureCollection, one Feature, one geometry, or features one per line. Streamed feature by feature. */
export const geojson: TableFormat = {
  id: 'geojson',
  extensions: ['geojson', 'json', 'geojsonl', 'ndjson', 'geojsons'],
  recognises: ({ text }) => /^\{\s*"/.test(text.startsWith(recordSeparator) ? text.slice(1).trimStart() : text),
  async open(source, options) {
    const chosen = await chooseEncoding(source, options.encoding);
    if (!chosen.ok) return chosen;
    const { encoding, certain } = chosen.value;
    const stated = await statedCrs(source, encoding);
    return openFeatures(source.name, (report) => readRows(source, encoding, report), {
      encoding,
      encodingCertain: certain,
      crs: stated === null ? 'wgs84' : crsOfName(stated),
      crsStated: stated,
    });
  },
};

/** The system of the old `crs` member, which GDAL and QGIS still write at the head of files, or of this app's own; null when there is none. */
async function statedCrs(source: ByteSource, encoding: string): Promise<string | null> {
  for await (const text of readText(source, encoding)) {
    const head = text.slice(0, headCharacters);
    const member =
      /"crs"\s*:\s*\{[^{}]*\{\s*"name"\s*:\s*"([^"]{1,100})"/.exec(head) ?? /^[^[]*"coordinateSystem"\s*:\s*"(\w{1,20})"/.exec(head);
    return member?.[1] ?? null;
  }
  return null;
}

async function* readRows(
  source: ByteSource,
  encoding: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  let batch: SourceRow[] = [];
  let row = 0;
  let documents = 0;
  const refuse = (code: Issue['code'], value: string | null): null => {
    report({ code, file: source.name, row, column: null, value });
    return null;
  };
  const malformed = (place: number): Failure => failed('fileMalformed', { file: source.name, place }).failure;

  for await (const part of splitJson(readText(source, encoding))) {
    if (part.kind === 'broken') {
      if (batch.length > 0) yield batch;
      return malformed(part.position);
    }
    if (part.kind === 'tooDeep') {
      if (batch.length > 0) yield batch;
      return failed('nestingTooDeep', { file: source.name, limit: deepestNesting }).failure;
    }
    if (part.kind === 'tooLarge') {
      row += 1;
      refuse('geometryInvalid', null);
      continue;
    }
    const object = parse(part);
    if (object === null) {
      if (batch.length > 0) yield batch;
      return malformed(row + 1);
    }
    if (part.kind === 'document') {
      documents += 1;
      if (object.type === 'FeatureCollection') continue;
      if (object.type !== 'Feature' && !isGeometryType(object.type)) {
        if (batch.length > 0) yield batch;
        return failed('notGeoJson', { file: source.name, type: String(object.type).slice(0, 40) }).failure;
      }
    }
    row += 1;
    const read = readFeature(object, row, refuse);
    const garbled = read === null ? null : garbledColumn(read.values);
    if (garbled !== null)
      report({ code: 'garbledText', file: source.name, row, column: garbled, value: read!.values[garbled]!.slice(0, 100) });
    else if (read !== null) batch.push(read);
    if (batch.length >= rowsPerBatch) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
  return documents === 0 ? failed('fileEmpty', { file: source.name }).failure : null;
}

type JsonObject = Record<string, unknown>;

function parse(part: JsonPart & { text: string }): JsonObject | null {
  try {
    const value: unknown = JSON.parse(part.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

const geometryTypes = new Set<unknown>([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);
const isGeometryType = (type: unknown): boolean => geometryTypes.has(type);

function readFeature(object: JsonObject, row: number, refuse: (code: Issue['code'], value: string | null) => null): SourceRow | null {
  const bare = isGeometryType(object.type);
  if (!bare && object.type !== 'Feature') return refuse('geometryTypeUnsupported', String(object.type).slice(0, 40));
  const shape = bare ? object : object.geometry;
  let geometry: SourceRow['geometry'] = null;
  if (shape !== null && shape !== undefined) {
    const checked = checkGeometry(shape);
    if ('reason' in checked) return refuse(checked.reason, checked.value);
    geometry = checked.geometry;
  }
  const values: Record<string, string> = {};
  const properties = bare ? null : object.properties;
  if (typeof properties === 'object' && properties !== null)
    for (const [key, value] of Object.entries(properties)) putValue(values, key, toText(value));
  if ((typeof object.id === 'string' || typeof object.id === 'number') && values['@id'] === undefined) values['@id'] = String(object.id);
  return { row, values, geometry };
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
