import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { readPublicKey } from '../../electron/updates/manifest.ts';
import { packagesFolder, project } from './app-facts.ts';
import { builderConfiguration } from './electron-builder.ts';
import { writeDebianPackage } from './write-debian-package.ts';
import { writeLicences } from './write-licences.ts';
import { writeSbom } from './write-sbom.ts';

const { values } = parseArgs({
  options: {
    runtime: { type: 'string' },
    development: { type: 'boolean', default: false },
    /** Only the unpacked app: no archive, no installer. */
    dir: { type: 'boolean', default: false },
    output: { type: 'string', default: packagesFolder },
    /** File of the Ed25519 public key (PEM) whose updates the app accepts. */
    'update-key': { type: 'string' },
  },
});
const say = (message: string) => process.stderr.write(`${message}\n`);

if (!values.runtime) throw new Error('--runtime FOLDER is missing; "npm run package" gives it.');
const electronVersion = readFileSync(join(values.runtime, 'version'), 'utf8').trim().replace(/^v/, '');
const { development, output } = values;
const onlyFolder = values.dir || development;

writeSbom({ electronVersion, development });
writeLicences({ electronVersion, development });
if (development) {
  say(
    `Only the unpacked app is built, around the development runtime (Electron ${electronVersion}) and named -devruntime: a smoke test, never to be\ngiven to users. NSIS, AppImage and dmg need the official Electron and tools that electron-builder downloads from outside npm;\nrun this where those can be reached. Archives with tar and dpkg-deb are made here.`,
  );
}
const config = builderConfiguration({
  runtime: values.runtime,
  electronVersion,
  development,
  updatePublicKey: values['update-key'] === undefined ? null : publicKeyOf(values['update-key']),
  output,
});
await build({ config, dir: onlyFolder, [process.arch]: true });

const unpacked = join(output, { win32: 'win-unpacked', darwin: 'mac' }[process.platform as string] ?? 'linux-unpacked');
if (development) {
  const named = join(output, `${project.name}-${project.version}-${process.platform}-${process.arch}-devruntime`);
  rmSync(named, { recursive: true, force: true });
  renameSync(unpacked, named);
  say(`Unpacked app: ${named}`);
  if (!values.dir) {
    execFileSync('tar', ['-C', output, '--owner=0', '--group=0', '-czf', `${named}.tar.gz`, basename(named)], { stdio: 'inherit' });
    say(`Archive: ${named}.tar.gz`);
    say(`Debian package: ${writeDebianPackage(named, { suffix: '-devruntime', output })}`);
  }
} else if (existsSync(unpacked)) say(`Unpacked app: ${unpacked}`);

function publicKeyOf(path: string): string {
  const key = readPublicKey(readFileSync(path, 'utf8'));
  if (key === null) throw new Error(`${path} holds no Ed25519 public key.`);
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}
