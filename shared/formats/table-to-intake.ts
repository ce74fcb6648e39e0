import type { Geometry, LineString, Position } from 'geojson';
import { type Crs, toWgs84 } from '../geo/crs.ts';
import { windPolygons } from '../geo/rings.ts';
import type { Failure, PremisesCategory, RoadClass, TableName } from '../model/index.ts';
import { failed } from '../model/index.ts';
import type { CategoryThresholds } from '../rules/suggest-category.ts';
import { applyCellRule } from './cell-rule.ts';
import { type CodeListName, type CodeReaders, codeWords, nearestCodeWord, usualWord } from './code-words.ts';
import { readExportedRow } from './exported-row.ts';
import type { TableImportKind } from './field-words.ts';
import type { SourceRow } from './format.ts';
import type { BoundingBox, CellRule, IntakeBatch, IntakeLookup, IntakeRow, Mapping, MatchKey } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { createKeySet } from './key-set.ts';
import { roadMinZoom } from './osm/min-zoom.ts';
import { premisesCategoryOf } from './osm/premises-category.ts';
import { accessOf, addressOf, isSaid, layerOf, maxspeedKmhOf, nameOf, onewayOf, roadClassOf } from './osm/read-tags.ts';
import { type DateOrder, readDate } from './parse-dates.ts';
import { cleanText, normalizePhone, parseArea, parseFlag, parseInteger, parseNumber } from './parse-values.ts';
import { parseWkt } from './parse-wkt.ts';
import { readInspection } from './read-inspection.ts';
import { readPatrolTrack } from './read-patrol-track.ts';
import { readPerson } from './read-person.ts';
import { readPosition } from './read-position.ts';
import { roadClassOfWord } from './road-class-words.ts';
import { chosenKey, osmObject, sourceKey } from './source-key.ts';
import { suggestByName, tooLargeFor } from './suggest-by-name.ts';
import type { IssueTally } from './tally-issues.ts';

const rowsPerBatch = 1000;
const longestText = 4000;

export interface TableIntakeOptions {
  kind: TableImportKind;
  mapping: Mapping;
  crs: Crs;
  /** Name of the file, for issues. */
  file: string;
  tally: IssueTally;
  /** How rows find their records; `auto` when left out. */
  matchBy?: MatchKey | undefined;
  /** Which part of a date comes first where a cell leaves it open. */
  dateOrder?: DateOrder | undefined;
  /** Where small premises end: with it, categories are suggested and doubted by name and size. */
  thresholds?: CategoryThresholds | undefined;
  /** What words stand for, with those of the office; the usual ones when left out. */
  codes?: CodeReaders | undefined;
  /** Where the workspace's data lies (WGS84): tells longitude from latitude where both may be either. */
  district?: BoundingBox | undefined;
  /** How the cells of a field's column are read, by field. */
  cellRules?: Readonly<Record<string, CellRule>> | undefined;
}

export const tableOfKind = {
  premises: 'premises',
  hazards: 'hazard',
  inspections: 'inspection',
  people: 'person',
  stations: 'station',
  facilities: 'facility',
  zones: 'zone',
  roads: 'road',
  patrolTracks: 'patrol_track',
} as const satisfies Record<TableImportKind, TableName>;

/**
 * Rows of a table-like file as rows for the record, in batches. Every source row is counted in the tally; a rejected one has an
 * issue of level `error`, a kept one possibly warnings. Returns the failure the source ended with, or null.
 */
export async function* tableToIntake(
  source: AsyncGenerator<SourceRow[], Failure | null, void>,
  options: TableIntakeOptions,
): AsyncGenerator<IntakeBatch, Failure | null, void> {
  const { kind, mapping, tally } = options;
  if ((kind === 'premises' || kind === 'stations') && mapping.name === undefined)
    return failed('noColumnForName', { file: options.file }).failure;
  const table = tableOfKind[kind];
  const seen = createKeySet();
  let rows: IntakeRow[] = [];
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done === true) {
      if (rows.length > 0) yield { table, rows };
      return next.value;
    }
    for (const row of next.value) {
      tally.read += 1;
      const read = readRow(row, options);
      if (read === null) {
        tally.rejected += 1;
        continue;
      }
      const key = read[0]!.values.sourceRef;
      if (!seen.add(key)) {
        tally.report({
          code: 'duplicateInFile',
          file: options.file,
          row: row.row,
          column: mapping.code ?? mapping.number ?? mapping.name ?? null,
          value: key,
        });
        tally.rejected += 1;
        continue;
      }
      rows.push(...read);
    }
    while (rows.length >= rowsPerBatch) {
      yield { table, rows: rows.slice(0, rowsPerBatch) };
      rows = rows.slice(rowsPerBatch);
    }
  }
}

/** Reads cells by field; says what it cannot read. A blank cell, or one it cannot read, leaves its field unmentioned. */
export interface Cells {
  text(field: string): string | null;
  /** Into `values[target]` when the cell says something readable. */
  put(values: Values, target: string, parse: (text: string) => unknown, complaint: ReasonCode, field?: string): void;
  putText(values: Values, target: string, field?: string): void;
  /** Into `values[field]`, or says which day it may mean. */
  putDate(values: Values, field: string): void;
  /** Here 无 and 否 are answers. */
  putFlag(values: Values, field: string): void;
  putPhone(values: Values): void;
  /** Into `values[field]` the code its word stands for, or says which known word is near. */
  putCode(values: Values, field: string, list: CodeListName): void;
  /** The code a text stands for. */
  codeOf<L extends CodeListName>(list: L, text: string): ReturnType<CodeReaders[L]>;
  report(code: ReasonCode, field: string | null, value: string | null, suggestion?: string | null): void;
}
export type Values = Record<string, unknown> & { sourceRef: string };

function readRow(row: SourceRow, options: TableIntakeOptions): IntakeRow[] | null {
  const { mapping, tally, file, codes = codeWords } = options;
  const report: Cells['report'] = (code, field, value, suggestion = null) =>
    tally.report({
      code,
      file,
      row: row.row,
      column: field === null ? null : (mapping[field] ?? null),
      value: value === null ? null : value.slice(0, 100),
      field,
      ...(suggestion === null ? {} : { suggestion }),
    });
  const text: Cells['text'] = (field) => {
    const column = mapping[field];
    if (column === undefined) return null;
    const rule = options.cellRules?.[field];
    const stated = row.values[column] ?? '';
    const cell = cleanText(rule === undefined ? stated : applyCellRule(rule, stated));
    return cell === '' ? null : cell.slice(0, longestText);
  };
  const cells: Cells = {
    text,
    report,
    put(values, target, parse, complaint, field = target) {
      const cell = text(field);
      if (cell === null) return;
      const value = parse(cell);
      if (value === null) report(complaint, field, cell);
      else values[target] = value;
    },
    putText(values, target, field = target) {
      const cell = text(field);
      if (cell !== null) values[target] = cell;
    },
    putDate(values, field) {
      const cell = text(field);
      if (cell === null) return;
      const date = readDate(cell, options.dateOrder);
      if (!date.ok) return report(date.reason, field, cell, date.suggestion);
      values[field] = date.value;
      if (date.shortYear) report('shortYear', field, cell, date.value);
    },
    putFlag(values, field) {
      const column = mapping[field];
      const cell = column === undefined ? '' : (row.values[column] ?? '').trim();
      const flag = parseFlag(cell);
      if (flag !== null) values[field] = flag;
      else if (cleanText(cell) !== '') report('unknownCode', field, cell, '是 / 否');
    },
    putPhone(values) {
      const cell = text('phone');
      if (cell !== null) values.phone = normalizePhone(cell);
    },
    putCode(values, field, list) {
      const cell = text(field);
      if (cell === null) return;
      const code = codes[list](cell);
      if (code === null) report('unknownCode', field, cell, nearestCodeWord(list, cell));
      else values[field] = code;
    },
    codeOf: (list, words) => codes[list](words) as ReturnType<CodeReaders[typeof list]>,
  };
  if ((options.matchBy ?? 'auto') === 'auto') {
    const reportCell = (code: ReasonCode, column: string, value: string): void =>
      tally.report({ code, file, row: row.row, column, value: value.slice(0, 100) });
    const exported = readExportedRow(row, tableOfKind[options.kind], {
      crs: options.crs,
      keyColumn: mapping.sourceRef,
      report: reportCell,
    });
    if (exported !== null) return [exported];
  }
  const read = readers[options.kind](withShape(row, mapping.geometry), cells, options);
  if (read === null) return null;
  const known = cells.text('sourceRef');
  if (read.length > 1) return read;
  const { values } = read[0]!;
  if (known !== null && exportedKey.test(known)) values.sourceRef = known;
  const id = cells.text('id')?.toLowerCase();
  if (id !== undefined && recordId.test(id)) values.id = id;
  const { matchBy = 'auto' } = options;
  if (matchBy === 'auto') return read;
  const key = chosenKey(matchBy, tableOfKind[options.kind], { ...values, code: cells.text('code') ?? cells.text('number') });
  if (key === null) {
    cells.report('missingKey', matchBy === 'nameAddress' ? 'address' : matchBy, null);
    return null;
  }
  values.sourceRef = key;
  return read;
}

/** A row whose shape stands in a column, as Well-Known Text. */
function withShape(row: SourceRow, column: string | undefined): SourceRow {
  const geometry = row.geometry === null && column !== undefined ? parseWkt(row.values[column] ?? '') : null;
  return geometry === null ? row : { ...row, geometry };
}

/** A key as this app writes it into its exports. */
const exportedKey = /^[a-z_]{2,20}:\S/;
const recordId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export type Reader = (row: SourceRow, cells: Cells, options: TableIntakeOptions) => IntakeRow[] | null;
const readers: Readonly<Record<TableImportKind, Reader>> = {
  premises: readPremises,
  hazards: readHazard,
  inspections: readInspection,
  people: readPerson,
  stations: readStation,
  facilities: readFacility,
  zones: readZone,
  roads: readRoad,
  patrolTracks: readPatrolTrack,
};

export const one = (row: SourceRow, values: Values, lookups?: IntakeRow['lookups']): IntakeRow[] => [
  lookups === undefined
    ? { origin: row.row, values: values as IntakeRow['values'] }
    : { origin: row.row, values: values as IntakeRow['values'], lookups },
];

/** Puts the row's point, or the reason it has none, and where the file said it is. Returns the place as a key part. */
function putPosition(values: Values, row: SourceRow, options: TableIntakeOptions, needed: boolean): string | null {
  const position = readPosition(row, options.mapping, options.crs, options.district);
  if (position.placed) {
    values.geom = { type: 'Point', coordinates: [position.lon, position.lat] };
    values.unplacedReason = null;
    Object.assign(values, { sourceX: position.x, sourceY: position.y, sourceCrs: options.crs.id });
    return `${position.lon.toFixed(6)},${position.lat.toFixed(6)}`;
  }
  if (!needed && position.reason === 'noCoordinates') return null;
  values.geom = null;
  values.unplacedReason = position.reason;
  if (position.x !== null || position.y !== null)
    Object.assign(values, { sourceX: position.x, sourceY: position.y, sourceCrs: options.crs.id });
  const { code, column, value, suggestion = null } = position;
  options.tally.report({ code, file: options.file, row: row.row, column, value, suggestion });
  return null;
}

function readPremises(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name };
  const address = cells.text('address');
  const builtAddress = row.values['addr:street'] === undefined ? address : (addressOf(row.values) ?? address);
  if (builtAddress !== null) values.address = builtAddress;
  for (const field of ['code', 'standardAddressCode', 'qrId', 'businessItems', 'responsiblePerson', 'gradeReason', 'note'])
    cells.putText(values, field);
  cells.putPhone(values);
  putCategory(values, row, cells);
  cells.put(values, 'areaSquareMeters', parseArea, 'invalidNumber');
  cells.put(values, 'seats', parseInteger, 'invalidNumber');
  cells.put(values, 'beds', parseInteger, 'invalidNumber');
  cells.putFlag(values, 'mixedUse');
  if (options.thresholds !== undefined) judgeCategory(values, name, cells, { thresholds: options.thresholds, codes: options.codes });
  cells.putCode(values, 'supervisionGrade', 'grade');
  for (const field of ['gradedOn', 'registeredOn', 'closedOn']) cells.putDate(values, field);
  const place = putPosition(values, row, options, true);
  values.sourceRef = sourceKey(row, { kind: 'premises', code: cells.text('code'), name, address: builtAddress, place })!;
  return one(row, values);
}

/** The category by its word, else by the feature's OpenStreetMap tags. An unknown word is kept among the business items. */
function putCategory(values: Values, row: SourceRow, cells: Cells): void {
  const word = cells.text('category');
  const category = (word === null ? null : cells.codeOf('category', word)) ?? premisesCategoryOf(row.values);
  if (category !== null) values.category = category;
  else if (word !== null) {
    cells.report('unknownCode', 'category', word, nearestCodeWord('category', word));
    values.businessItems ??= word;
  }
}

/** A category left open is the one name and size suggest; one that size speaks against is kept and told. */
function judgeCategory(
  values: Values,
  name: string,
  cells: Cells,
  { thresholds, codes }: { thresholds: CategoryThresholds; codes: CodeReaders | undefined },
): void {
  const measured = (field: string): number | null => (typeof values[field] === 'number' ? values[field] : null);
  const metrics = { areaSquareMeters: measured('areaSquareMeters'), seats: measured('seats'), beds: measured('beds') };
  if (values.category !== undefined) {
    const tooLarge = tooLargeFor(values.category as PremisesCategory, { name, metrics }, thresholds);
    if (tooLarge === null) return;
    const suggestion = `${usualWord('category', 'keyFireUnit')} (${tooLarge.measured} ≥ ${tooLarge.threshold.below})`;
    cells.report('categoryTooLarge', 'category', cells.text('category') ?? name, suggestion);
    return;
  }
  const businessItems = typeof values.businessItems === 'string' ? values.businessItems : null;
  const suggested = suggestByName({ name, businessItems, metrics }, thresholds, codes);
  if (suggested === null) return;
  const { category, by, rule } = suggested;
  values.category = category;
  const size =
    rule === null || rule.measured === null ? '' : ` (${rule.measured} ${category === 'keyFireUnit' ? '≥' : '<'} ${rule.threshold.below})`;
  cells.report('categorySuggested', 'category', by === 'name' ? name : businessItems, usualWord('category', category) + size);
}

const hazardDates = ['foundOn', 'assignedOn', 'deadlineOn', 'rectifiedOn', 'acceptedOn', 'closedOn'] as const;

function readHazard(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const values: Values = { sourceRef: '' };
  const number = cells.text('number');
  const code = cells.text('premisesCode');
  const name = cells.text('premisesName');
  for (const field of ['number', 'description', 'spot', 'responsiblePerson', 'measures']) cells.putText(values, field);
  const described = cells.text('kind') ?? cells.text('description');
  const kind = described === null ? null : cells.codeOf('hazardKind', described);
  if (kind !== null) values.kind = kind;
  else if (cells.text('kind') !== null) cells.report('unknownCode', 'kind', described, nearestCodeWord('hazardKind', described!));
  cells.putCode(values, 'severity', 'severity');
  cells.putCode(values, 'state', 'state');
  cells.putFlag(values, 'prominent');
  cells.putFlag(values, 'major');
  for (const field of hazardDates) cells.putDate(values, field);
  const place = putPosition(values, row, options, code === null && name === null);
  const found = typeof values.foundOn === 'string' ? values.foundOn : null;
  const about = [code ?? name, cells.text('description'), cells.text('spot'), found].filter((part) => part !== null);
  const key = sourceKey(row, { kind: 'hazard', code: number, name: about.length > 1 ? about.join('/') : null, address: null, place });
  if (key === null) {
    cells.report('missingKey', null, null);
    return null;
  }
  values.sourceRef = key;
  const lookups = premisesLookups(cells);
  const inspection = cells.text('inspectionNumber');
  if (inspection !== null) lookups.push({ field: 'inspectionId', table: 'inspection', by: 'sourceRef', value: inspectionKey(inspection) });
  return one(row, values, lookups);
}

/** The key an inspection of this number has. */
const inspectionKey = (number: string): string => `inspection:code/${number.normalize('NFKC')}`;

/** The ways a row names its premises, the surest first. */
export function premisesLookups(cells: Cells): IntakeLookup[] {
  const lookups: IntakeLookup[] = [];
  const by = (field: string, value: string | null): void => {
    if (value !== null) lookups.push({ field: 'premisesId', table: 'premises', by: field, value });
  };
  by('code', cells.text('premisesCode'));
  by('standardAddressCode', cells.text('standardAddressCode'));
  const name = cells.text('premisesName');
  if (name !== null)
    lookups.push({ field: 'premisesId', table: 'premises', by: 'name', value: name, address: cells.text('premisesAddress') });
  return lookups;
}

function readStation(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name };
  for (const field of ['address', 'hours', 'note']) cells.putText(values, field);
  cells.putPhone(values);
  const word = cells.text('type');
  if (word === null) values.type = cells.codeOf('stationType', name) ?? 'fireStation';
  else cells.putCode(values, 'type', 'stationType');
  cells.putCode(values, 'stationClass', 'stationClass');
  cells.put(values, 'staff', parseInteger, 'invalidNumber');
  for (const field of ['openedOn', 'closedOn']) cells.putDate(values, field);
  const place = putPosition(values, row, options, true);
  values.sourceRef = sourceKey(row, { kind: 'station', code: cells.text('code'), name, address: cells.text('address'), place })!;
  return one(row, values);
}

function readFacility(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const values: Values = { sourceRef: '' };
  const name = cells.text('name');
  if (name !== null) values.name = name;
  cells.putText(values, 'status');
  const word = cells.text('type');
  const type = word === null ? (name === null ? null : cells.codeOf('facilityType', name)) : cells.codeOf('facilityType', word);
  if (type !== null) values.type = type;
  else if (word !== null) cells.report('unknownCode', 'type', word, nearestCodeWord('facilityType', word));
  cells.put(values, 'quantity', parseInteger, 'invalidNumber');
  cells.putDate(values, 'expiresOn');
  const place = putPosition(values, row, options, true);
  // Many hydrants share one name: the place tells them apart.
  const key = sourceKey(row, { kind: 'facility', code: cells.text('code'), name, address: null, place });
  if (key === null) {
    cells.report('missingKey', null, null);
    return null;
  }
  values.sourceRef = key;
  return one(row, values);
}

function readZone(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name') ?? cells.text('code');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name, state: 'adopted' };
  cells.putText(values, 'chiefName');
  cells.putText(values, 'note');
  const { geometry } = row;
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    cells.report(geometry === null ? 'geometryInvalid' : 'geometryTypeUnsupported', null, geometry?.type ?? null);
    return null;
  }
  const polygons = convertAll(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates, options.crs, 3) as
    | Position[][][]
    | null;
  if (polygons === null) {
    cells.report('geometryInvalid', null, geometry.type);
    return null;
  }
  values.geom = windPolygons(polygons);
  values.sourceCrs = options.crs.id;
  values.sourceRef = sourceKey(row, { kind: 'zone', code: cells.text('code'), name, address: null, place: null })!;
  return one(row, values);
}

function readRoad(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
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
  const oneWayWord = parseFlag(tags.oneway ?? '');
  values.oneway = oneWayWord === null ? onewayOf(tags) : oneWayWord ? 1 : 0;
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

export function linesOf(geometry: Geometry | null): Position[][] | null {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  return geometry?.type === 'MultiLineString' ? geometry.coordinates : null;
}

/** Nested positions in WGS84, or null when one cannot be a position of the system. */
export function convertAll(coordinates: unknown[], crs: Crs, depth: number): unknown[] | null {
  const converted: unknown[] = [];
  for (const part of coordinates) {
    const value =
      depth === 1 ? toWgs84(crs, (part as Position)[0]!, (part as Position)[1]!) : convertAll(part as unknown[], crs, depth - 1);
    if (value === null) return null;
    converted.push(value);
  }
  return converted;
}
