import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { done, failed, type Result } from '../shared/model/index.ts';
import { storageFailure } from './record/storage-failure.ts';
import { replaceFile } from './write-file-atomically.ts';

/** A file written in full beside its place, and not there yet. */
export interface StagedFile {
  readonly path: string;
  /** Where it lies until then. */
  readonly draft: string;
  /** Puts it in its place. Fails as `notWritten`; the draft is gone then. */
  commit(): Result<null>;
  discard(): void;
}

/** A hidden name beside a file, for what is to become it. */
export const draftPathOf = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.partial`);

/** A file another process, or another writer, has finished and synced at `draft`. */
export const stagedAt = (draft: string, path: string): StagedFile => ({
  path,
  draft,
  commit: () => {
    try {
      replaceFile(draft, path);
      return done(null);
    } catch (error) {
      rmSync(draft, { force: true });
      if (!(error instanceof Error && 'code' in error)) throw error;
      return notWritten(path, error);
    }
  },
  discard: () => rmSync(draft, { force: true }),
});

/** What Windows answers for a file that Excel has open, and every system where writing is not allowed. */
const heldCodes: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES', 'EROFS']);

/** The failure of a file that could not be written: `fileNoRoom`, `fileHeld`, else `fileNotWritten` with the system's words. */
export function notWritten(path: string, error: Error): ReturnType<typeof failed> {
  const code =
    storageFailure(error)?.code === 'diskFull' ? 'fileNoRoom' : heldCodes.has((error as NodeJS.ErrnoException).code) ? 'fileHeld' : null;
  return failed(code ?? 'fileNotWritten', { path, reason: error.message });
}

/**
 * Writes chunks to a hidden file in the target's folder and syncs it. Nothing shows under the target's name before
 * `commit`. Fails as `notWritten` when the disk or the folder refuses; leaves nothing behind, whatever goes wrong.
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
    return notWritten(path, error);
  }
  return done(staged);
}
