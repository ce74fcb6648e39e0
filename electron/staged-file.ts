import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { done, failed, type Result } from '../shared/model/index.ts';
import { replaceFile } from './write-file-atomically.ts';

/** A file written in full beside its place, and not there yet. */
export interface StagedFile {
  readonly path: string;
  /** Where it lies until then. */
  readonly draft: string;
  /** Puts it in its place. Throws only when the disk fails. */
  commit(): void;
  discard(): void;
}

/** A hidden name beside a file, for what is to become it. */
export const draftPathOf = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.partial`);

/** A file another process, or another writer, has finished and synced at `draft`. */
export const stagedAt = (draft: string, path: string): StagedFile => ({
  path,
  draft,
  commit: () => replaceFile(draft, path),
  discard: () => rmSync(draft, { force: true }),
});

/**
 * Writes chunks to a hidden file in the target's folder and syncs it. Nothing shows under the target's name before
 * `commit`. Fails with `fileNotWritten` when the disk or the folder refuses; leaves nothing behind, whatever goes wrong.
 */
export async function stageFile(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<Result<StagedFile>> {
  const draft = draftPathOf(path);
  const staged = stagedAt(draft, path);
  try {
    const file = openSync(draft, 'w');
    try {
      for await (const chunk of chunks) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    staged.discard();
    if (!(error instanceof Error && 'code' in error)) throw error;
    return failed('fileNotWritten', { path, reason: error.message });
  }
  return done(staged);
}
