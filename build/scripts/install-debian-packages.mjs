import { spawnSync } from 'node:child_process';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

const libraries = 'a library Electron is linked against';
const runtimePackages = {
  'libgtk-3-0': libraries,
  libnss3: libraries,
  libasound2: libraries,
  libgbm1: libraries,
  libxss1: libraries,
  'libatspi2.0-0': libraries,
  libdrm2: libraries,
  libcups2: libraries,
  libnotify4: libraries,
  'libsecret-1-0': libraries,
  libxkbcommon0: libraries,
  libxtst6: libraries,
  'libatk-bridge2.0-0': libraries,
};
const displayPackages = { xvfb: 'a display in memory, for runs without a screen' };
const testPackages = {
  'gdal-bin': 'ogrinfo, with which the tests read workspaces as other programs do',
  'fonts-noto-cjk': 'Chinese system font, for native dialogs and for comparison with the bundled one',
};

/**
 * Installs the Debian packages a task needs and the machine lacks: directly as root, else through sudo when it asks no
 * password, else says the one command to run. On other systems nothing is done.
 */
export async function installDebianPackages({ display, tests }) {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version']).status !== 0) return;
  const wanted = { ...runtimePackages, ...(display ? displayPackages : {}), ...(tests ? testPackages : {}) };
  const missing = Object.keys(wanted).filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  for (const name of missing) say(`Debian package ${name} is missing: ${wanted[name]}.`);

  const prefix = process.getuid?.() === 0 ? [] : spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
  if (prefix === null) {
    throw new SetupFailure(
      `Run this once, then start again:\n  sudo apt-get update && sudo apt-get install -y ${missing.map(newName).join(' ')}`,
    );
  }
  say('Installing them with apt-get.');
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  await runCommand(apt[0], [...apt.slice(1), 'update', '-q']);
  const names = missing.map(newName);
  const code = await runCommand(apt[0], [...apt.slice(1), 'install', '-y', '-q', '--no-install-recommends', ...names]);
  if (code !== 0) throw new SetupFailure(`apt-get could not install ${names.join(' ')}: see its output above.`);
}

function isInstalled(name) {
  return [name, `${name}t64`].some((candidate) => {
    const query = spawnSync('dpkg-query', ['--status', candidate], { encoding: 'utf8' });
    return query.status === 0 && query.stdout.includes('Status: install ok installed');
  });
}

/** Debian 13 and Ubuntu 24.04 carry some libraries under names ending in t64. */
function newName(name) {
  const known = spawnSync('apt-cache', ['show', '--no-all-versions', `${name}t64`], { encoding: 'utf8' });
  return known.status === 0 && known.stdout.includes(`Package: ${name}t64`) ? `${name}t64` : name;
}
