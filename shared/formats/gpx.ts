import type { Position } from 'geojson';
import { failed } from '../model/failure.ts';
import { checkGeometry, mostVertices } from './check-geometry.ts';
import { garbledColumn, openFeatures, putValue } from './feature-table.ts';
import type { ByteSource, SourceRow, TableFormat } from './format.ts';
import type { Issue } from './issue.ts';
import { isoTime } from './kml.ts';
import { beginsWithElement, chooseXmlEncoding, parseXml } from './parse-xml.ts';

/** The layers of a GPX file, as GDAL names them, in the order they are looked at. */
const layers = ['waypoints', 'tracks', 'routes'] as const;
type Layer = (typeof layers)[number];
const layerOfElement: Readonly<Record<string, Layer>> = { wpt: 'waypoints', trk: 'tracks', rte: 'routes' };

/** GPX 1.0 and 1.1: waypoints, or tracks (a row each, with the time of every point), or routes. */
export const gpx: TableFormat = {
  id: 'gpx',
  extensions: ['gpx'],
  recognises: ({ text }) => beginsWithElement(text, 'gpx'),
  async open(source, options) {
    const asked = options.sheet;
    if (asked !== undefined && !layers.includes(asked as Layer))
      return failed('sheetUnknown', { file: source.name, sheet: asked.slice(0, 100) });
    const chosen = await chooseXmlEncoding(source, options.encoding);
    if (!chosen.ok) return chosen;
    const { encoding, certain } = chosen.value;
    const counts = { waypoints: 0, tracks: 0, routes: 0 };
    const counting = parseXml(source, encoding, {
      open(name) {
        const layer = layerOfElement[name];
        if (layer !== undefined) counts[layer] += 1;
      },
      close() {},
    });
    for await (const _ of counting);
    const layer = (asked as Layer | undefined) ?? layers.find((name) => counts[name] > 0);
    if (layer === undefined) return failed('noTableInside', { file: source.name });
    return openFeatures(source.name, (report) => readLayer(source, encoding, layer, report), {
      encoding,
      encodingCertain: certain,
      sheet: layer,
      sheets: layers.filter((name) => counts[name] > 0).map((name) => ({ name, rows: counts[name], hidden: false })),
      crs: 'wgs84',
    });
  },
};

/** Simple elements whose text is a field of what holds them. */
const fields = new Set(['name', 'cmt', 'desc', 'time', 'ele', 'sym', 'type', 'src', 'number']);

async function* readLayer(
  source: ByteSource,
  encoding: string,
  layer: Layer,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], null, void> {
  let batch: SourceRow[] = [];
  let row = 0;
  const path: string[] = [];
  let values: Record<string, string> | null = null;
  let segments: Position[][] = [];
  let times: number[][] = [];
  let vertices = 0;
  let pointTime = Number.NaN;

  const refuse = (code: Issue['code'], column: string | null, value: string | null): null => {
    report({ code, file: source.name, row, column, value: value === null ? null : value.slice(0, 100) });
    return null;
  };
  const finish = (found: Record<string, string>): SourceRow | null => {
    const garbled = garbledColumn(found);
    if (garbled !== null) return refuse('garbledText', garbled, found[garbled]!);
    if (vertices > mostVertices) return refuse('tooManyVertices', null, String(vertices));
    if (layer === 'waypoints') {
      const checked = checkGeometry({ type: 'Point', coordinates: segments[0]?.[0] });
      return 'reason' in checked ? refuse(checked.reason, null, checked.value) : { row, values: found, geometry: checked.geometry };
    }
    const whole = segments.flatMap((segment, index) => (segment.length >= 2 ? [index] : []));
    const lines = whole.map((index) => segments[index]!);
    const checked = checkGeometry(
      lines.length === 1 ? { type: 'LineString', coordinates: lines[0] } : { type: 'MultiLineString', coordinates: lines },
    );
    if ('reason' in checked) return refuse(checked.reason, null, checked.value);
    const stamps = whole.flatMap((index) => times[index]!);
    found.points = String(stamps.length);
    if (!stamps.every(Number.isFinite)) return { row, values: found, geometry: checked.geometry };
    found.begin = isoTime(stamps[0]!);
    found.end = isoTime(stamps.at(-1)!);
    return { row, values: found, geometry: checked.geometry, times: stamps };
  };
  const startSegment = (): void => {
    segments.push([]);
    times.push([]);
  };

  const parsing = parseXml(source, encoding, {
    open(name, attributes) {
      path.push(name);
      if (layerOfElement[name] !== undefined) {
        if (layerOfElement[name] !== layer) return;
        row += 1;
        values = {};
        [segments, times, vertices] = [[], [], 0];
        if (name !== 'trk') startSegment();
      }
      if (values === null) return;
      if (name === 'trkseg') startSegment();
      if (name !== 'wpt' && name !== 'trkpt' && name !== 'rtept') return;
      pointTime = Number.NaN;
      vertices += 1;
      if (vertices > mostVertices || segments.length === 0) return;
      segments.at(-1)!.push([coordinate(attributes.lon), coordinate(attributes.lat)]);
    },
    close(name, text) {
      path.pop();
      if (values === null) return;
      const parent = path.at(-1) ?? '';
      if (name === 'time') pointTime = Date.parse(text);
      const extended = parent === 'extensions' && layerOfElement[path.at(-2) ?? ''] === layer && text !== '';
      if (extended || (fields.has(name) && layerOfElement[parent] === layer)) putValue(values, name, text);
      if ((name === 'trkpt' || name === 'rtept' || name === 'wpt') && vertices <= mostVertices) times.at(-1)?.push(pointTime);
      if (layerOfElement[name] !== layer) return;
      const read = finish(values);
      if (read !== null) batch.push(read);
      values = null;
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

const coordinate = (text: string | undefined): number => (text === undefined || text.trim() === '' ? Number.NaN : Number(text));
