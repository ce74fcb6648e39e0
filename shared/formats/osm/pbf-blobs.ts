import { PbfReader } from 'pbf';
import type { ByteSource } from '../format.ts';

/** One blob of a PBF file, still compressed. Valid until the next one is asked for. */
export interface Blob {
  /** `OSMHeader`, `OSMData`, or a type to be skipped. */
  type: string;
  /** Number of the blob in the file, from 0. */
  index: number;
  bytes: Uint8Array;
}

/** Inflates zlib data whose inflated size is known; throws when it is damaged. Given by the platform. */
export type Inflate = (bytes: Uint8Array, size: number) => Uint8Array;

/** A PBF file that is not as it should be; its cause is the number of the blob. Caught where the file's reading becomes a result. */
export class MalformedPbf extends Error {}

/** Damaged bytes make the protobuf reader and the inflater throw whatever they throw: here it becomes one kind of error. */
export function checked<T>(blob: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new MalformedPbf(error instanceof Error ? error.message : 'damaged', { cause: blob });
  }
}

// Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format
const mostHeaderBytes = 64 * 1024;
const mostBlobBytes = 32 * 1024 * 1024;

/** The blobs of a file in order. Throws `MalformedPbf` where the framing breaks. */
export async function* readBlobs(source: ByteSource): AsyncGenerator<Blob, void, void> {
  const take = byteTaker(source);
  for (let index = 0; ; index++) {
    const size = await take(4);
    if (size === null) return;
    const headerBytes = new DataView(size.buffer, size.byteOffset, 4).getUint32(0);
    if (headerBytes === 0 || headerBytes > mostHeaderBytes) throw new MalformedPbf('blob header size', { cause: index });
    const header = await take(headerBytes);
    if (header === null) throw new MalformedPbf('truncated', { cause: index });
    const { type, blobBytes } = checked(index, () => readBlobHeader(header));
    if (blobBytes < 0 || blobBytes > mostBlobBytes) throw new MalformedPbf('blob size', { cause: index });
    const bytes = blobBytes === 0 ? new Uint8Array(0) : await take(blobBytes);
    if (bytes === null) throw new MalformedPbf('truncated', { cause: index });
    yield { type, index, bytes };
  }
}

function readBlobHeader(bytes: Uint8Array): { type: string; blobBytes: number } {
  const pbf = new PbfReader(bytes);
  let type = '';
  let blobBytes = -1;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) type = pbf.readString();
    else if (field === 3) blobBytes = pbf.readVarint();
  }
  return { type, blobBytes };
}

/** The blob's contents. Throws `MalformedPbf` for damaged data and for compressions other than zlib. */
export function openBlob({ bytes }: Blob, inflate: Inflate): Uint8Array {
  const pbf = new PbfReader(bytes);
  let size = -1;
  let raw: Uint8Array | null = null;
  let zlib: Uint8Array | null = null;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) raw = pbf.readBytes();
    else if (field === 2) size = pbf.readVarint();
    else if (field === 3) zlib = pbf.readBytes();
    else if (field >= 4 && field <= 7) throw new MalformedPbf('compression');
  }
  if (raw !== null) return raw;
  if (zlib === null || size < 0 || size > mostBlobBytes) throw new MalformedPbf('blob');
  if (size === 0) return new Uint8Array(0);
  return inflate(zlib, size);
}

const knownFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays']);

/** Throws `MalformedPbf` when the file asks for something this reader does not know (history files, for one). */
export function checkHeader(bytes: Uint8Array): void {
  const pbf = new PbfReader(bytes);
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField())
    if (field === 4 && !knownFeatures.has(pbf.readString())) throw new MalformedPbf('required feature');
}

/** Hands out exactly so many bytes at a time, valid until the next call; null at the end of the file. */
function byteTaker(source: ByteSource): (count: number) => Promise<Uint8Array | null> {
  const pieces = source.stream()[Symbol.asyncIterator]();
  let piece = new Uint8Array(0) as Uint8Array;
  let used = 0;
  let scratch = new Uint8Array(64 * 1024);
  return async (count) => {
    if (piece.length - used >= count) {
      used += count;
      return piece.subarray(used - count, used);
    }
    if (scratch.length < count) scratch = new Uint8Array(Math.max(count, scratch.length * 2));
    const taken = scratch.subarray(0, count);
    let filled = 0;
    for (;;) {
      const part = Math.min(count - filled, piece.length - used);
      taken.set(piece.subarray(used, used + part), filled);
      filled += part;
      used += part;
      if (filled === count) return taken;
      const next = await pieces.next();
      if (next.done === true) {
        if (filled > 0) throw new MalformedPbf('truncated');
        return null;
      }
      piece = next.value;
      used = 0;
    }
  };
}
