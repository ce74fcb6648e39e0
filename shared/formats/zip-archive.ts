import { Inflate } from 'fflate';
import type { FileSource } from './format.ts';
import { checkInflation, mostArchiveEntries } from './limits.ts';
import { decodeTrying } from './read-text.ts';
import { Refusal } from './refusal.ts';

export interface ZipEntry {
  /** Path inside the archive, with forward slashes. */
  name: string;
  compressedBytes: number;
  inflatedBytes: number;
  method: number;
  headerPosition: number;
}

/** A zip archive, read where it lies: nothing is ever unpacked to disk. */
export interface ZipArchive {
  /** Files only, in the order of the directory. */
  entries: readonly ZipEntry[];
  find(name: string): ZipEntry | null;
  /** The inflated bytes of an entry. Refuses damage, and more bytes than the directory states. */
  stream(entry: ZipEntry): AsyncGenerator<Uint8Array, void, void>;
  /** A whole small entry. Refuses one larger than `mostBytes`. */
  read(entry: ZipEntry, mostBytes: number): Promise<Uint8Array>;
}

const endRecordBytes = 22;
const longestComment = 65_535;
const mostDirectoryBytes = 16 * 2 ** 20;
const readBytes = 256 * 1024;
/** Compressed bytes inflated at a time, so that no step makes more than 16 MB. */
const stepBytes = 16 * 1024;
const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };

/**
 * Reads the directory of a zip archive (PKWARE APPNOTE 6.3.10) and refuses it, before anything is inflated, for too many entries, too much
 * inflated, too high a ratio, paths that lead out of a folder, links, and encryption.
 */
export async function openZip(source: FileSource): Promise<ZipArchive> {
  const file = source.name;
  const damaged = (reason: string): Refusal => new Refusal('archiveDamaged', { file, reason });
  const { count, position, bytes } = await findDirectory(source, damaged);
  if (count > mostArchiveEntries) throw new Refusal('archiveEntries', { file, count, limit: mostArchiveEntries });
  if (bytes > mostDirectoryBytes || position + bytes > source.size) throw damaged('directory');
  const entries = readDirectory(await source.readAt(position, bytes), file, damaged);
  checkInflation(
    file,
    source.size,
    entries.reduce((sum, entry) => sum + entry.inflatedBytes, 0),
  );
  for (const entry of entries) checkInflation(file, entry.compressedBytes, entry.inflatedBytes);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));

  async function* stream(entry: ZipEntry): AsyncGenerator<Uint8Array, void, void> {
    const header = viewOf(await source.readAt(entry.headerPosition, 30));
    if (header.byteLength < 30 || header.getUint32(0, true) !== signatures.local) throw damaged(entry.name);
    let at = entry.headerPosition + 30 + header.getUint16(26, true) + header.getUint16(28, true);
    const end = at + entry.compressedBytes;
    if (end > source.size) throw damaged(entry.name);
    let made = 0;
    let ready: Uint8Array[] = [];
    const take = (piece: Uint8Array): void => {
      made += piece.length;
      if (made > entry.inflatedBytes) throw damaged(entry.name);
      if (piece.length > 0) ready.push(piece);
    };
    const inflate = entry.method === 0 ? null : new Inflate(take);
    const push = (piece: Uint8Array, final: boolean): void => {
      try {
        if (inflate === null) take(piece);
        else inflate.push(piece, final);
      } catch (error) {
        throw error instanceof Refusal ? error : damaged(entry.name);
      }
    };
    while (at < end) {
      const read = await source.readAt(at, Math.min(readBytes, end - at));
      if (read.length === 0) throw damaged(entry.name);
      at += read.length;
      for (let from = 0; from < read.length; from += stepBytes) {
        push(read.subarray(from, from + stepBytes), false);
        yield* ready;
        ready = [];
      }
    }
    push(new Uint8Array(0), true);
    yield* ready;
    if (made !== entry.inflatedBytes) throw damaged(entry.name);
  }

  return {
    entries,
    find: (name) => byName.get(name) ?? null,
    stream,
    async read(entry, mostBytes) {
      if (entry.inflatedBytes > mostBytes)
        throw new Refusal('archiveTooLarge', {
          file: `${file}/${entry.name}`,
          megabytes: Math.ceil(entry.inflatedBytes / 2 ** 20),
          limit: Math.floor(mostBytes / 2 ** 20),
        });
      const whole = new Uint8Array(entry.inflatedBytes);
      let filled = 0;
      for await (const piece of stream(entry)) {
        whole.set(piece, filled);
        filled += piece.length;
      }
      return whole;
    },
  };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function findDirectory(
  source: FileSource,
  damaged: (reason: string) => Refusal,
): Promise<{ count: number; position: number; bytes: number }> {
  const tailBytes = Math.min(source.size, endRecordBytes + longestComment);
  const tailPosition = source.size - tailBytes;
  const tail = viewOf(await source.readAt(tailPosition, tailBytes));
  let at = tail.byteLength - endRecordBytes;
  while (at >= 0 && tail.getUint32(at, true) !== signatures.end) at -= 1;
  if (at < 0) throw damaged('end');
  const plain = { count: tail.getUint16(at + 10, true), bytes: tail.getUint32(at + 12, true), position: tail.getUint32(at + 16, true) };
  if (at < 20 || tail.getUint32(at - 20, true) !== signatures.locator64) return plain;
  const wide = viewOf(await source.readAt(Number(tail.getBigUint64(at - 12, true)), 56));
  if (wide.byteLength < 56 || wide.getUint32(0, true) !== signatures.end64) throw damaged('end');
  return {
    count: Number(wide.getBigUint64(32, true)),
    bytes: Number(wide.getBigUint64(40, true)),
    position: Number(wide.getBigUint64(48, true)),
  };
}

function readDirectory(bytes: Uint8Array, file: string, damaged: (reason: string) => Refusal): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let listed = 0;
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === signatures.central; ) {
    listed += 1;
    if (listed > mostArchiveEntries) throw new Refusal('archiveEntries', { file, count: listed, limit: mostArchiveEntries });
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > bytes.length) throw damaged('directory');
    const flags = view.getUint16(at + 8, true);
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameBytes), (flags & 0x800) !== 0);
    checkEntry(name, file, flags, view.getUint16(at + 4, true) >> 8, view.getUint32(at + 38, true) >>> 16);
    const entry: ZipEntry = {
      name,
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      inflatedBytes: view.getUint32(at + 24, true),
      headerPosition: view.getUint32(at + 42, true),
    };
    widen(entry, view, at + 46 + nameBytes, extraBytes);
    if (!name.endsWith('/')) {
      if (entry.method !== 0 && entry.method !== 8) throw new Refusal('archiveMethod', { file, entry: name, method: entry.method });
      entries.push(entry);
    }
    at = next;
  }
  if (listed === 0) throw damaged('directory');
  return entries;
}

/** Refuses what a careless unpacker would write elsewhere, and what nobody here can open. */
function checkEntry(name: string, file: string, flags: number, madeBy: number, unixMode: number): void {
  const shown = name.slice(0, 100);
  const leadsOut = name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..');
  if (leadsOut) throw new Refusal('archivePath', { file, entry: shown });
  if (madeBy === 3 && (unixMode & 0xf000) === 0xa000) throw new Refusal('archiveLink', { file, entry: shown });
  if ((flags & 1) !== 0) throw new Refusal('archiveEncrypted', { file, entry: shown });
}

/** Names without the UTF-8 flag are UTF-8 all the same on macOS and Linux, GBK on Chinese Windows. */
function nameOf(bytes: Uint8Array, marked: boolean): string {
  const name = marked ? new TextDecoder().decode(bytes) : decodeTrying(bytes, ['utf-8', 'gb18030']).text;
  return name.replaceAll('\\', '/');
}

/** Sizes and place beyond 4 GB stand in the zip64 extra field, which some writers always use. */
function widen(entry: ZipEntry, view: DataView, extraPosition: number, extraBytes: number): void {
  const end = extraPosition + extraBytes;
  for (let at = extraPosition; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let value = at + 4;
    for (const field of ['inflatedBytes', 'compressedBytes', 'headerPosition'] as const) {
      if (entry[field] !== 0xffff_ffff || value + 8 > end) continue;
      entry[field] = Number(view.getBigUint64(value, true));
      value += 8;
    }
    return;
  }
}
