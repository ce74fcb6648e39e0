import { chineseNumeral, parseChineseNumeral } from './chinese-numerals.ts';
import { plainNumber } from './plain-number.ts';

/** Cells that stand for nothing. */
const emptyWords = new Set([
  '',
  '-',
  '--',
  '—',
  '/',
  '\\',
  '\\n',
  'null',
  'nil',
  'none',
  'nan',
  'n/a',
  '#n/a',
  'na',
  'undefined',
  '-9999',
  '-9999.0',
  '-99999',
  '无',
  '暂无',
  '空',
  '不详',
  '未知',
]);

const longestEmptyWord = Math.max(...Array.from(emptyWords, ({ length }) => length));
/** Nearly every cell begins otherwise. */
const emptyWordStarts = new Set(Array.from(emptyWords, (word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]).flat());
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g;

/** The cell's text, trimmed and without control characters, or '' when it says nothing (blank, null, N/A, −9999 …). */
export function cleanText(value: string): string {
  const text = isClean(value) ? value : value.replaceAll(controls, '').trim();
  const isEmpty = text.length <= longestEmptyWord && emptyWordStarts.has(text.charCodeAt(0)) && emptyWords.has(text.toLowerCase());
  return isEmpty ? '' : text;
}

/** Whether there is nothing to remove: tells the plain cell without a regular expression. */
function isClean(value: string): boolean {
  const { length } = value;
  if (length === 0) return true;
  if (mayBeBlank(value.charCodeAt(0)) || mayBeBlank(value.charCodeAt(length - 1))) return false;
  for (let at = 0; at < length; at++) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || unit === 0x7f || unit === 0x200b || unit === 0xfeff) return false;
  }
  return true;
}

/** Whether a character may be white space: some that are none are taken for it. */
const mayBeBlank = (unit: number): boolean => unit <= 0x20 || (unit > 0x7f && unit < 0x3001) || unit === 0xfeff;

/** What a digit may be counted in. */
const multiples: Readonly<Record<string, number>> = {
  万: 10_000,
  千: 1000,
  百: 100,
  亿: 100_000_000,
};
const areaUnits: Readonly<Record<string, number>> = { 亩: 10_000 / 15, 公顷: 10_000, ha: 10_000, hm2: 10_000, 平方公里: 1e6, km2: 1e6 };

const numberPattern =
  /^([-+−]?(?:\d{1,3}(?:[,']\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?)([万千百亿])?(?:多|余|来)?((?:\p{L}[\p{L}/]*2?)?)(?:以上|以下|以内|左右|上下)?$/iu;
const aboutWords = /^(?:约|大约|大概|近|将近|不足|不到|超过|approx\.?|ca\.?|about|[~≈><≥≤])+/i;

/**
 * A number with an optional unit and thousands separators: `1,200㎡`, `约120平方米`, `50 km/h` → 50, `1.2万` → 12000, `三十`, `一百二十平方米`.
 * Null for ranges, fractions and separators that stand wrong (`1,23`).
 */
export function parseNumber(text: string): number | null {
  const plain = plainNumber(text);
  return Number.isNaN(plain) ? (readQuantity(text)?.value ?? null) : plain;
}

/** An area in square metres: as `parseNumber`, with 亩, 公顷 and 平方公里 converted. */
export function parseArea(text: string): number | null {
  const plain = plainNumber(text);
  if (!Number.isNaN(plain)) return Math.round(plain * 100) / 100;
  const quantity = readQuantity(text);
  return quantity && Math.round(quantity.value * (areaUnits[quantity.unit] ?? 1) * 100) / 100;
}

function readQuantity(text: string): { value: number; unit: string } | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '').replace(aboutWords, '');
  const match = numberPattern.exec(plain);
  if (match !== null) {
    const value = Number(match[1]!.replaceAll(/[,']/g, '').replace('−', '-')) * (multiples[match[2] ?? ''] ?? 1);
    return Number.isFinite(value) ? { value, unit: match[3]!.toLowerCase() } : null;
  }
  const spelled = spelledNumber.exec(plain);
  const value = spelled === null ? null : parseChineseNumeral(spelled[1]!);
  return value === null ? null : { value, unit: spelled![2]! };
}
const spelledNumber = new RegExp(`^([${chineseNumeral}]+)(?:多|余|来)?(\\p{L}*?2?)(?:以上|以下|以内|左右)?$`, 'u');

export function parseInteger(text: string): number | null {
  const value = parseNumber(text);
  return value !== null && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : null;
}

const yesWords = new Set(['是', '有', '对', '已', '存在', '属于', 'y', 'yes', 'true', '1', 't', '√', '✓', '✔', '☑', '●']);
const noWords = new Set([
  '否',
  '无',
  '没有',
  '不是',
  '未',
  '不存在',
  '不属于',
  'n',
  'no',
  'none',
  'false',
  '0',
  'f',
  '×',
  '✗',
  '✕',
  'x',
  '☐',
]);

export function parseFlag(text: string): boolean | null {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
}

/**
 * Telephone numbers as they are dialled: digits and marks in plain width, country code and spaces dropped (`+86 139 0476 1234` →
 * `13904761234`, `（0476）822-1234` → `0476-8221234`), several joined by `；`. What is no telephone number stays as it stands.
 */
export function normalizePhone(text: string): string {
  if (isMobileNumber(text)) return text;
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[‐-―−]/g, '-')
    .trim();
  const numbers = plain.split(/\s*[;、,|]\s*|\s*\/\s*|(?<!86)\s+(?=1[3-9]\d{9}(?!\d))/).map(onePhone);
  return numbers.every((number) => number !== null) ? numbers.join('；') : text.trim();
}

/** Eleven digits, the first a 1, the second at least a 3. */
function isMobileNumber(text: string): boolean {
  if (text.length !== 11 || text.charCodeAt(0) !== 49 || text.charCodeAt(1) < 51) return false;
  for (let at = 1; at < 11; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

function onePhone(text: string): string | null {
  const whole = /^(1[3-9]\d{9})(?:\.0+)?$/.exec(text);
  if (whole !== null) return whole[1]!;
  const scientific = /^(\d\.\d{10})e\+?10$/i.exec(text);
  if (scientific !== null) return onePhone(String(Number(scientific[0])));
  const plain = text.replace(/^(?:tel|电话|手机)[:.]?\s*/i, '').replace(/^(?:\+|00)\s*86[-\s]*/, '');
  const mobile = plain.replaceAll(/[-\s]/g, '');
  if (isMobileNumber(mobile)) return mobile;
  const land = /^\(?(0\d{2,3})\)?[-\s]?(\d{3,4})[-\s]?(\d{4})(?:\s*(?:转|ext\.?|x|-)\s*(\d{1,6}))?$/i.exec(plain);
  if (land !== null) return `${land[1]}-${land[2]}${land[3]}${land[4] === undefined ? '' : `转${land[4]}`}`;
  const local = /^(\d{3,4})[-\s]?(\d{4})$/.exec(plain);
  return local === null ? null : `${local[1]}${local[2]}`;
}
