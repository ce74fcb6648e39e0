import { Gunzip } from 'fflate';
import type { ByteSource, FileSource } from './format.ts';
import { inflationGuard } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Compressed bytes taken at a time: a bomb of 1000:1 makes 16 MB of them before it is noticed. */
const pieceBytes = 16 * 1024;

/** The file inside a .gz (of one or several members), counted while it streams. Refuses damage and bombs. */
export function gunzipped(source: ByteSource): FileSource {
  const name = source.name.replace(/\.gz$/i, '');
  async function* stream(): AsyncGenerator<Uint8Array, void, void> {
    const guard = inflationGuard(source.name);
    let ready: Uint8Array[] = [];
    const gunzip = new Gunzip((bytes) => {
      if (bytes.length > 0) ready.push(bytes);
    });
    const push = (bytes: Uint8Array, final: boolean): void => {
      try {
        gunzip.push(bytes, final);
      } catch (error) {
        throw damaged(source.name, error);
      }
      guard(
        bytes.length,
        ready.reduce((sum, piece) => sum + piece.length, 0),
      );
    };
    for await (const bytes of source.stream())
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        // A copy: fflate keeps what it has not used yet, and the source's piece is valid only until the next one.
        push(bytes.slice(from, from + pieceBytes), false);
        yield* ready;
        ready = [];
      }
    push(new Uint8Array(0), true);
    yield* ready;
  }
  return {
    name,
    size: source.size,
    stream,
    readAt: () => Promise.reject(new Refusal('fileTypeUnsupported', { file: source.name, type: 'GZIP' })),
  };
}

const damaged = (file: string, error: unknown): Refusal =>
  new Refusal('archiveDamaged', { file, reason: error instanceof Error ? error.message : String(error) });
