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
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const profile = join(folder, `${prefix}${process.pid}`);
  mkdirSync(profile, { mode: 0o700 });
  return profile;
}
