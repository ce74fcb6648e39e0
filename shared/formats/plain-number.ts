const mostDigits = 15;
const powersOfTen = Float64Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent);

/**
 * The number a text of digits stands for, with at most one point between them: what nearly every cell of numbers is. NaN for any other text, and
 * beyond 15 digits. Exact: the digits and the power of ten they are divided by are whole numbers a double holds, and division rounds once.
 */
export function plainNumber(text: string): number {
  const { length } = text;
  if (length === 0 || length > mostDigits + 1) return Number.NaN;
  let digits = 0;
  let point = -1;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === -2 && point < 0 && at > 0) point = at;
    else return Number.NaN;
  }
  if (point < 0) return length > mostDigits ? Number.NaN : digits;
  return point === length - 1 ? Number.NaN : digits / powersOfTen[length - 1 - point]!;
}
