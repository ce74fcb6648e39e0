import { done, failed, type Result } from '../model/failure.ts';
import type { ByteSource } from './format.ts';

export interface TextEncoding {
  /** Label `TextDecoder` takes. */
  encoding: string;
  certain: boolean;
}

/**
 * Encoding of a text file: by its byte order mark, else UTF-8 when every byte of the file is valid UTF-8, else GB18030 (what
 * Chinese Excel writes; a superset of GBK), which is a guess and says so.
 */
export async function detectEncoding(source: ByteSource): Promise<TextEncoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const bytes of source.stream()) {
      if (first) {
        const mark = markedEncoding(bytes);
        if (mark !== null) return { encoding: mark, certain: true };
        first = false;
      }
      strict.decode(bytes, { stream: true });
    }
    strict.decode();
    return { encoding: 'utf-8', certain: true };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { encoding: 'gb18030', certain: false };
  }
}

/** The asked-for encoding when given, else the detected one. Fails with `unknownEncoding`. */
export async function chooseEncoding(source: ByteSource, asked: string | undefined): Promise<Result<TextEncoding>> {
  if (asked === undefined) return done(await detectEncoding(source));
  try {
    return done({ encoding: new TextDecoder(asked).encoding, certain: true });
  } catch {
    return failed('unknownEncoding', { encoding: asked.slice(0, 40) });
  }
}

/** The file as text pieces, the byte order mark removed, line ends as they stand. Undecodable bytes become U+FFFD. */
export async function* readText(source: ByteSource, encoding: string): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding);
  const pieces = encoding === 'utf-8' ? source.stream() : largerPieces(source.stream());
  for await (const bytes of pieces) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
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
