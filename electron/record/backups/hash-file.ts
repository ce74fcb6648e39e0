import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const READ_BYTES = 1 << 20;

/** SHA-256 of a file as hex, and its size in bytes; `onBytes` hears how much was read. Throws the file system's error. */
export function hashFile(path: string, onBytes?: (bytes: number) => void): { sha256: string; size: number } {
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let size = 0;
    for (;;) {
      const read = readSync(file, buffer, 0, READ_BYTES, size);
      if (read === 0) return { sha256: hash.digest('hex'), size };
      hash.update(buffer.subarray(0, read));
      size += read;
      onBytes?.(size);
    }
  } finally {
    closeSync(file);
  }
}
