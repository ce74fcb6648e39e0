import { constants, readdirSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { done, type Result } from '../../shared/model/index.ts';
import { isRunning } from '../is-running.ts';
import { removeWitness } from '../record/recovery/witness.ts';
import { notWritten } from '../staged-file.ts';
import { besideSuffixes, fileExists, removeWorkspace } from '../workspace-files.ts';
import { replaceFile } from '../write-file-atomically.ts';

const copySuffix = '.partial.gpkg';

/** A copy of a workspace to work on, beside it, on the same disk. */
export interface WorkingCopy {
  readonly path: string;
  /** Whether the copy starts as an existing workspace; otherwise its path is free and a new one is created there. */
  readonly existing: boolean;
  /** Puts the closed copy in the workspace's place, durably. Fails as `notWritten`; the workspace is as it was then. */
  commit(): Promise<Result<null>>;
  discard(): void;
}

/**
 * Copies a workspace that nobody has open, with what its last crash may have left in the write-ahead log, so that the
 * original is only read. Fails as `notWritten`.
 */
export async function makeWorkingCopy(workspace: string): Promise<Result<WorkingCopy>> {
  const prefix = `.${basename(workspace, '.gpkg')}.`;
  clearAbandoned(dirname(workspace), prefix);
  const path = join(dirname(workspace), `${prefix}${process.pid}${copySuffix}`);
  const discard = () => removeWorkspace(path);
  const existing = fileExists(workspace);
  try {
    if (existing) {
      for (const suffix of ['', '-wal', '-journal']) {
        if (fileExists(workspace + suffix)) await copyFile(workspace + suffix, path + suffix, constants.COPYFILE_FICLONE);
      }
    }
  } catch (error) {
    discard();
    return notWritten(path, error as Error);
  }
  return done({ path, existing, discard, commit: () => commitCopy(path, workspace) });
}

/** Copies of calls that were killed in their middle. Their workspace was never touched, so nothing in them is missed. */
function clearAbandoned(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith(copySuffix)) continue;
    const pid = name.slice(prefix.length, -copySuffix.length);
    if (/^\d+$/.test(pid) && !isRunning(Number(pid))) removeWorkspace(join(folder, name));
  }
}

async function commitCopy(copy: string, workspace: string): Promise<Result<null>> {
  try {
    const file = await open(copy, 'r+');
    await file.sync();
    await file.close();
    // The seal over the workspace as it was closed last says nothing of the copy. First, so that it never stands beside a file it does not know.
    removeWitness(workspace);
    replaceFile(copy, workspace);
    return done(null);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return notWritten(workspace, error);
  }
}

/** Whether files beside the workspace hold commits that are not in it yet: it was not closed properly. */
export function hasLeftovers(workspace: string): boolean {
  return besideSuffixes.some((suffix) => suffix !== '-shm' && fileExists(workspace + suffix));
}
