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
  const begun = beginFile(path);
  if (!begun.ok) return begun;
  try {
    for await (const chunk of chunks) {
      const written = begun.value.write(chunk);
      if (!written.ok) return written;
    }
  } catch (error) {
    begun.value.discard();
    if (!(error instanceof Error && 'code' in error)) throw error;
    return notWritten(path, error);
  }
  return begun.value.finish();
}

/** A file being written beside its place, chunk by chunk. Whatever fails, fails as `notWritten` and leaves nothing behind. */
export interface BegunFile {
  write(chunk: string | Uint8Array): Result<null>;
  /** Syncs what was written. */
  finish(): Result<StagedFile>;
  discard(): void;
}

export function beginFile(path: string): Result<BegunFile> {
  const staged = stagedAt(draftPathOf(path), path);
  let file: number | null = null;
  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const discard = (): void => {
    try {
      close();
    } finally {
      staged.discard();
    }
  };
  const attempt = <T>(work: () => T): Result<T> => {
    try {
      return done(work());
    } catch (error) {
      discard();
      if (!(error instanceof Error && 'code' in error)) throw error;
      return notWritten(path, error);
    }
  };
  const write = (chunk: string | Uint8Array): null => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let written = 0; written < bytes.length; ) written += writeSync(file!, bytes, written);
    return null;
  };
  return attempt(() => {
    file = openSync(staged.draft, 'w');
    return {
      write: (chunk) => attempt(() => write(chunk)),
      finish: () =>
        attempt(() => {
          fsyncSync(file!);
          close();
          return staged;
        }),
      discard,
    };
  });
}
