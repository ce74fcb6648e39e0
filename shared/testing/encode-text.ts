/** Encodings a Chinese office's tables come in, and some that only look like them. */
export const testEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
export type TestEncoding = (typeof testEncodings)[number];

const tables = new Map<TestEncoding, Map<string, number[]>>();

/** Every character a one- or two-byte encoding has (for GB18030 the GBK part and the four-byte part up to U+FFFF), found by decoding. */
function tableOf(encoding: TestEncoding): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  const add = (bytes: number[]): void => {
    const text = decoder.decode(new Uint8Array(bytes));
    if (Array.from(text).length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 256; first++) add([first]);
  if (encoding !== 'windows-1252')
    for (let first = 0x81; first < 0xff; first++) for (let second = 0x30; second < 0xff; second++) add([first, second]);
  if (encoding === 'gb18030')
    for (let first = 0x81; first <= 0x84; first++)
      for (let second = 0x30; second <= 0x39; second++)
        for (let third = 0x81; third <= 0xfe; third++)
          for (let fourth = 0x30; fourth <= 0x39; fourth++) add([first, second, third, fourth]);
  tables.set(encoding, table);
  return table;
}

/** Text in an encoding, without a mark; characters it lacks become `?`. */
export function encodeText(text: string, encoding: TestEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le');
    return bytes;
  }
  const table = tableOf(encoding);
  return Uint8Array.from(Array.from(text).flatMap((char) => table.get(char) ?? [63]));
}
