const digits: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇○', '一壹弌', '二贰两貳兩', '三叁參', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖'].flatMap((chars, value) =>
    Array.from(chars, (char) => [char, value]),
  ),
);
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const tens: Readonly<Record<string, string>> = { 廿: '二十', 卅: '三十', 卌: '四十' };

/** Any of the characters numbers are written with. */
export const chineseNumeral = '零〇○一壹弌二贰两貳兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億廿卅卌';

/**
 * A whole number in Chinese numerals: with units (`三百二十`, `十二`, `两万三`, `一千零五`), in formal characters (`叁佰`), or digit by digit
 * (`二〇二六`). Null when it is none, or its units are out of order.
 */
export function parseChineseNumeral(text: string): number | null {
  const plain = Array.from(text.replaceAll('萬', '万').replaceAll('億', '亿'), (char) => tens[char] ?? char).join('');
  if (plain === '') return null;
  if (Array.from(plain).every((char) => digits[char] !== undefined))
    return plain.length > 15 ? null : Number(Array.from(plain, (char) => digits[char]).join(''));
  for (const [mark, size] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = plain.lastIndexOf(mark);
    if (at < 0) continue;
    const high = parseChineseNumeral(plain.slice(0, at));
    const rest = plain.slice(at + 1);
    const low = rest === '' ? 0 : belowTenThousand(rest, size / 10);
    return high === null || low === null || low >= size ? null : high * size + low;
  }
  return belowTenThousand(plain, 1);
}

/** `lastUnit`: what a bare last digit counts, as in 两万三 (three thousand). */
function belowTenThousand(text: string, lastUnit: number): number | null {
  let sum = 0;
  let digit: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  let afterZero = false;
  for (const char of text) {
    const value = digits[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
      afterZero = afterZero || value === 0;
      continue;
    }
    const unit = units[char];
    if (unit === undefined || unit >= lowest) return null;
    if (digit === null && unit !== 10) return null;
    sum += (digit ?? 1) * unit;
    lowest = unit;
    digit = null;
    afterZero = false;
  }
  if (digit === null || digit === 0) return sum;
  const implied = lowest === Number.POSITIVE_INFINITY ? lastUnit : lowest / 10;
  return sum + digit * (afterZero ? 1 : Math.max(1, implied));
}
