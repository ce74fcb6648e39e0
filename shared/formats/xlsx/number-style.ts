/** How a cell's number is meant: what its number format (ECMA-376 part 1, 18.8.30) makes of it. */
export type NumberStyle = { kind: 'number' } | { kind: 'padded'; digits: number } | { kind: 'date' } | { kind: 'time' };

const plain: NumberStyle = { kind: 'number' };
const date: NumberStyle = { kind: 'date' };
const time: NumberStyle = { kind: 'time' };

/** The formats Excel knows by number alone; those of Chinese and Japanese Excel (27–36, 50–58) included. */
function builtInStyle(id: number): NumberStyle {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return date;
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56 ? time : plain;
}

/** The style of a format by its number and, for those beyond the built-in ones, its code. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return builtInStyle(id);
  const bare = (code.split(';')[0] ?? '')
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length };
  if (/[#?]|0(?!0*$)|general|@/.test(bare.replace(/s\.0+/, 's'))) return plain;
  if (/[yde]|m(?![:\]]).*\bd/.test(bare) || /^m+$/.test(bare)) return date;
  return /[hs]/.test(bare) ? time : plain;
}

const dayMs = 86_400_000;
const lastSerial = 2_958_465;

/** A number cell as the person who made the sheet reads it: dates as `2026-03-05` or `2026-03-05 14:30:00`, times as `14:30:00`. */
export function numberText(raw: string, style: NumberStyle, date1904: boolean): string {
  if (style.kind === 'number') return plainNumber(raw);
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (style.kind === 'padded')
    return Number.isInteger(value) && value >= 0 ? plainNumber(raw).padStart(style.digits, '0') : plainNumber(raw);
  if (value < 0 || value > lastSerial) return plainNumber(raw);
  return style.kind === 'time' && value < 1 ? clock(Math.round(value * 86_400)) : dateText(value, date1904);
}

/** Excel shows and means 15 digits; what it writes beyond them is the noise of binary fractions. */
function plainNumber(raw: string): string {
  if (raw.length <= 15 && !/[eE]/.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded);
}

function dateText(value: number, date1904: boolean): string {
  const seconds = Math.round(value * 86_400);
  const serial = Math.floor(seconds / 86_400) + (date1904 ? 1462 : 0);
  const rest = seconds % 86_400;
  // Lotus 1-2-3 thought 1900 a leap year, and Excel keeps to it: before March 1900 its serials are one day off.
  const day =
    serial === 60 ? '1900-02-29' : new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * dayMs).toISOString().slice(0, 10);
  return rest === 0 ? day : `${day} ${clock(rest)}`;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
