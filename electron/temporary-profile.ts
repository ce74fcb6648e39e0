import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './is-running.ts';

const prefix = 'fire-one-map-profile-';

/**
 * A Chromium profile for one headless call, so that it can run beside open windows and other calls. Chromium still writes
 * to it while the process ends, so each call clears away what earlier ones left.
 */
export function makeTemporaryProfile(folder: string): string {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    removeIfOurs(join(folder, name));
  }
  const profile = join(folder, `${prefix}${process.pid}`);
  mkdirSync(profile, { mode: 0o700 });
  return profile;
}

/** Another account's left-overs are its own to clear away. */
function removeIfOurs(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
