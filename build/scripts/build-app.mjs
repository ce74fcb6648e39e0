import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

const sources = ['shared', 'electron', 'renderer', 'build', 'package.json', 'package-lock.json'];
const configs = ['renderer', 'electron', 'main', 'preload'];
const stamp = join(root, 'dist/built');

/** Builds dist when a source is newer than the last complete build. */
export async function buildApp() {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!sources.some((source) => isNewer(join(root, source), built))) return;
  say('Building the app.');
  const started = new Date();
  for (const config of configs) {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const code = await runCommand(node24, [vite, 'build', '--config', join(root, `build/vite.${config}.ts`), '--logLevel', 'warn']);
    if (code !== 0) throw new SetupFailure(`The build of ${config} failed: see above.`);
  }
  writeFileSync(stamp, `${started.toISOString()}\n`);
}

function isNewer(path, time) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs > time && !/\.(test|spec|fuzz)\.tsx?$/.test(path);
  return readdirSync(path).some((name) => name !== 'e2e' && name !== 'bench' && isNewer(join(path, name), time));
}
