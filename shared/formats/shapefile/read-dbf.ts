import { mostColumns } from '../limits.ts';
import { decodeTrying } from '../read-text.ts';
import { Refusal } from '../refusal.ts';

export interface DbfField {
  name: string;
  type: string;
  /** Offset and length in the record. */
  start: number;
  length: number;
}
export interface DbfHeader {
  fields: DbfField[];
  headerBytes: number;
  recordBytes: number;
  recordCount: number;
  /** Language driver: 0x4D and 0x7A mean GBK. */
  language: number;
}

/** The header of a dBASE III/IV table. Names are decoded by `decode`. Refuses what contradicts itself. */
export function readDbfHeader(bytes: Uint8Array, file: string, decode: (bytes: Uint8Array) => string): DbfHeader {
  const malformed = (): Refusal => new Refusal('fileMalformed', { file, place: 'DBF' });
  if (bytes.length < 33) throw malformed();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  const fields: DbfField[] = [];
  const used = new Set<string>();
  let start = 1;
  for (let at = 32; at + 32 <= Math.min(bytes.length, headerBytes) && bytes[at] !== 0x0d; at += 32) {
    const end = bytes.subarray(at, at + 11).indexOf(0);
    const base = decode(bytes.subarray(at, at + (end < 0 ? 11 : end))).trim() || `#${fields.length + 1}`;
    let name = base;
    for (let repeat = 2; used.has(name) || name === '__proto__'; repeat++) name = `${base} (${repeat})`;
    used.add(name);
    const length = bytes[at + 16]!;
    fields.push({ name, type: String.fromCharCode(bytes[at + 11]!), start, length });
    start += length;
    if (fields.length > mostColumns) throw new Refusal('tooManyColumns', { file, count: fields.length, limit: mostColumns });
  }
  if (fields.length === 0 || start > recordBytes) throw malformed();
  return { fields, headerBytes, recordBytes, recordCount: view.getUint32(4, true), language: bytes[29]! };
}

/** The values of one record as text; null when it is marked as deleted. */
export function readDbfRecord(
  record: Uint8Array,
  fields: readonly DbfField[],
  decode: (bytes: Uint8Array) => string,
): Record<string, string> | null {
  if (record[0] === 0x2a) return null;
  const values: Record<string, string> = {};
  for (const { name, type, start, length } of fields) values[name] = fieldText(record.subarray(start, start + length), type, decode);
  return values;
}

function fieldText(bytes: Uint8Array, type: string, decode: (bytes: Uint8Array) => string): string {
  const end = bytes.findLastIndex((byte) => byte !== 0x20 && byte !== 0) + 1;
  if (end === 0) return '';
  const text = decode(bytes.subarray(0, end)).trim();
  if (type === 'D' && /^0{8}$/.test(text)) return '';
  if (type === 'D') return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  if (type === 'L') return /^[ty]/i.test(text) ? 'true' : /^[fn]/i.test(text) ? 'false' : '';
  // Asterisks fill a number that did not fit.
  if (type === 'N' || type === 'F') return /^\*+$/.test(text) ? '' : text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return text;
}

/** Decodes text cut to a field's width: a character cut in half at its end is left out rather than garbled. */
export function fieldDecoder(encoding: string): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder(encoding);
  return (bytes) => {
    if (bytes.every((byte) => byte < 0x80)) return decoder.decode(bytes);
    for (let cut = 0; cut < 4 && cut < bytes.length; cut++) {
      const { text, encoding: used } = decodeTrying(bytes.subarray(0, bytes.length - cut), [encoding, 'utf-8']);
      if (used === encoding && !text.includes('\ufffd')) return text;
    }
    return decoder.decode(bytes);
  };
}
