import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const COPY_BYTES = 1 << 20;

/** Copies a file over what is at `to`, byte by byte; `onBytes` hears how much is there. Throws the file system's error. */
export function copyFile(from: string, to: string, onBytes: (bytes: number) => void): void {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'w');
    try {
      const buffer = Buffer.allocUnsafe(COPY_BYTES);
      for (let copied = 0; ; ) {
        const read = readSync(source, buffer, 0, COPY_BYTES, copied);
        if (read === 0) return;
        for (let written = 0; written < read; ) written += writeSync(target, buffer, written, read - written);
        copied += read;
        onBytes(copied);
      }
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
