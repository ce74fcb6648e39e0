import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { done, failed, type Result } from '../../shared/model/index.ts';
import { replaceFile } from '../write-file-atomically.ts';
import type { AvailableUpdate } from './check-for-update.ts';
import type { UpdateFile } from './manifest.ts';
import { updateSource } from './update-source.ts';

export interface FetchOptions {
  /** A folder of its own: whatever else is in it, earlier installers and broken downloads, is removed. */
  folder: string;
  signal: AbortSignal;
  onProgress(doneBytes: number, totalBytes: number): void;
}

/**
 * Brings the installer of an update into a folder and answers with its path; the file has its final name only once size and
 * SHA-512 are those signed. Nothing is run. Fails with `updateSourceUnreachable`, `updateIncomplete`, `updateDamaged`,
 * `updateNotWritten`, `updateCancelled`; then nothing is left in the folder.
 */
export async function fetchUpdate(
  { source, file }: AvailableUpdate,
  { folder, signal, onProgress }: FetchOptions,
): Promise<Result<string>> {
  const target = join(folder, file.name);
  const partial = `${target}.partial`;
  const discard = () => rmSync(partial, { force: true });
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return failed('updateNotWritten', { path: folder, reason: messageOf(error) });
  }
  try {
    for (const name of readdirSync(folder)) if (name !== file.name) rmSync(join(folder, name), { recursive: true, force: true });
    if (await isWhole(target, file)) return done(target);
    rmSync(target, { force: true });

    const opened = await updateSource(source).openFile(file.name, signal);
    if (!opened.ok) return opened;
    const content = await copy(opened.value, partial, file, { signal, onProgress });
    if (!content.ok) {
      discard();
      return content;
    }
    replaceFile(partial, target);
    return done(target);
  } catch (error) {
    discard();
    return failed('updateNotWritten', { path: target, reason: messageOf(error) });
  }
}

async function copy(
  input: Readable,
  path: string,
  file: UpdateFile,
  { signal, onProgress }: Omit<FetchOptions, 'folder'>,
): Promise<Result<null>> {
  const hash = createHash('sha512');
  let size = 0;
  // A failure of one stream is passed on to the other; the first to tell is the one that failed.
  let failedFirst: 'read' | 'write' | null = null;
  input.once('error', () => {
    failedFirst ??= 'read';
  });
  const output = createWriteStream(path, { flush: true });
  output.once('error', () => {
    failedFirst ??= 'write';
  });
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      size += chunk.length;
      // More than was signed is wrong already: do not fill the disk with it.
      if (size > file.size) return next(new TooLong());
      hash.update(chunk);
      onProgress(size, file.size);
      next(null, chunk);
    },
  });
  try {
    await pipeline(input, meter, output, { signal });
  } catch (error) {
    if (signal.aborted) return failed('updateCancelled');
    if (error instanceof TooLong) return failed('updateDamaged', { name: file.name });
    if (failedFirst === 'read') return failed('updateIncomplete', { name: file.name, size, expected: file.size });
    throw error;
  }
  if (size < file.size) return failed('updateIncomplete', { name: file.name, size, expected: file.size });
  return hash.digest('hex') === file.sha512 ? done(null) : failed('updateDamaged', { name: file.name });
}

class TooLong extends Error {}

async function isWhole(path: string, file: UpdateFile): Promise<boolean> {
  try {
    if (statSync(path).size !== file.size) return false;
    const hash = createHash('sha512');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex') === file.sha512;
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
