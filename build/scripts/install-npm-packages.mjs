import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

/** Runs `npm ci` when what is installed is not what the lockfile says. */
export async function installNpmPackages() {
  const reason = whatDiffers();
  if (reason === null) return;
  say(`Installing the npm packages of package-lock.json (${reason}).`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await runCommand(npm, ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new SetupFailure('npm ci failed: see its output above. The npm registry must be reachable for this step.');
  if (!existsSync(node24)) throw new SetupFailure(`npm ci left no Node 24 at ${node24}: run "npm rebuild node".`);
}

/** Why an install is needed, or null. Compares versions, not times: a checkout gives files any time. */
function whatDiffers() {
  const installed = readLock(join(root, 'node_modules/.package-lock.json'));
  if (installed === null) return 'node_modules is missing';
  if (!existsSync(node24)) return 'Node 24 is missing';
  const wanted = readLock(join(root, 'package-lock.json')) ?? {};
  for (const [path, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (path === '' || optional || devOptional) continue;
    if (installed[path]?.version !== version) return `${path.replace(/^node_modules\//, '')} ${version} is not installed`;
  }
  return null;
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}
