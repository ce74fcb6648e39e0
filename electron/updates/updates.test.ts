import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkForUpdate, type Installed } from './check-for-update.ts';
import { fetchUpdate } from './fetch-update.ts';
import { compareVersions, readManifest, signedBytes, type UpdateFile, type UpdateManifest } from './manifest.ts';
import { isSourceAddress } from './update-source.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const installed: Installed = { version: '1.2.3', platform: 'linux', arch: 'x64', publicKey: pem(publicKey) };
const installer = Buffer.alloc(300_000, 'installer ');
const name = 'fire-one-map-1.3.0-linux-x86_64.AppImage';
const never = new AbortController().signal;

let folder: string;
let published: string;
let staging: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'updates-'));
  published = join(folder, 'published');
  staging = join(folder, 'staging');
  mkdirSync(published);
});
afterEach(() => rmSync(folder, { recursive: true }));

function publish(change: Partial<Omit<UpdateManifest, 'signature'>> = {}, tamper: Partial<UpdateManifest> = {}, key = privateKey): void {
  const sha512 = createHash('sha512').update(installer).digest('hex');
  const file: UpdateFile = { name, platform: 'linux', arch: 'x64', size: installer.length, sha512 };
  const content: Omit<UpdateManifest, 'signature'> = {
    product: 'fire-one-map',
    version: '1.3.0',
    released: '2026-11-20',
    files: [file],
    ...change,
  };
  const signature = sign(null, signedBytes(content), key).toString('base64');
  writeFileSync(join(published, 'latest.json'), JSON.stringify({ ...content, signature, ...tamper }));
  writeFileSync(join(published, name), installer);
}
const manifest = (): UpdateManifest => JSON.parse(readFileSync(join(published, 'latest.json'), 'utf8'));
const codeOf = (result: { ok: true; value: unknown } | { ok: false; failure: { code: string } }) =>
  result.ok ? result.value : result.failure.code;
const check = async (source = published, who = installed) => codeOf(await checkForUpdate(source, who, never));
async function fetchFrom(source: string, signal = never) {
  const found = await checkForUpdate(source, installed, never);
  if (!found.ok || found.value === null) throw new Error('nothing to fetch');
  const progress: number[] = [];
  const result = await fetchUpdate(found.value, { folder: staging, signal, onProgress: (doneBytes) => progress.push(doneBytes) });
  return { result: codeOf(result), progress };
}
const staged = () => readdirSync(staging);

describe('an update in a folder', () => {
  it('that is newer, signed and for this system is found and fetched, whole', async () => {
    publish();
    const { result, progress } = await fetchFrom(published);
    expect(result).toBe(join(staging, name));
    expect(readFileSync(join(staging, name)).equals(installer)).toBe(true);
    expect(staged()).toEqual([name]);
    expect(progress.at(-1)).toBe(installer.length);
  });

  it('is not fetched again when it is there, and replaces what was there before', async () => {
    publish();
    mkdirSync(staging);
    writeFileSync(join(staging, 'fire-one-map-1.2.9-linux-x86_64.AppImage'), 'old');
    writeFileSync(join(staging, name), 'damaged since');
    await fetchFrom(published);
    expect(staged()).toEqual([name]);
    expect(readFileSync(join(staging, name)).equals(installer)).toBe(true);
    expect((await fetchFrom(published)).progress).toEqual([]);
  });

  it('of the same version is none; an older one is refused', async () => {
    publish({ version: '1.2.3' });
    expect(await check()).toBeNull();
    for (const version of ['1.2.2', '1.1.9', '0.9.9', '1.2.0']) {
      publish({ version });
      expect(await check()).toBe('updateOlder');
    }
  });

  it('for another system is refused', async () => {
    publish();
    expect(await check(published, { ...installed, platform: 'win32' })).toBe('updateOtherSystem');
    expect(await check(published, { ...installed, arch: 'arm64' })).toBe('updateOtherSystem');
  });

  it('with any signed field changed is refused', async () => {
    publish();
    const { files } = manifest();
    const [file] = files;
    const changes: Partial<UpdateManifest>[] = [
      { version: '1.3.1' },
      { released: '2026-11-21' },
      { files: [{ ...file!, name: 'other.AppImage' }] },
      { files: [{ ...file!, size: file!.size + 1 }] },
      { files: [{ ...file!, sha512: '0'.repeat(128) }] },
      { files: [{ ...file!, platform: 'win32' }] },
      { files: [{ ...file!, arch: 'arm64' }] },
      { files: [...files, file!] },
      { signature: Buffer.alloc(64).toString('base64') },
      { signature: '' },
    ];
    for (const change of changes) {
      publish({}, change);
      expect([change, await check()]).toEqual([change, 'updateSignatureWrong']);
    }
  });

  it('signed with another key, or checked with no usable key, is refused', async () => {
    publish({}, {}, generateKeyPairSync('ed25519').privateKey);
    expect(await check()).toBe('updateSignatureWrong');
    publish();
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    for (const key of ['', 'no key', pem(rsa)]) expect(await check(published, { ...installed, publicKey: key })).toBe('updateKeyUnusable');
  });

  it('whose manifest is no manifest, or names a file outside of the folder, is refused', async () => {
    for (const text of ['', '{', 'null', '[]', '{"product":"other"}', '\u0000'.repeat(100)]) {
      writeFileSync(join(published, 'latest.json'), text);
      expect(await check()).toBe('updateManifestUnreadable');
    }
    for (const bad of ['../x', 'a/b', 'a\\b', '.hidden', '', 'C:x', 'a\u0000']) {
      publish();
      const [file] = manifest().files;
      publish({ files: [{ ...file!, name: bad }] });
      expect([bad, await check()]).toEqual([bad, 'updateManifestUnreadable']);
    }
    writeFileSync(join(published, 'latest.json'), Buffer.alloc(300 * 1024, ' '));
    expect(await check()).toBe('updateSourceUnreachable');
    expect(await check(join(folder, 'nowhere'))).toBe('updateSourceUnreachable');
  });

  it('whose installer is truncated, altered, too long or missing leaves nothing behind', async () => {
    const outcomes: unknown[] = [];
    for (const harm of [
      () => truncateSync(join(published, name), 1000),
      () => truncateSync(join(published, name), 0),
      () => writeFileSync(join(published, name), Buffer.concat([installer.subarray(1), Buffer.from('X')])),
      () => writeFileSync(join(published, name), Buffer.concat([installer, Buffer.from('X')])),
      () => rmSync(join(published, name)),
    ]) {
      publish();
      harm();
      outcomes.push((await fetchFrom(published)).result);
      expect(staged()).toEqual([]);
    }
    expect(outcomes).toEqual(['updateIncomplete', 'updateIncomplete', 'updateDamaged', 'updateDamaged', 'updateSourceUnreachable']);
  });

  it('that cannot be written says so', async () => {
    publish();
    writeFileSync(staging, 'a file where the folder should be');
    expect((await fetchFrom(published)).result).toBe('updateNotWritten');
  });
});

describe('an update at an address of the intranet', () => {
  let server: Server;
  let address: string;
  let answer: (path: string) => { status?: number; body: Buffer; cut?: boolean; location?: string };
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    answer = (path) => ({ body: readFileSync(join(published, path)) });
    server = createServer((request, response) => {
      asked.push(request.url!);
      const { status = 200, body, cut = false, location } = answer(request.url!.replace('/updates/', ''));
      response.writeHead(status, { 'content-length': body.length, ...(location ? { location } : {}) });
      if (!cut) return void response.end(body);
      response.write(body.subarray(0, 1000), () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/updates`;
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  it('is found and fetched; only the manifest and the installer are asked for', async () => {
    publish();
    expect((await fetchFrom(address)).result).toBe(join(staging, name));
    expect(readFileSync(join(staging, name)).equals(installer)).toBe(true);
    expect(asked).toEqual(['/updates/latest.json', `/updates/${name}`]);
  });

  it('with its connection cut half-way leaves nothing behind', async () => {
    publish();
    answer = (path) => ({ body: readFileSync(join(published, path)), cut: path === name });
    expect((await fetchFrom(address)).result).toBe('updateIncomplete');
    expect(staged()).toEqual([]);
  });

  it('behind a redirect, an error or no server is not reached', async () => {
    publish();
    answer = () => ({ status: 302, body: Buffer.alloc(0), location: `${address}/elsewhere.json` });
    expect(await check(address)).toBe('updateSourceUnreachable');
    expect(asked).toHaveLength(1);
    answer = () => ({ status: 404, body: Buffer.from('no') });
    expect(await check(address)).toBe('updateSourceUnreachable');
    answer = () => ({ body: Buffer.alloc(300 * 1024, ' ') });
    expect(await check(address)).toBe('updateSourceUnreachable');
    expect(await check('http://127.0.0.1:1/')).toBe('updateSourceUnreachable');
  });

  it('altered on the way is refused', async () => {
    publish();
    answer = (path) => ({ body: Buffer.from(readFileSync(join(published, path), 'latin1').replace('1.3.0', '1.4.0'), 'latin1') });
    expect(await check(address)).toBe('updateSignatureWrong');
  });

  it('can be cancelled while it comes', async () => {
    publish();
    const abort = new AbortController();
    const found = await checkForUpdate(address, installed, never);
    if (!found.ok || found.value === null) throw new Error('nothing found');
    const options = { folder: staging, signal: abort.signal, onProgress: () => abort.abort() };
    expect(codeOf(await fetchUpdate(found.value, options))).toBe('updateCancelled');
    expect(staged()).toEqual([]);
    expect(codeOf(await checkForUpdate(address, installed, AbortSignal.abort()))).toBe('updateCancelled');
  });
});

it('versions are ordered by number, not by letter', () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
  const text = (parts: number[]) => parts.join('.');
  fc.assert(
    fc.property(version, version, (a, b) => {
      const expected = Math.sign(a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      expect(Math.sign(compareVersions(text(a), text(b)))).toBe(expected);
    }),
    { seed: 1 },
  );
  expect(compareVersions('1.0.0-beta', '1.0.0')).toBeLessThan(0);
  expect(compareVersions('1.0.1-beta', '1.0.0')).toBeGreaterThan(0);
});

it('a manifest of arbitrary bytes is never accepted', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => !readManifest(bytes, publicKey).ok),
    { seed: 2 },
  );
});

it('only absolute folders and plain web addresses are sources', () => {
  for (const text of ['/media/usb', 'http://10.0.0.5/updates', 'https://update.example.org:8443/a'])
    expect(isSourceAddress(text)).toBe(true);
  for (const text of ['', 'updates', './x', 'ftp://a/b', 'file:///a', 'http://user:secret@host/', 'javascript:1', 'http://'])
    expect([text, isSourceAddress(text)]).toEqual([text, false]);
});
