import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileSource } from '../../shared/formats/format.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';

const pieceBytes = 256 * 1024;

export interface OpenFile {
  source: FileSource;
  /** A folder has no bytes: what is in it is read one by one. */
  isFolder: boolean;
  /** SHA-256 in hex, once a pass has read the whole file; null before. */
  fileHash(): string | null;
  /** Makes such a pass where none has been made: archives and databases are read here and there. */
  readForHash(): Promise<void>;
  /** Bytes handed out so far, over all passes. */
  bytesRead(): number;
  close(): Promise<void>;
}

/**
 * Opens a file for streaming, each pass with its own reads over one handle. Fails with `fileUnreadable`, `fileEmpty` or `fileTooLarge`.
 * A pass calls `checkpoint` between pieces; what that throws ends the pass.
 */
export async function openByteSource(path: string, mostBytes: number, checkpoint: () => void = () => {}): Promise<Result<OpenFile>> {
  const name = basename(path);
  let handle: FileHandle;
  if ((await stat(path).catch(() => null))?.isDirectory()) return done(openFolder(name));
  let size: number;
  try {
    handle = await open(path, 'r');
    const stats = await handle.stat();
    size = stats.isFile() ? stats.size : -1;
  } catch (error) {
    return failed('fileUnreadable', { file: name, reason: errorCode(error) });
  }
  const refused =
    size < 0
      ? failed('fileUnreadable', { file: name, reason: 'EISDIR' })
      : size === 0
        ? failed('fileEmpty', { file: name })
        : size > mostBytes
          ? failed('fileTooLarge', { file: name, megabytes: Math.ceil(size / 2 ** 20), limit: Math.floor(mostBytes / 2 ** 20) })
          : null;
  if (refused !== null) {
    await handle.close();
    return refused;
  }
  let fileHash: string | null = null;
  let bytesRead = 0;
  async function* stream(): AsyncGenerator<Uint8Array, void, void> {
    const hash = fileHash === null ? createHash('sha256') : null;
    const buffer = new Uint8Array(pieceBytes);
    let position = 0;
    for (;;) {
      checkpoint();
      const { bytesRead: count } = await handle.read(buffer, 0, pieceBytes, position);
      if (count === 0) break;
      position += count;
      bytesRead += count;
      const piece = buffer.subarray(0, count);
      hash?.update(piece);
      yield piece;
    }
    if (hash !== null) fileHash = hash.digest('hex');
  }
  async function readAt(position: number, length: number): Promise<Uint8Array> {
    checkpoint();
    const wanted = Math.max(0, Math.min(length, size - position));
    const buffer = new Uint8Array(wanted);
    let filled = 0;
    while (filled < wanted) {
      const { bytesRead: count } = await handle.read(buffer, filled, wanted - filled, position + filled);
      if (count === 0) break;
      filled += count;
    }
    bytesRead += filled;
    return buffer.subarray(0, filled);
  }
  return done({
    isFolder: false,
    source: { name, size, stream, readAt },
    fileHash: () => fileHash,
    async readForHash() {
      const pieces = stream();
      while (fileHash === null) await pieces.next();
    },
    bytesRead: () => bytesRead,
    close: () => handle.close(),
  });
}

function openFolder(name: string): OpenFile {
  return {
    isFolder: true,
    source: { name, size: 0, async *stream() {}, readAt: async () => new Uint8Array(0) },
    fileHash: () => null,
    readForHash: async () => {},
    bytesRead: () => 0,
    close: async () => {},
  };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
