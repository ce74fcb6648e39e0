import { codeWords } from './code-words.ts';
import { type FieldWords, fieldWords, type TableImportKind } from './field-words.ts';
import type { Mapping } from './intake.ts';
import { normalizeWord } from './normalize-words.ts';

export interface SuggestedMapping {
  mapping: Mapping;
  /** How sure each field's column is, 0–1: 1 for a known header, less when the header only contains a known word. */
  confidence: Record<string, number>;
}

type Rows = readonly Readonly<Record<string, string>>[];

const tableKinds = Object.keys(fieldWords) as TableImportKind[];

/** Normalised words of every field, made once. */
const normalizedWords = new Map<TableImportKind, [field: string, words: string[]][]>(
  tableKinds.map((kind) => [
    kind,
    Object.entries(fieldWords[kind] as FieldWords).map(([field, words]) => [field, [...new Set(words.map(normalizeWord))]]),
  ]),
);

/** The columns a file's headers suggest for the fields of a kind of import. A column serves one field, the surest first. */
export function suggestMapping(kind: TableImportKind, columns: readonly string[], sample: Rows = []): SuggestedMapping {
  const candidates: { field: string; column: string; score: number; order: number }[] = [];
  for (const [field, words] of normalizedWords.get(kind) ?? [])
    columns.forEach((column, order) => {
      const known = scoreOf(normalizeWord(column), words);
      const score = known === 0 ? 0 : known * fitness(field, column, sample, known > 0.9);
      if (score > 0) candidates.push({ field, column, score, order });
    });
  candidates.sort((a, b) => b.score - a.score || a.order - b.order);
  const mapping: Mapping = {};
  const confidence: Record<string, number> = {};
  const taken = new Set<string>();
  for (const { field, column, score } of candidates) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    confidence[field] = Math.min(1, Math.round(score * 100) / 100);
    taken.add(column);
  }
  // One coordinate alone is of no use, and with both there is no need for a combined column.
  const paired = mapping.lon !== undefined && mapping.lat !== undefined;
  for (const field of paired ? ['position'] : ['lon', 'lat']) {
    delete mapping[field];
    delete confidence[field];
  }
  return { mapping, confidence };
}

/**
 * What a table most likely holds, by the words in its header that only one kind uses and by its first rows.
 * `geometryType` is the type of the first feature's geometry, for formats that have one.
 */
export function suggestImportKind(columns: readonly string[], sample: Rows, geometryType: string | null = null): TableImportKind {
  const headers = columns.map(normalizeWord);
  if (geometryType === 'LineString' || geometryType === 'MultiLineString') return 'roads';
  if (geometryType === 'Polygon' || geometryType === 'MultiPolygon') {
    const zoneLike = headers.some((header) => /片区|片长|网格|辖区|zone|chief|grid/.test(header));
    const premisesLike = headers.some((header) => ['amenity', 'shop', '场所名称', '单位名称', '店名'].includes(header));
    return zoneLike || !premisesLike ? 'zones' : 'premises';
  }
  const has = (...patterns: RegExp[]): boolean => patterns.every((pattern) => headers.some((header) => pattern.test(header)));
  const says = (pattern: RegExp): boolean => sample.some((row) => Object.values(row).some((value) => pattern.test(value)));
  if (has(/隐患|整改|hazard|violation|deadline|rectif/)) return 'hazards';
  if (has(/片区名|片长|chief/)) return 'zones';
  if (has(/道路等级|限速|^highway$|^maxspeed$|roadclass/) && !has(/经度|longitude|^lat/)) return 'roads';
  if (has(/消火栓|hydrant|设施类型|设施名称|facilitytype/) || says(/消火栓|fire_hydrant|消防水鹤|灭火器箱/)) return 'facilities';
  if (has(/站名|消防站|驿站|stationname|stationtype|队站/) || says(/消防站|消防驿站|微型消防|fire_station|^Engine \d|^Ladder \d/))
    return 'stations';
  return 'premises';
}

/** Words too plain to mean anything inside a longer header. */
const plainWords = new Set([
  'code',
  'number',
  'level',
  'class',
  'count',
  'issue',
  'place',
  'point',
  'other',
  'title',
  'state',
  'street',
  'owner',
  'details',
  'detail',
]);
const minimumPart = (word: string): number => (/\p{Script=Han}/u.test(word) ? 2 : 5);

/** 1 for a known header, 0.6–0.85 when it contains a known word; short and plain words only count whole. */
function scoreOf(header: string, words: readonly string[]): number {
  if (header === '') return 0;
  let best = 0;
  words.forEach((word, index) => {
    // Among known headers the more usual wins by a hair.
    if (header === word) best = Math.max(best, 1 - index * 0.001);
    else if (word.length >= minimumPart(word) && !plainWords.has(word) && header.includes(word))
      best = Math.max(best, 0.6 + 0.25 * (word.length / header.length));
  });
  return best;
}

/** How well the first rows fit the field, 0–1: coordinates must be numbers, a combined position must hold two, a code must hardly repeat. */
function fitness(field: string, column: string, sample: Rows, knownHeader: boolean): number {
  const values = sample.map((row) => row[column]?.trim() ?? '').filter((value) => value !== '');
  const share = (fits: (value: string) => boolean): number =>
    values.filter((value) => fits(value.normalize('NFKC'))).length / values.length;
  if (values.length === 0) return sample.length > 0 && keyFields.has(field) ? 0 : 1;
  if (field === 'position') return share((value) => /-?\d+(\.\d+)?\s*[°,;\s]\s*-?\d+/.test(value)) >= 0.5 ? 1 : 0;
  if (field === 'lon' || field === 'lat') return share((value) => /\d/.test(value)) >= 0.5 ? 1 : 0;
  if (field === 'code' || field === 'number') return new Set(values).size >= values.length * (knownHeader ? 0.5 : 1) ? 1 : 0;
  if (field === 'phone') return share((value) => /\d/.test(value)) > 0 ? 1 : 0;
  const understood = codedFields[field];
  return understood !== undefined && share((value) => understood(value) !== null) < 0.3 ? 0 : 1;
}
const keyFields = new Set(['code', 'number', 'position', 'premisesCode']);
/** Fields whose cells must make sense: other tables use the same header words for other things. */
const codedFields: Readonly<Record<string, (text: string) => unknown>> = {
  supervisionGrade: codeWords.grade,
  severity: codeWords.severity,
  state: codeWords.state,
  stationClass: codeWords.stationClass,
};
