import type { Geometry, Position } from 'geojson';
import { failed, type Result } from '../model/failure.ts';
import { checkGeometry, mostVertices } from './check-geometry.ts';
import { garbledColumn, openFeatures, putValue } from './feature-table.ts';
import type { ByteSource, OpenTable, SourceRow, TableFormat } from './format.ts';
import type { Issue } from './issue.ts';
import { beginsWithElement, chooseXmlEncoding, parseXml } from './parse-xml.ts';
import { openZip } from './zip-archive.ts';

/** KML 2.3 and Google's gx:Track: a row a placemark, with its folder, extended data and shape. Styles, overlays and links are passed over. */
export const kml: TableFormat = {
  id: 'kml',
  extensions: ['kml'],
  recognises: ({ text }) => beginsWithElement(text, 'kml'),
  open: openKml,
};

const mostDocuments = 100;

/** A KML file with its pictures in a zip archive; only the KML is read. */
export const kmz: TableFormat = {
  id: 'kmz',
  extensions: ['kmz'],
  recognises: ({ entryNames, extension }) =>
    entryNames?.some((name) => name.toLowerCase().endsWith('.kml')) === true &&
    (extension === 'kmz' || !entryNames.some((name) => name.toLowerCase().endsWith('.shp'))),
  async open(source, options) {
    const archive = await openZip(source);
    const documents = archive.entries.filter(({ name }) => name.toLowerCase().endsWith('.kml')).slice(0, mostDocuments);
    documents.sort((a, b) => Number(b.name.toLowerCase() === 'doc.kml') - Number(a.name.toLowerCase() === 'doc.kml'));
    const sheets = documents.map(({ name }) => ({ name, rows: null, hidden: false }));
    const asked = options.sheet;
    if (asked !== undefined && !documents.some(({ name }) => name === asked))
      return failed('sheetUnknown', { file: source.name, sheet: asked.slice(0, 100) });
    // The main document of some writers only links to the others.
    let opened: Result<OpenTable> = failed('noTableInside', { file: source.name });
    for (const document of documents.filter(({ name }) => asked === undefined || name === asked)) {
      opened = await openKml({ name: source.name, size: document.inflatedBytes, stream: () => archive.stream(document) }, options);
      if (!opened.ok) return opened;
      if (sheets.length > 1) Object.assign(opened.value.head, { sheet: document.name, sheets });
      if (opened.value.head.columns.length > 0) return opened;
    }
    return opened;
  },
};

async function openKml(source: ByteSource, options: { encoding?: string | undefined }): Promise<Result<OpenTable>> {
  const chosen = await chooseXmlEncoding(source, options.encoding);
  if (!chosen.ok) return chosen;
  const { encoding, certain } = chosen.value;
  return openFeatures(source.name, (report) => readPlacemarks(source, encoding, report), {
    encoding,
    encodingCertain: certain,
    crs: 'wgs84',
  });
}

/** Elements of a placemark whose text is a field, by the field's name. */
const fields: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  address: 'address',
  phoneNumber: 'phoneNumber',
  begin: 'begin',
  end: 'end',
};

interface Placemark {
  values: Record<string, string>;
  parts: Geometry[];
  times: number[];
  refusal: Issue['code'] | null;
}

async function* readPlacemarks(
  source: ByteSource,
  encoding: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], null, void> {
  let batch: SourceRow[] = [];
  let row = 0;
  const path: string[] = [];
  const folders: string[] = [];
  let placemark: Placemark | null = null;
  let dataName = '';
  let coordinates: Position[] = [];
  let rings: Position[][] = [];
  let trackTimes: number[] = [];

  const refuse = (code: Issue['code'], column: string | null, value: string | null): null => {
    report({ code, file: source.name, row, column, value: value === null ? null : value.slice(0, 100) });
    return null;
  };
  const finish = ({ values, parts, times, refusal }: Placemark): SourceRow | null => {
    const garbled = garbledColumn(values);
    if (garbled !== null) return refuse('garbledText', garbled, values[garbled]!);
    if (refusal !== null) return refuse(refusal, null, String(mostVertices + 1));
    const geometry = combine(parts);
    if (geometry === null) return { row, values, geometry };
    if (parts.some(({ type }) => type !== parts[0]!.type)) refuse('geometryMixed', null, geometry.type);
    const checked = checkGeometry(geometry);
    if ('reason' in checked) return refuse(checked.reason, null, checked.value);
    if (times.length === 0 || times.length !== countVertices(geometry)) return { row, values, geometry: checked.geometry };
    putValue(values, 'begin', isoTime(times[0]!));
    putValue(values, 'end', isoTime(times.at(-1)!));
    return { row, values, geometry: checked.geometry, times };
  };

  const close = (name: string, text: string, mark: Placemark): void => {
    const parent = path.at(-1);
    if (fields[name] !== undefined && (parent === 'Placemark' || parent === 'TimeSpan')) putValue(mark.values, fields[name], text);
    else if (name === 'when' && parent === 'TimeStamp') putValue(mark.values, 'time', text);
    else if (name === 'when') trackTimes.push(Date.parse(text));
    else if (name === 'value' && parent === 'Data') putValue(mark.values, dataName, text);
    else if (name === 'SimpleData') putValue(mark.values, dataName, text);
    else if (name === 'coordinates') coordinates = parseCoordinates(text);
    else if (name === 'coord') coordinates.push(...parseCoordinates(text.replaceAll(/\s+/g, ',')));
    else if (name === 'Point' && coordinates.length > 0) mark.parts.push({ type: 'Point', coordinates: coordinates[0]! });
    else if (name === 'LineString') mark.parts.push({ type: 'LineString', coordinates });
    else if (name === 'LinearRing') rings.push(closeRing(coordinates));
    else if (name === 'Polygon') mark.parts.push({ type: 'Polygon', coordinates: rings });
    else if (name === 'Track' && coordinates.length > 0) {
      mark.parts.push({ type: 'LineString', coordinates });
      if (trackTimes.length === coordinates.length && trackTimes.every(Number.isFinite)) mark.times.push(...trackTimes);
    }
    if (coordinates.length > mostVertices || rings.length > mostVertices) {
      mark.refusal = 'tooManyVertices';
      coordinates = [];
      rings = [];
    }
  };

  const parsing = parseXml(source, encoding, {
    open(name, attributes) {
      path.push(name);
      if (name === 'Placemark') {
        row += 1;
        placemark = { values: {}, parts: [], times: [], refusal: null };
        const folder = folders.filter((part) => part !== '').join('/');
        if (folder !== '') placemark.values.folder = folder;
      } else if (name === 'Folder' || name === 'Document') folders.push('');
      else if (name === 'Data' || name === 'SimpleData') dataName = attributes.name ?? '';
      else if (name === 'Polygon') rings = [];
      else if (name === 'Track' || name === 'LineString' || name === 'Point' || name === 'LinearRing') {
        coordinates = [];
        trackTimes = [];
      }
    },
    close(name, text) {
      path.pop();
      if (placemark !== null) {
        close(name, text, placemark);
        if (name !== 'Placemark') return;
        const read = finish(placemark);
        if (read !== null) batch.push(read);
        placemark = null;
      } else if (name === 'Folder' || name === 'Document') folders.pop();
      else if (name === 'name' && path.at(-1) === 'Folder' && folders.length > 0) folders[folders.length - 1] = text;
    },
  });
  for await (const _ of parsing) {
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return null;
}

/** `lon,lat[,height]` tuples apart by white space; also with blanks behind the commas, as people type them. */
function parseCoordinates(text: string): Position[] {
  const positions: Position[] = [];
  for (const tuple of text.replaceAll(/\s*,\s*/g, ',').split(/\s+/)) {
    if (tuple === '') continue;
    const [lon = '', lat = ''] = tuple.split(',', 2);
    positions.push([lon === '' ? Number.NaN : Number(lon), lat === '' ? Number.NaN : Number(lat)]);
    if (positions.length > mostVertices) break;
  }
  return positions;
}

function closeRing(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}

/** One geometry of the parts: of one kind all of them; of several, those of the highest dimension (the rest are labels). */
function combine(parts: readonly Geometry[]): Geometry | null {
  for (const type of ['Polygon', 'LineString', 'Point'] as const) {
    const same = parts.filter((part) => part.type === type);
    if (same.length === 1) return same[0]!;
    if (same.length > 1) return { type: `Multi${type}`, coordinates: same.map(coordinatesOf) } as Geometry;
  }
  return null;
}

const coordinatesOf = (geometry: Geometry): unknown => ('coordinates' in geometry ? geometry.coordinates : null);

function countVertices(geometry: Geometry): number {
  if (geometry.type === 'LineString') return geometry.coordinates.length;
  return geometry.type === 'MultiLineString' ? geometry.coordinates.reduce((sum, line) => sum + line.length, 0) : 0;
}

/** A time as the record writes it: ISO 8601 in UTC, to the second. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
