import { done, failed, type Result } from '../model/failure.ts';
import type { ByteSource } from './format.ts';

export interface TextEncoding {
  /** Label `TextDecoder` takes. */
  encoding: string;
  certain: boolean;
}

/** What bytes become that are not text of the encoding. */
export const undecodable = '\ufffd';

interface DetectedEncoding extends TextEncoding {
  /** Whether any byte is beyond ASCII. */
  beyondAscii: boolean;
}

/** Bytes in which UTF-16 without a mark and slightly damaged UTF-8 are looked for. */
const judgedBytes = 2 ** 20;

/**
 * Encoding of a text file: by its byte order mark; by its zero bytes, which only UTF-16 has; else UTF-8 when every byte of the file is
 * valid UTF-8, or nearly every character; else GB18030 (what Chinese Excel writes; a superset of GBK). All but the mark and valid UTF-8
 * are guesses and say so.
 */
async function detectEncoding(source: ByteSource): Promise<DetectedEncoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let beyondAscii = false;
  try {
    for await (const bytes of wholeCharacters(source.stream())) {
      if (first) {
        const mark = markedEncoding(bytes);
        if (mark !== null) return { encoding: mark, certain: true, beyondAscii: true };
        const wide = unmarkedUtf16(bytes);
        if (wide !== null) return { encoding: wide, certain: false, beyondAscii: true };
        first = false;
      }
      const text = strict.decode(bytes);
      beyondAscii ||= text.length < bytes.length;
    }
    return { encoding: 'utf-8', certain: true, beyondAscii };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { encoding: (await isNearlyUtf8(source)) ? 'utf-8' : 'gb18030', certain: false, beyondAscii: true };
  }
}

/** UTF-16 without a mark: delimiters, digits and line ends have a zero in every other byte, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  const judged = Math.min(bytes.length, judgedBytes);
  for (let index = 0; index < judged; index++) if (bytes[index] === 0) index % 2 === 0 ? even++ : odd++;
  const enough = Math.max(3, judged / 100);
  if (odd > enough && even <= odd / 20) return 'utf-16le';
  return even > enough && odd <= even / 20 ? 'utf-16be' : null;
}

/** Whether the start is UTF-8 with a few damaged characters: other encodings read as UTF-8 are mostly damage. */
async function isNearlyUtf8(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let seen = 0;
  let sound = 0;
  let damaged = 0;
  for await (const bytes of source.stream()) {
    for (const char of decoder.decode(bytes, { stream: true }))
      if (char === undecodable) damaged += 1;
      else if (char > '\u007f') sound += 1;
    seen += bytes.length;
    if (seen >= judgedBytes) break;
  }
  return sound >= 20 * damaged;
}

/**
 * Whether bytes look like Chinese in GBK: mostly the 3,755 common characters (GB 2312 level 1, 0xB0–0xD7, sorted by sound), and of them not
 * only the first half, where other encodings have their letters.
 */
async function looksLikeGbk(source: ByteSource): Promise<boolean> {
  let pairs = 0;
  let common = 0;
  let secondHalf = 0;
  let seen = 0;
  let lead = 0;
  for await (const bytes of source.stream()) {
    for (const byte of bytes) {
      if (lead === 0) {
        if (byte > 0x80) lead = byte;
        continue;
      }
      pairs += 1;
      if (byte >= 0xa1 && lead >= 0xa1 && lead <= 0xd7) {
        common += 1;
        if (lead > 0xc8) secondHalf += 1;
      }
      lead = 0;
    }
    seen += bytes.length;
    if (seen >= judgedBytes) break;
  }
  return common >= pairs * 0.7 && secondHalf >= common * 0.1;
}

/**
 * The asked-for encoding when given, else the detected one. Fails with `unknownEncoding`. What is asked for against the evidence of the
 * bytes is used but not certain.
 */
export async function chooseEncoding(source: ByteSource, asked: string | undefined): Promise<Result<TextEncoding>> {
  const detected = await detectEncoding(source);
  if (asked === undefined) return done({ encoding: detected.encoding, certain: detected.certain });
  let encoding: string;
  try {
    encoding = new TextDecoder(asked).encoding;
  } catch {
    return failed('unknownEncoding', { encoding: asked.slice(0, 40) });
  }
  if (!detected.beyondAscii) return done({ encoding, certain: !encoding.startsWith('utf-16') });
  if (detected.certain || encoding.startsWith('utf-')) return done({ encoding, certain: encoding === detected.encoding });
  return done({ encoding, certain: encoding.startsWith('gb') && detected.encoding === 'gb18030' && (await looksLikeGbk(source)) });
}

/** The file as text pieces, the byte order mark removed, line ends as they stand. Undecodable bytes become U+FFFD. */
export async function* readText(source: ByteSource, encoding: string): AsyncGenerator<string, void, void> {
  if (encoding === 'utf-8') return yield* readUtf8(source);
  const decoder = new TextDecoder(encoding);
  for await (const bytes of largerPieces(source.stream())) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** V8 decodes whole, valid UTF-8 in little more than half the time of a decoder that keeps its state from piece to piece. */
async function* readUtf8(source: ByteSource): AsyncGenerator<string, void, void> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
  let isStart = true;
  for await (const bytes of wholeCharacters(source.stream())) {
    let text: string;
    try {
      text = strict.decode(bytes);
    } catch {
      text = lenient.decode(bytes);
    }
    yield isStart && text.startsWith('\ufeff') ? text.slice(1) : text;
    isStart = false;
  }
}

/**
 * The same bytes in pieces that end with a line, or at least, in a line longer than a piece, with a character of UTF-8. A piece is valid until the
 * next one is asked for.
 */
async function* wholeCharacters(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let bytes = new Uint8Array(0);
  let held = 0;
  for await (const piece of pieces) {
    const filled = held + piece.length;
    if (bytes.length < filled) {
      const larger = new Uint8Array(filled + usualLineBytes);
      larger.set(bytes.subarray(0, held));
      bytes = larger;
    }
    bytes.set(piece, held);
    const lineEnd = piece.lastIndexOf(lineFeed);
    const end = lineEnd < 0 ? endOfCharacters(bytes.subarray(0, filled)) : held + lineEnd + 1;
    if (end > 0) yield bytes.subarray(0, end);
    bytes.copyWithin(0, end, filled);
    held = filled - end;
  }
  if (held > 0) yield bytes.subarray(0, held);
}
const lineFeed = 10;
const usualLineBytes = 4096;

/** Where a last character begins that lacks bytes; the length when none does. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - 3; at--) {
    const byte = bytes[at]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf8 ? 4 : 1;
    return bytes.length - at < needed ? at : bytes.length;
  }
  return bytes.length;
}

const heldBackBytes = 64;

/**
 * The same bytes in pieces of at least 64, so long as the file has as many: Node's decoder of multi-byte encodings sizes its output by
 * the piece and throws when the piece is tiny and what it completes is not valid (seen in Node 20 and 24 with 0x81 0x30 0x81, then 0x20).
 */
async function* largerPieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let held = new Uint8Array(0);
  for await (const piece of pieces) {
    const bytes = new Uint8Array(held.length + piece.length);
    bytes.set(held);
    bytes.set(piece, held.length);
    const ready = bytes.length < 2 * heldBackBytes ? 0 : bytes.length - heldBackBytes;
    if (ready > 0) yield bytes.subarray(0, ready);
    held = bytes.slice(ready);
  }
  if (held.length > 0) yield held;
}

/** Bytes as text in the first encoding in which they are valid; the last one is used even where they are not. */
export function decodeTrying(bytes: Uint8Array, encodings: readonly [string, ...string[]]): { text: string; encoding: string } {
  for (const encoding of encodings.slice(0, -1)) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not this one.
    }
  }
  const last = encodings.at(-1) as string;
  return { text: new TextDecoder(last).decode(bytes), encoding: last };
}

export function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'gb18030';
  return null;
}
