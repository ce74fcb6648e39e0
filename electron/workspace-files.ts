import { rmSync, statSync } from 'node:fs';

/** Files SQLite keeps beside a workspace while it is open. */
export const besideSuffixes = ['-wal', '-shm', '-journal'] as const;

export function fileExists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Removes a workspace that was never handed over, with everything beside it. */
export function removeWorkspace(path: string): void {
  for (const suffix of ['', ...besideSuffixes, '.lock', '.new']) rmSync(`${path}${suffix}`, { force: true });
}
