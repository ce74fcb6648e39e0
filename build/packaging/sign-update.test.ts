import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkForUpdate } from '../../electron/updates/check-for-update.ts';
import { fetchUpdate } from '../../electron/updates/fetch-update.ts';
import { makeUpdateKeys, signUpdate } from './sign-update.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sign-update-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('what is signed here is what the app accepts', async () => {
  const keys = makeUpdateKeys(folder);
  expect(statSync(keys.privateKey).mode & 0o077).toBe(0);
  for (const name of [
    'fire-one-map-2.0.0-win-x64.exe',
    'fire-one-map-2.0.0-linux-x86_64.AppImage',
    'fire-one-map-2.0.0-linux-amd64.deb',
    'fire-one-map-2.0.0-mac-arm64.dmg',
    'fire-one-map-1.9.0-win-x64.exe',
    'fire-one-map-2.0.0-linux-amd64-devruntime.deb',
    'notes.txt',
  ]) {
    writeFileSync(join(folder, name), `content of ${name}`);
  }
  const privateKey = readFileSync(keys.privateKey, 'utf8');
  const { files } = await signUpdate({ folder, version: '2.0.0', privateKey, released: '2026-11-20' });
  expect(files.map(({ name, platform, arch }) => [name, platform, arch])).toEqual([
    ['fire-one-map-2.0.0-linux-amd64.deb', 'linux', 'x64'],
    ['fire-one-map-2.0.0-linux-x86_64.AppImage', 'linux', 'x64'],
    ['fire-one-map-2.0.0-mac-arm64.dmg', 'darwin', 'arm64'],
    ['fire-one-map-2.0.0-win-x64.exe', 'win32', 'x64'],
  ]);

  const publicKey = readFileSync(keys.publicKey, 'utf8');
  const { signal } = new AbortController();
  const found = await checkForUpdate(folder, { version: '1.9.0', platform: 'win32', arch: 'x64', publicKey }, signal);
  if (!found.ok || found.value === null) throw new Error(JSON.stringify(found));
  const fetched = await fetchUpdate(found.value, { folder: join(folder, 'staging'), signal, onProgress: () => undefined });
  expect(fetched).toEqual({ ok: true, value: join(folder, 'staging/fire-one-map-2.0.0-win-x64.exe') });
});

it('keys are never overwritten, and nothing is signed when there is nothing', async () => {
  const keys = makeUpdateKeys(folder);
  const before = readFileSync(keys.privateKey, 'utf8');
  expect(() => makeUpdateKeys(folder)).toThrow(/EEXIST/);
  expect(readFileSync(keys.privateKey, 'utf8')).toBe(before);
  await expect(signUpdate({ folder, version: '2.0.0', privateKey: before, released: '2026-11-20' })).rejects.toThrow('no installer');
});
