import { assignColumns } from './assign-columns.ts';
import type { TableImportKind } from './field-words.ts';
import { type HeaderMatch, scoreHeader } from './header-score.ts';
import type { Mapping } from './intake.ts';
import { normalizeWord } from './normalize-words.ts';
import { fieldsByValues, fitValues, saidValues } from './value-signs.ts';

/** Why a column is suggested for a field. */
export interface MappingReason {
  /** By its header; by its values alone; as a person last saved it for these headers. */
  by: HeaderMatch['by'] | 'values' | 'saved';
  /** The known word the header is or contains. */
  word: string | null;
  /** Share of the first rows' values that look like the field, 0–1; null when nothing can be said. */
  fitting: number | null;
}
export interface SuggestedMapping {
  mapping: Mapping;
  /** How sure each field's column is, 0–1: 1 for a known header, less when the header only contains a known word, at most 0.5 by values alone. */
  confidence: Record<string, number>;
  reasons: Record<string, MappingReason>;
}

type Rows = readonly Readonly<Record<string, string>>[];

/** One sure column outweighs two likely ones. */
const weightPower = 6;

/**
 * The columns a file's headers and first rows suggest for the fields of a kind of import: the assignment that is surest as a whole, each
 * field with one column and each column for one field.
 */
export function suggestMapping(kind: TableImportKind, columns: readonly string[], sample: Rows = []): SuggestedMapping {
  const candidates = new Map<string, Map<number, { score: number; reason: MappingReason }>>();
  const propose = (field: string, column: number, score: number, reason: MappingReason): void => {
    const ofField = candidates.get(field) ?? new Map();
    candidates.set(field, ofField.set(column, { score, reason }));
  };
  columns.forEach((header, column) => {
    const named = scoreHeader(kind, header);
    const values = saidValues(sample, header);
    for (const [field, { by, word, score }] of named) {
      const { weight, share } = fitValues(field, values, sample.length > 0, score > 0.9);
      if (weight > 0) propose(field, column, score * weight, { by, word, fitting: share });
    }
    if (named.size > 0) return;
    for (const { field, score, share } of fieldsByValues(kind, values))
      propose(field, column, score, { by: 'values', word: null, fitting: share });
  });
  const fields = [...candidates.keys()];
  const weights = fields.map((field) => {
    const row = new Array<number>(columns.length).fill(0);
    // Of equally sure columns the first is meant.
    for (const [column, { score }] of candidates.get(field)!) row[column] = score ** weightPower - column * 1e-9;
    return row;
  });
  const mapping: Mapping = {};
  const confidence: Record<string, number> = {};
  const reasons: Record<string, MappingReason> = {};
  assignColumns(weights, columns.length).forEach((column, index) => {
    if (column < 0) return;
    const field = fields[index]!;
    const { score, reason } = candidates.get(field)!.get(column)!;
    mapping[field] = columns[column]!;
    confidence[field] = Math.min(1, Math.round(score * 100) / 100);
    reasons[field] = reason;
  });
  // One coordinate alone is of no use, and with both there is no need for a combined column.
  const paired = mapping.lon !== undefined && mapping.lat !== undefined;
  for (const field of paired ? ['position'] : ['lon', 'lat']) {
    delete mapping[field];
    delete confidence[field];
    delete reasons[field];
  }
  return { mapping, confidence, reasons };
}

const countsHazards = /隐患[总个条处项]*数|hazards?(?:count|number)/;

/**
 * What a table most likely holds, by the words in its header that only one kind uses and by its first rows.
 * `geometryType` is the type of the first feature's geometry, for formats that have one.
 */
export function suggestImportKind(columns: readonly string[], sample: Rows, geometryType: string | null = null): TableImportKind {
  const headers = columns.map(normalizeWord);
  const has = (...patterns: RegExp[]): boolean => patterns.every((pattern) => headers.some((header) => pattern.test(header)));
  if (geometryType === 'LineString' || geometryType === 'MultiLineString')
    return has(/轨迹|巡[查逻防]|patrol|track/) || has(/^begin$|^fromat$|^开始时间$/, /^end$|^toat$|^结束时间$/) ? 'patrolTracks' : 'roads';
  if (geometryType === 'Polygon' || geometryType === 'MultiPolygon') {
    const zoneLike = headers.some((header) => /片区|片长|网格|辖区|zone|chief|grid/.test(header));
    const premisesLike = headers.some((header) => ['amenity', 'shop', '场所名称', '单位名称', '店名'].includes(header));
    return zoneLike || !premisesLike ? 'zones' : 'premises';
  }
  const says = (pattern: RegExp): boolean => sample.some((row) => Object.values(row).some((value) => pattern.test(value)));
  // How many hazards were found is said of an inspection; what they are, of hazards.
  if (headers.some((header) => /隐患|整改|hazard|violation|deadline|rectif/.test(header) && !countsHazards.test(header))) return 'hazards';
  if (
    has(/检查(?:结果|结论|方式|形式|类型|编号|单号)|inspection(?:result|type|number|mode)/) ||
    has(/检查(?:日期|时间)|inspect/, /检查[人员组]|inspector/)
  )
    return 'inspections';
  if (
    has(/^(?:人员|队员|民警|网格员|员工|成员)?姓名$|^(?:full|person)name$/) &&
    !has(/^(?:店名|名称|(?:场所|商户|企业|店铺)名称)$|[经纬]度|坐标/)
  )
    return 'people';
  if (has(/片区名|片长|chief/)) return 'zones';
  if (has(/道路等级|限速|^highway$|^maxspeed$|roadclass/) && !has(/经度|longitude|^lat/)) return 'roads';
  if (has(/消火栓|hydrant|设施类型|设施名称|facilitytype/) || says(/消火栓|fire_hydrant|消防水鹤|灭火器箱/)) return 'facilities';
  if (has(/站名|消防站|驿站|stationname|stationtype|队站/) || says(/消防站|消防驿站|微型消防|fire_station|^Engine \d|^Ladder \d/))
    return 'stations';
  return 'premises';
}
