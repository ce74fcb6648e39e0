import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { done, type Result } from '../../../shared/model/index.ts';
import { replaceFile, syncFolder } from '../../write-file-atomically.ts';
import { stemOf } from '../backups/backup-folder.ts';
import { retryWhileHeld } from '../backups/retry-while-held.ts';
import { removeWitness } from './witness.ts';

/** A checked backup on its way to a workspace's name. Once it is there, the recovery is carried to its end. */
const replacementOf = (path: string): string => `${path}.recovering`;

export const isRecovering = (path: string): boolean => existsSync(replacementOf(path));

/**
 * Puts a backup in the place of a workspace that does not open. What stands there is renamed to
 * `name.damaged-TIME.gpkg`, its WAL with it, and never written to. The caller holds the lock. Answers where the damaged file now is, null when
 * there was none. `copyBackup` puts a checked, synced copy of the backup to a path; its failures are those of this. Storage errors
 * are thrown. Cut short anywhere, it is finished by `finishRecovery`.
 */
export async function recoverWorkspace(
  path: string,
  copyBackup: (to: string) => Promise<Result<null>>,
  now: Date,
): Promise<Result<{ keptAside: string | null }>> {
  const draft = `${path}.recovering-draft`;
  try {
    const copied = await copyBackup(draft);
    if (!copied.ok) return copied;
    await retryWhileHeld(() => replaceFile(draft, replacementOf(path)));
  } finally {
    rmSync(draft, { force: true });
  }
  return done({ keptAside: finishRecovery(path, now) });
}

/** Carries on a recovery that had got as far as its replacement; does nothing when there is none. */
export function finishRecovery(path: string, now: Date): string | null {
  const replacement = replacementOf(path);
  if (!existsSync(replacement)) return null;
  const keptAside = moveAside(path, now);
  removeWitness(path);
  replaceFile(replacement, path);
  return keptAside;
}

/** The file moves before its WAL: a workspace is never found under its name without the changes in its WAL. */
function moveAside(path: string, now: Date): string | null {
  const time = now.toISOString().replace(/[-:]/g, '').slice(0, 15);
  const target = join(dirname(path), `${stemOf(path)}.damaged-${time}.gpkg`);
  const moved = existsSync(path);
  if (moved) renameSync(path, target);
  for (const suffix of ['-wal', '-journal']) if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  rmSync(`${path}-shm`, { force: true });
  syncFolder(dirname(path));
  return moved ? target : null;
}

/** Damaged files kept aside beside a workspace, newest first. */
export function readKeptAside(path: string): { path: string; size: number; at: string }[] {
  const folder = dirname(path);
  const start = `${basename(stemOf(path))}.damaged-`;
  const kept: { path: string; size: number; at: string }[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!name.startsWith(start) || !name.endsWith('.gpkg')) continue;
    const { size, ctime } = statSync(join(folder, name));
    kept.push({ path: join(folder, name), size, at: ctime.toISOString() });
  }
  return kept.sort((one, other) => other.at.localeCompare(one.at));
}
