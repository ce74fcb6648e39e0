import { chineseNumeral, parseChineseNumeral } from './chinese-numerals.ts';
import type { DateOrder } from './intake.ts';

export type ReadDate =
  /** `value` is an ISO calendar date. `shortYear`: the cell named two digits of the year, and the century is a guess. */
  | { ok: true; value: string; shortYear: boolean }
  /** `impossibleDate`: it is written as a date, of a day there is none of. `suggestion`: the date it may mean. */
  | { ok: false; reason: 'invalidDate' | 'impossibleDate'; suggestion: string | null };

const monthNames = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
/** What may follow a date: a time of day, a weekday, a zone. */
const rest =
  '(?:[T\\s,，]*(?:[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?|(?:上午|下午|凌晨|早上|中午|晚上|am|pm)|\\d{1,2}[:：时点]\\d{0,2}(?:[:：分]\\d{0,2})?(?:\\.\\d+)?[秒分]?|\\d{1,2}[时点]|[ap]\\.?m\\.?|z|gmt|utc|[-+]\\d{2}:?\\d{2}|\\(.*\\)))*';
const pattern = (text: string): RegExp => new RegExp(`^${text}${rest}$`, 'i');
const separated = pattern('(\\d{4})\\s*(?:[-/.,、~_\\s]|年)\\s*(\\d{1,2})\\s*(?:[-/.,、~_\\s]|月)\\s*(\\d{1,2})\\s*(?:日|号)?');
const shortFirst = pattern("['’]?(\\d{2})\\s*(?:[-/.]|年)\\s*(\\d{1,2})\\s*(?:[-/.]|月)\\s*(\\d{1,2})\\s*(?:日|号)?");
const shortLast = pattern('(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{2})');
const yearLast = pattern('(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})');
const packed = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$/;
const shortPacked = /^(\d{2})(\d{2})(\d{2})$/;
const named = pattern(
  `(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\\s]+)?(\\d{1,2})(?:st|nd|rd|th)?[-\\s]+(${monthNames})[a-z]*[-,.\\s]+(\\d{4})`,
);
const namedMonthFirst = pattern(
  `(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,\\s]+)?(${monthNames})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?[,\\s]+(\\d{4})`,
);
const monthOnly = /^(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*月?(?:份)?$/;
const unixTime = /^(1\d{9})(\d{3})?$/;

/**
 * An ISO calendar date from what people write: `2026-03-05`, `2026/3/5`, `2026.3.5`, `20260305`, `2026年3月5日`, `二〇二六年三月五日`, `26/3/5` (in
 * `order`, year first unless stated), `03/29/2019` (month first unless stated or impossible), `5 Mar 2026`, each with a time or weekday after it;
 * an Excel day serial (1900 system); seconds or milliseconds since 1970 (as the day in China).
 */
export function readDate(text: string, order?: DateOrder): ReadDate {
  if (isIsoDate(text)) {
    const day = 10 * digitAt(text, 8) + digitAt(text, 9);
    // Every year and month has these days, and the text is how they are written.
    if (day >= 1 && day <= 28 && isMonthOfRange(text)) return { ok: true, value: text, shortYear: false };
    return judge(Number(text.slice(0, 4)), Number(text.slice(5, 7)), day, false);
  }
  const plain = arabicDate(text.normalize('NFKC').trim());
  const full = separated.exec(plain) ?? packed.exec(plain);
  if (full !== null) return judge(Number(full[1]), Number(full[2]), Number(full[3]), false);
  const last = yearLast.exec(plain);
  if (last !== null) {
    const [first, second, year] = [Number(last[1]), Number(last[2]), Number(last[3])];
    const dayFirst = order === 'dayFirst' || (order !== 'monthFirst' && first > 12 && second <= 12);
    return dayFirst ? judge(year, second, first, false) : judge(year, first, second, false);
  }
  const english = named.exec(plain);
  if (english !== null) return judge(Number(english[3]), monthOf(english[2]!), Number(english[1]), false);
  const american = namedMonthFirst.exec(plain);
  if (american !== null) return judge(Number(american[3]), monthOf(american[1]!), Number(american[2]), false);
  const short = (order === 'monthFirst' || order === 'dayFirst' ? shortLast : shortFirst).exec(plain);
  if (short !== null) return readShort([Number(short[1]), Number(short[2]), Number(short[3])], order ?? 'yearFirst');
  if (/^\d{5}(\.\d+)?$/.test(plain)) return { ok: true, value: excelDate(Math.floor(Number(plain))), shortYear: false };
  const shortDigits = shortPacked.exec(plain);
  if (shortDigits !== null)
    return readShort([Number(shortDigits[1]), Number(shortDigits[2]), Number(shortDigits[3])], order ?? 'yearFirst');
  const unix = unixTime.exec(plain);
  if (unix !== null) return { ok: true, value: isoDay((Number(unix[1]) + 8 * 3600) * 1000), shortYear: false };
  return { ok: false, reason: 'invalidDate', suggestion: firstDateIn(plain) };
}

const digitAt = (text: string, at: number): number => text.charCodeAt(at) - 48;
const isDigitAt = (text: string, at: number): boolean => {
  const digit = digitAt(text, at);
  return digit >= 0 && digit <= 9;
};

/** Whether a text is four, two and two digits with hyphens between. */
function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  for (let at = 0; at < 10; at++) if (at !== 4 && at !== 7 && !isDigitAt(text, at)) return false;
  return true;
}

/** Whether the year and month of an ISO date are ones that may be meant. */
function isMonthOfRange(text: string): boolean {
  const century = 10 * digitAt(text, 0) + digitAt(text, 1);
  const month = 10 * digitAt(text, 5) + digitAt(text, 6);
  return (century === 19 || century === 20 || century === 21) && month >= 1 && month <= 12;
}

function readShort([first, second, third]: [number, number, number], order: DateOrder): ReadDate {
  const [year, month, day] =
    order === 'yearFirst' ? [first, second, third] : order === 'monthFirst' ? [third, first, second] : [third, second, first];
  return judge(year + (year < 70 ? 2000 : 1900), month, day, true);
}

function judge(year: number, month: number, day: number, shortYear: boolean): ReadDate {
  const value = realDate(year, month, day);
  if (value !== null) return { ok: true, value, shortYear };
  const lastOfMonth = month >= 1 && month <= 12 && day > 28 ? daysIn(year, month) : null;
  const suggestion =
    lastOfMonth !== null && day <= 31 ? realDate(year, month, lastOfMonth) : month > 12 ? realDate(year, day, month) : null;
  return { ok: false, reason: 'impossibleDate', suggestion };
}

function realDate(year: number, month: number, day: number): string | null {
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return real && year >= 1900 && year <= 2200 ? `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` : null;
}

/** Days of a month (1–12) of the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Days since 1899-12-30: right for every serial from March 1900 on, past Excel's made-up 29 February 1900. */
const excelDate = (serial: number): string => isoDay(Date.UTC(1899, 11, 30) + serial * 86_400_000);
const isoDay = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const monthOf = (name: string): number => monthNames.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1;

const firstMonth = /年\s*元月/;
const chineseDate = new RegExp(`^([${chineseNumeral}]{2,4})年([${chineseNumeral}]{1,3})月([${chineseNumeral}]{1,3})[日号]?(.*)$`);

/** `二〇二六年三月五日` as `2026年3月5日`; anything else as it is. */
function arabicDate(text: string): string {
  const match = chineseDate.exec(text.replace(firstMonth, '年一月'));
  if (match === null) return text.replace(firstMonth, '年1月');
  const [year, month, day] = [match[1]!, match[2]!, match[3]!].map(parseChineseNumeral);
  return year === null || month === null || day === null ? text : `${String(year).padStart(2, '0')}年${month}月${day}日${match[4]}`;
}

/** The first whole date inside other text (a range, a remark), or the first day of a month named alone. */
function firstDateIn(text: string): string | null {
  const inside = /(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})/.exec(text);
  if (inside !== null) return realDate(Number(inside[1]), Number(inside[2]), Number(inside[3]));
  const month = monthOnly.exec(text);
  return month === null ? null : realDate(Number(month[1]), Number(month[2]), 1);
}
