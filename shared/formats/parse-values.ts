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

/** The cell's text, trimmed and without control characters, or '' when it says nothing (blank, null, N/A, −9999 …). */
export function cleanText(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const trimmed = value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, '').trim();
  return emptyWords.has(trimmed.toLowerCase()) ? '' : trimmed;
}

/** A plain number with an optional unit or thousands separators (`1,200㎡`, `约120平方米`, `50 km/h` → 50), or null. */
export function parseNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,]/g, '')
    .replace(/^(约|大约|近|approx\.?|ca\.?)/i, '');
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?)\p{L}*(?:\/h|2|²|以上|左右)?$/iu.exec(plain);
  if (match === null) return null;
  const value = Number(match[1]);
  return Number.isFinite(value) ? value : null;
}

export function parseInteger(text: string): number | null {
  const value = parseNumber(text);
  return value !== null && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : null;
}

const yesWords = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', 't', '√', '✓', '✔']);
const noWords = new Set(['否', '无', '没有', '不是', 'n', 'no', 'false', '0', 'f', '×', 'x']);

export function parseFlag(text: string): boolean | null {
  const word = text.normalize('NFKC').trim().toLowerCase();
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
}

/**
 * An ISO calendar date from `2026-03-01`, `2026/3/1`, `2026.3.1`, `20260301`, `2026年3月1日`, `03/29/2019` (month first), any of them
 * with a time after it, or an Excel day serial (1900 system); null when it is none of these or no such day exists.
 */
export function parseDate(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const yearFirst = /^(\d{4})(?:[-/.]|年)\s*(\d{1,2})(?:[-/.]|月)\s*(\d{1,2})(?:日|号)?(?:[T\s].*)?$/.exec(plain);
  if (yearFirst !== null) return isoDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (packed !== null) return isoDate(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s.*)?$/.exec(plain);
  if (monthFirst !== null) return isoDate(Number(monthFirst[3]), Number(monthFirst[1]), Number(monthFirst[2]));
  if (/^\d{5}(\.\d+)?$/.test(plain)) return excelDate(Math.floor(Number(plain)));
  return null;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null;
}

/** Days since 1899-12-30: right for every serial from March 1900 on, past Excel's made-up 29 February 1900. */
function excelDate(serial: number): string | null {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}
