import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { manifestName, signedBytes, type UpdateFile, type UpdateManifest } from '../../electron/updates/manifest.ts';

/** Makes an Ed25519 key pair in a folder and answers with the two paths. Keys already there are kept: then it throws. */
export function makeUpdateKeys(folder: string): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const paths = { privateKey: join(folder, 'update-key.private.pem'), publicKey: join(folder, 'update-key.public.pem') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(paths.privateKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
  writeFileSync(paths.publicKey, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  return paths;
}

const platforms: Record<string, UpdateFile['platform']> = { win: 'win32', linux: 'linux', mac: 'darwin' };
const architectures: Record<string, UpdateFile['arch']> = { x64: 'x64', x86_64: 'x64', amd64: 'x64', arm64: 'arm64', aarch64: 'arm64' };

/**
 * Writes the signed manifest of the installers of one version that lie in a folder, named as packaging names them. Of several for one
 * system the first by name is the one that is offered. Throws when there is none. Apps built around the development runtime are left out.
 */
export async function signUpdate(options: {
  folder: string;
  version: string;
  privateKey: string;
  released: string;
}): Promise<UpdateManifest> {
  const { folder, version, released } = options;
  const pattern = /^fire-one-map-(\d+\.\d+\.\d+)-(win|linux|mac)-([a-z0-9_]+)\.(exe|AppImage|deb|dmg)$/;
  const files: UpdateFile[] = [];
  for (const name of readdirSync(folder).sort()) {
    const [, itsVersion, system = '', architecture = ''] = pattern.exec(name) ?? [];
    const [platform, arch] = [platforms[system], architectures[architecture]];
    if (itsVersion !== version || platform === undefined || arch === undefined) continue;
    const path = join(folder, name);
    files.push({ name, platform, arch, size: statSync(path).size, sha512: await sha512(path) });
  }
  if (files.length === 0) throw new Error(`There is no installer of version ${version} in ${folder}.`);
  const content = { product: 'fire-one-map' as const, version, released, files };
  const signature = sign(null, signedBytes(content), createPrivateKey(options.privateKey)).toString('base64');
  const manifest = { ...content, signature };
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const usage = `usage:
  npm run sign-update -- keys FOLDER                      make a key pair; keep the private key off the network
  npm run sign-update -- sign FOLDER --key FILE --version X.Y.Z   write FOLDER/${manifestName} for the installers in FOLDER`;

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, version: { type: 'string' } } });
  const [task, folder] = positionals;
  if (task === 'keys' && folder) {
    const { privateKey, publicKey } = makeUpdateKeys(folder);
    process.stdout.write(`${privateKey}\n${publicKey}\n`);
  } else if (task === 'sign' && folder && values.key && values.version) {
    const privateKey = readFileSync(values.key, 'utf8');
    const released = new Date().toISOString().slice(0, 10);
    const { files } = await signUpdate({ folder, version: values.version, privateKey, released });
    for (const { name, platform, arch } of files) process.stdout.write(`${platform} ${arch} ${name}\n`);
  } else {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
  }
}
