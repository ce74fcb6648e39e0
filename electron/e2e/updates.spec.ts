import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { askMain } from './ask-main.ts';
import { expectNothingLeft, launchApp } from './launch-app.ts';

test('checking for updates asks first, then fetches a signed installer from an intranet address and only shows it', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const installer = Buffer.alloc(100_000, 'installer');
  const sha512 = createHash('sha512').update(installer).digest('hex');
  const file = {
    name: 'fire-one-map-99.0.0-linux-amd64.deb',
    platform: process.platform,
    arch: process.arch,
    size: installer.length,
    sha512,
  };
  const fields = ['fire-one-map', '99.0.0', '2026-11-20', [[file.name, file.platform, file.arch, file.size, file.sha512]]];
  const signature = sign(null, Buffer.from(`fire-one-map update 1\n${JSON.stringify(fields)}`), privateKey).toString('base64');
  const manifest = { product: 'fire-one-map', version: '99.0.0', released: '2026-11-20', files: [file], signature };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    response.end(request.url === '/latest.json' ? JSON.stringify(manifest) : installer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const profile = mkdtempSync(join(tmpdir(), 'fire-one-map-updates-'));
  const launched = await launchApp({ workspace: true, userData: profile });
  try {
    const { app } = launched;
    await askMain(app, ({ dialog, shell }) => {
      const state = globalThis as unknown as { boxes: string[]; presses: string[]; shown: string[] };
      Object.assign(state, { boxes: [], presses: [], shown: [] });
      dialog.showMessageBox = (async (...parameters: unknown[]) => {
        const options = parameters.at(-1) as { message: string; buttons: string[]; signal?: AbortSignal };
        if (options.signal) {
          return new Promise((resolve) =>
            options.signal!.addEventListener('abort', () => resolve({ response: 0, checkboxChecked: false })),
          );
        }
        state.boxes.push(options.message);
        return { response: Math.max(0, options.buttons.indexOf(state.presses.shift()!)), checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
      shell.showItemInFolder = (path) => state.shown.push(path);
    });
    let turn = 0;
    const press = async (...presses: string[]) => {
      turn += 1;
      await askMain(
        app,
        ({ Menu }, wanted) => {
          const state = globalThis as unknown as { presses: string[]; turn?: number };
          if (state.turn === wanted.turn) return;
          Object.assign(state, wanted);
          const help = Menu.getApplicationMenu()!.items.at(-1)!.submenu!;
          setImmediate(() => help.items.find((item) => item.label === '检查更新…')!.click());
        },
        { presses, turn },
      );
    };
    const boxes = () => askMain(app, () => (globalThis as unknown as { boxes: string[] }).boxes);
    const shown = () => askMain(app, () => (globalThis as unknown as { shown: string[] }).shown);

    await press('关闭');
    await expect.poll(boxes).toEqual(['从哪里获取更新？']);
    expect(asked).toEqual([]);

    const settings = { source, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
    writeFileSync(join(profile, 'updates.json'), JSON.stringify(settings));
    await press('获取安装包', '打开所在文件夹');
    const target = join(profile, 'updates', file.name);
    await expect.poll(shown).toEqual([target]);
    expect((await boxes()).slice(1)).toEqual(['有新版本 99.0.0', '99.0.0 版安装包已就绪']);
    expect(readFileSync(target).equals(installer)).toBe(true);
    expect(asked).toEqual(['/latest.json', `/${file.name}`]);

    manifest.version = '99.0.1';
    rmSync(join(profile, 'updates'), { recursive: true });
    mkdirSync(join(profile, 'updates'));
    await press('关闭');
    await expect.poll(async () => (await boxes()).at(-1)).toContain('签名与公钥不符');
    expect(existsSync(target)).toBe(false);
    // The windows themselves asked for nothing outside of the app.
    expectNothingLeft(launched);
  } finally {
    await launched.close();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
