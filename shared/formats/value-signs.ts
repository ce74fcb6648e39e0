import { codeWords } from './code-words.ts';
import type { TableImportKind } from './field-words.ts';
import { parseAngle, parsePair } from './parse-coordinates.ts';
import { readDate } from './parse-dates.ts';
import { cleanText, parseFlag, parseNumber } from './parse-values.ts';
import { looksLikeWkt } from './parse-wkt.ts';

type Sign = (value: string) => boolean;

const isDate: Sign = (value) => {
  const read = readDate(value);
  return read.ok || read.reason === 'impossibleDate' || read.suggestion !== null;
};
const isNumber: Sign = (value) => parseNumber(value) !== null;
const isFlag: Sign = (value) => parseFlag(value) !== null;
const hasDigit: Sign = (value) => /\d/.test(value);
const hasLetter: Sign = (value) => /\p{L}/u.test(value);
const isPair: Sign = (value) => looksLikeWkt(value) || parsePair(value) !== null;

/** What the values of a field look like, where the same header words serve other things in other tables, and the least share that must. */
const fieldSigns: Readonly<Record<string, readonly [sign: Sign, least: number]>> = {
  lon: [hasDigit, 0.5],
  lat: [hasDigit, 0.5],
  position: [isPair, 0.5],
  geometry: [looksLikeWkt, 0.5],
  phone: [hasDigit, 0.01],
  name: [hasLetter, 0.3],
  description: [hasLetter, 0.3],
  premisesName: [hasLetter, 0.3],
  address: [hasLetter, 0.3],
  responsiblePerson: [hasLetter, 0.3],
  supervisionGrade: [(value) => codeWords.grade(value) !== null, 0.3],
  severity: [(value) => codeWords.severity(value) !== null, 0.3],
  state: [(value) => codeWords.state(value) !== null, 0.3],
  stationClass: [(value) => codeWords.stationClass(value) !== null, 0.3],
  ...Object.fromEntries(
    ['areaSquareMeters', 'seats', 'beds', 'staff', 'quantity', 'hazardCount', 'score', 'maxspeedKmh'].map((field) => [
      field,
      [isNumber, 0.3],
    ]),
  ),
  ...Object.fromEntries(
    [
      'gradedOn',
      'registeredOn',
      'foundOn',
      'assignedOn',
      'deadlineOn',
      'rectifiedOn',
      'acceptedOn',
      'inspectedOn',
      'openedOn',
      'expiresOn',
    ].map((field) => [field, [isDate, 0.3]]),
  ),
  ...Object.fromEntries(['mixedUse', 'prominent', 'major'].map((field) => [field, [isFlag, 0.3]])),
};
const plainSigns = new Set<Sign>([isNumber, isDate, isFlag, hasLetter]);
/** Fields of which an empty column is worth nothing. */
const keyFields = new Set(['code', 'number', 'position', 'premisesCode']);

/** A list typed by hand says a code twice now and then: it is one of codes nevertheless. */
const mostlyDistinct = 0.95;

export interface Fitting {
  /** 0 when the column cannot be the field's. */
  weight: number;
  /** Share of the values that look like the field, 0–1; null when nothing can be said. */
  share: number | null;
}

/** How well a column's values (of the first rows) fit a field. `knownHeader`: a code may repeat where its header is known. */
export function fitValues(field: string, values: readonly string[], sampled: boolean, knownHeader: boolean): Fitting {
  if (values.length === 0) return { weight: sampled && keyFields.has(field) ? 0 : 1, share: null };
  if (field === 'code' || field === 'number') {
    const distinct = new Set(values).size / values.length;
    return { weight: distinct >= (knownHeader ? 0.5 : mostlyDistinct) ? 1 : 0, share: null };
  }
  const sign = fieldSigns[field];
  if (sign === undefined) return { weight: 1, share: null };
  const share = values.filter((value) => sign[0](value)).length / values.length;
  // Of several columns with the same header words the one that fits best is meant.
  if (share >= sign[1]) return { weight: 0.9 + 0.1 * share, share };
  // Under a known header unreadable numbers and dates are told row by row.
  return { weight: knownHeader && plainSigns.has(sign[0]) ? 0.6 : 0, share };
}

const axisSign =
  (axis: 'lon' | 'lat', from: number, to: number): Sign =>
  (value) => {
    const angle = parseAngle(value);
    return (
      angle !== null &&
      angle.axis !== (axis === 'lon' ? 'lat' : 'lon') &&
      angle.value >= from &&
      angle.value <= to &&
      /\.\d{3}|°|度/.test(value)
    );
  };
const wholeWord =
  (match: (text: string) => unknown): Sign =>
  (value) =>
    value.length >= 2 && value.length <= 12 && match(value) !== null;

interface ValueSign {
  field: string;
  sign: Sign;
  least: number;
  score: number;
  /** Most different values for one word of a list. */
  fewValues?: boolean;
}
const valueSigns: readonly ValueSign[] = [
  { field: 'position', sign: isPair, least: 0.9, score: 0.5 },
  { field: 'lon', sign: axisSign('lon', 73, 136), least: 0.9, score: 0.5 },
  { field: 'lat', sign: axisSign('lat', 17, 54), least: 0.9, score: 0.5 },
  {
    field: 'phone',
    sign: (value) => /^(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}$|^0\d{2,3}-?\d{7,8}$/.test(value),
    least: 0.8,
    score: 0.5,
  },
  { field: 'code', sign: (value) => /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value), least: 0.8, score: 0.5 },
  { field: 'premisesCode', sign: (value) => /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value), least: 0.8, score: 0.5 },
  {
    field: 'address',
    sign: (value) => value.length >= 5 && /[路街巷道村镇乡区](?:.*?\d+号?)?|\d+号|号楼|单元/.test(value),
    least: 0.8,
    score: 0.45,
  },
  {
    field: 'name',
    sign: (value) => /(?:店|馆|厅|公司|超市|酒店|中心|商行|饭庄|诊所|学校|幼儿园|网吧|厂|行|部|城|吧|坊|室)(?:[（(].*[)）])?$/.test(value),
    least: 0.6,
    score: 0.42,
  },
  { field: 'category', sign: wholeWord(codeWords.category), least: 0.8, score: 0.4, fewValues: true },
  {
    field: 'supervisionGrade',
    sign: (value) => /风险|^建[优好安]/.test(value) && codeWords.grade(value) !== null,
    least: 0.8,
    score: 0.45,
    fewValues: true,
  },
  { field: 'state', sign: wholeWord(codeWords.state), least: 0.8, score: 0.4, fewValues: true },
  { field: 'severity', sign: wholeWord(codeWords.severity), least: 0.8, score: 0.38, fewValues: true },
  { field: 'foundOn', sign: (value) => /\D/.test(value) && isDate(value), least: 0.8, score: 0.38 },
  { field: 'inspectedOn', sign: (value) => /\D/.test(value) && isDate(value), least: 0.8, score: 0.38 },
];
const leastValues = 3;
/** What values alone can tell, of which kinds. A road's or zone's shape says where it is. */
const toldByValues: Readonly<Partial<Record<TableImportKind, readonly string[]>>> = {
  premises: ['position', 'lon', 'lat', 'phone', 'code', 'address', 'name', 'category', 'supervisionGrade'],
  hazards: ['position', 'lon', 'lat', 'premisesCode', 'state', 'severity', 'foundOn'],
  inspections: ['premisesCode', 'inspectedOn'],
  stations: ['position', 'lon', 'lat', 'phone', 'address'],
  facilities: ['position', 'lon', 'lat'],
  people: ['phone'],
};

/** Fields of a kind that a column with an unknown header may be by its values alone. */
export function fieldsByValues(kind: TableImportKind, values: readonly string[]): { field: string; score: number; share: number }[] {
  if (values.length < leastValues) return [];
  const told = toldByValues[kind] ?? [];
  const found: { field: string; score: number; share: number }[] = [];
  for (const { field, sign, least, score, fewValues } of valueSigns) {
    if (!told.includes(field)) continue;
    if (fewValues === true && new Set(values).size > Math.max(2, values.length / 2)) continue;
    const share = values.filter(sign).length / values.length;
    if (share >= least) found.push({ field, score: score * share, share });
  }
  return found;
}

/** The column's cells of the first rows that say something, in plain width. */
export const saidValues = (sample: readonly Readonly<Record<string, string>>[], column: string): string[] =>
  sample.map((row) => cleanText(row[column] ?? '').normalize('NFKC')).filter((value) => value !== '');
