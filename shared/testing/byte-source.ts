import type { FileSource } from '../formats/format.ts';

/** A file made of bytes at hand, streamed in pieces of the given size. */
export function bytesAsSource(bytes: Uint8Array, name = 'test.csv', pieceBytes = 64 * 1024): FileSource {
  return {
    name,
    size: bytes.length,
    async *stream() {
      for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.slice(from, from + pieceBytes);
    },
    readAt: async (position, length) => bytes.slice(position, position + length),
  };
}

export function textAsSource(text: string, name = 'test.csv', pieceBytes = 64 * 1024): FileSource {
  return bytesAsSource(new TextEncoder().encode(text), name, pieceBytes);
}
