import type { LineString, Position } from 'geojson';
import type { RoadClass } from '../model/index.ts';
import { convertAll, linesOf } from './convert-positions.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow, Mapping } from './intake.ts';
import { roadMinZoom } from './osm/min-zoom.ts';
import { accessOf, isSaid, layerOf, maxspeedKmhOf, nameOf, onewayOf, roadClassOf } from './osm/read-tags.ts';
import { parseFlag, parseNumber } from './parse-values.ts';
import { roadClassOfWord } from './road-class-words.ts';
import { roadDirectionOf } from './road-direction-words.ts';
import type { Cells } from './row-cells.ts';
import { osmObject, sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One road, or several where the file's row has several lines. */
export function readRoad(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const lines = linesOf(row.geometry);
  if (lines === null) {
    cells.report(row.geometry === null ? 'geometryInvalid' : 'geometryTypeUnsupported', null, row.geometry?.type ?? null);
    return null;
  }
  const converted = convertAll(lines, options.crs, 2) as Position[][] | null;
  if (converted === null) {
    cells.report('geometryInvalid', null, row.geometry!.type);
    return null;
  }
  const values = roadValues(row, cells, options.mapping);
  const [lon, lat] = converted[0]![0] as [number, number];
  const place = `${lon.toFixed(6)},${lat.toFixed(6)}`;
  const code = cells.text('code');
  const osm = osmObject(row);
  const key = osm ?? sourceKey(row, { kind: 'road', code, name: cells.text('name'), address: null, place })!;
  const osmWay = /^osm:way\/(\d+)$/.exec(key);
  if (osmWay !== null) values.osmWayId = Number(osmWay[1]);
  return converted.map((coordinates, index) => ({
    origin: row.row,
    values: {
      ...values,
      geom: { type: 'LineString', coordinates } satisfies LineString,
      sourceCrs: options.crs.id,
      sourceRef: index === 0 ? key : `${key}#${index + 1}`,
    } as IntakeRow['values'],
  }));
}

function roadValues(row: SourceRow, cells: Cells, mapping: Mapping): Record<string, unknown> {
  const tags: Record<string, string> = { ...row.values };
  const tagOfField = {
    roadClass: 'highway',
    oneway: 'oneway',
    maxspeedKmh: 'maxspeed',
    access: 'access',
    layer: 'layer',
    bridge: 'bridge',
    tunnel: 'tunnel',
  };
  for (const [field, tag] of Object.entries(tagOfField)) if (mapping[field] !== undefined) tags[tag] = cells.text(field) ?? '';
  const values: Record<string, unknown> = {};
  const name = cells.text('name') ?? nameOf(row.values);
  if (name !== null) values.name = name;
  const roadClass: RoadClass | null = roadClassOf(tags) ?? roadClassOfWord(tags.highway ?? '');
  if (roadClass !== null) {
    values.roadClass = roadClass;
    values.minZoom = roadMinZoom(roadClass);
    tags.highway = roadClass;
  } else if ((tags.highway ?? '') !== '') cells.report('unknownCode', 'roadClass', tags.highway ?? null);
  const oneway = onewayOfRow(tags, mapping.oneway ?? 'oneway');
  if (oneway === null) cells.report('unknownCode', 'oneway', tags.oneway ?? null);
  else values.oneway = oneway;
  const maxspeed = maxspeedKmhOf(tags.maxspeed) ?? (tags.maxspeed === undefined ? null : parseNumber(tags.maxspeed));
  if (maxspeed !== null) values.maxspeedKmh = maxspeed;
  else if ((tags.maxspeed ?? '') !== '') cells.report('invalidNumber', 'maxspeedKmh', tags.maxspeed ?? null);
  const access = accessOf(tags);
  if (access !== null && access !== '') values.access = access;
  const layer = layerOf(tags);
  if (layer !== null) values.layer = layer;
  for (const [field, word] of [
    ['bridge', tags.bridge],
    ['tunnel', tags.tunnel],
  ] as const)
    if (word !== undefined && word !== '') values[field] = parseFlag(word) ?? isSaid(word);
  return values;
}

/** The direction of traffic; null for a word that says none. */
function onewayOfRow(tags: Readonly<Record<string, string>>, header: string): 1 | 0 | -1 | null {
  const text = (tags.oneway ?? '').trim();
  const direction = roadDirectionOf(text, header, tags.fclass !== undefined);
  if (direction !== null) return direction;
  const flag = parseFlag(text);
  if (flag !== null) return flag ? 1 : 0;
  return text === '' || text === '-1' ? onewayOf(tags) : null;
}
