import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { translator } from '../translate.ts';
import { manifestName, signedBytes, type UpdateFile } from './manifest.ts';
import { runUpdateDialogs, type UpdateParts } from './update-dialogs.ts';
import { packagedPublicKey, readUpdateSettings, writeUpdateSettings } from './update-settings.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const keyText = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const keyBase64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const t = translator('zh-CN');

let folder: string;
let published: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'update-dialogs-'));
  published = join(folder, 'published');
  mkdirSync(published);
  publish('2.0.0');
});
afterEach(() => rmSync(folder, { recursive: true }));

function publish(version: string): void {
  const installer = Buffer.from('installer');
  const sha512 = createHash('sha512').update(installer).digest('hex');
  const file: UpdateFile = { name: 'setup.deb', platform: 'linux', arch: 'x64', size: installer.length, sha512 };
  const content = { product: 'fire-one-map' as const, version, released: '2026-11-20', files: [file] };
  const signature = sign(null, signedBytes(content), privateKey).toString('base64');
  writeFileSync(join(published, manifestName), JSON.stringify({ ...content, signature }));
  writeFileSync(join(published, 'setup.deb'), installer);
}

/** A user who presses the given buttons in order, and what was on the screen. */
function converse(presses: string[], answers: { folder?: string | null; key?: string | null; clipboard?: string } = {}) {
  const seen: string[] = [];
  const revealed: string[] = [];
  let busy = 0;
  const parts: UpdateParts = {
    screen: {
      async ask(message, detail, buttons) {
        seen.push(message);
        expect(`${message}${detail}${buttons.join('')}`).not.toMatch(/updates\.|\{\{/);
        const press = presses.shift();
        const index = buttons.findIndex((button) => button === press || (press === 'address' && button.includes('http')));
        if (index < 0) throw new Error(`no button ${press} among ${buttons.join(' / ')} of “${message}”`);
        return index;
      },
      showBusy() {
        busy += 1;
        return () => {
          busy -= 1;
        };
      },
      chooseFolder: async () => answers.folder ?? null,
      chooseKey: async () => answers.key ?? null,
      clipboardText: async () => answers.clipboard ?? '',
      showProgress: () => undefined,
      revealFile: (path) => revealed.push(path),
    },
    translate: t,
    installed: { version: '1.0.0', platform: 'linux', arch: 'x64' },
    packagedKey: null,
    folder: join(folder, 'staging'),
    readSettings: () => readUpdateSettings(folder),
    writeSettings: (settings) => writeUpdateSettings(folder, settings),
  };
  const run = async (change: Partial<UpdateParts> = {}) => {
    await runUpdateDialogs({ ...parts, ...change });
    expect(presses).toEqual([]);
    expect(busy).toBe(0);
  };
  return { run, seen, revealed };
}
const words = (key: string) => t(`updates.${key}`);

it('the first time asks where from and for the key, keeps both, fetches, and shows the file', async () => {
  const presses = [words('chooseFolder'), words('chooseKey'), words('fetch'), words('reveal')];
  const { run, revealed } = converse(presses, { folder: published, key: keyText });
  await run();
  expect(readUpdateSettings(folder)).toEqual({ source: published, publicKey: keyBase64 });
  expect(revealed).toEqual([join(folder, 'staging/setup.deb')]);
  expect(readFileSync(revealed[0]!, 'utf8')).toBe('installer');
});

it('set up once, it asks no more; closing does nothing', async () => {
  writeUpdateSettings(folder, { source: published, publicKey: keyBase64 });
  const { run, seen, revealed } = converse([words('close')]);
  await run();
  expect(seen).toEqual([t('updates.available', { version: '2.0.0' })]);
  expect(revealed).toEqual([]);
});

it('a user who closes the question leaves updates off', async () => {
  await converse([words('close')]).run();
  await converse([words('chooseFolder')], { folder: null }).run();
  await converse([words('chooseFolder'), words('close')], { folder: published }).run();
  const wrongKey = [words('chooseFolder'), words('chooseKey'), words('close')];
  await converse(wrongKey, { folder: published, key: 'no key' }).run();
  expect(readUpdateSettings(folder)).toEqual({ source: null, publicKey: null });
});

it('the key of the package wins over the one in the settings', async () => {
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  writeUpdateSettings(folder, { source: published, publicKey: keyBase64 });
  const { run, seen } = converse([words('close')]);
  await run({ packagedKey: other });
  expect(seen).toEqual([words('updateSignatureWrong')]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ updatePublicKey: other }));
  expect(packagedPublicKey(folder)).toBe(other);
});

it('a refused or unreachable source is said, and can be changed or turned off', async () => {
  writeUpdateSettings(folder, { source: join(folder, 'gone'), publicKey: keyBase64 });
  publish('0.9.0');
  const presses = [words('changeSource'), words('chooseFolder'), words('changeSource'), words('turnOff')];
  const { run, seen } = converse(presses, { folder: published });
  await run();
  expect(seen[0]).toContain(join(folder, 'gone'));
  expect(seen).toContain(t('updates.updateOlder', { version: '0.9.0', installed: '1.0.0' }));
  expect(readUpdateSettings(folder)).toEqual({ source: null, publicKey: keyBase64 });
});

it('a copied intranet address is offered; anything else in the clipboard is not', async () => {
  const offered = converse(['address', words('close')], { clipboard: ' http://127.0.0.1:1/updates ' });
  await offered.run({ packagedKey: keyBase64 });
  expect(readUpdateSettings(folder).source).toBe('http://127.0.0.1:1/updates');
  writeUpdateSettings(folder, { source: null, publicKey: null });
  for (const clipboard of ['', 'hello', '/etc', 'file:///etc', 'http://a:b@c/']) {
    await expect(converse(['address'], { clipboard }).run()).rejects.toThrow('no button address');
  }
});

it('damaged settings mean that updates are off', () => {
  for (const text of ['', '{', '[]', '{"source":5,"publicKey":{}}']) {
    writeFileSync(join(folder, 'updates.json'), text);
    expect(readUpdateSettings(folder)).toEqual({ source: null, publicKey: null });
  }
});
