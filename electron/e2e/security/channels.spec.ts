import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../../shared/ipc/host.ts';
import { channelOf, contracts, type WindowRole } from '../../../shared/ipc/index.ts';
import { askMain } from '../ask-main.ts';
import { appFolder } from '../electron-command.ts';
import { type LaunchedApp, launchApp } from '../launch-app.ts';
import { copyWorkspace } from '../prepared-workspaces.ts';
import { recordState } from './record-state.ts';

/** Every channel of every contract, as the list stands now: a new one is covered the moment it is declared. */
const channels = Object.entries(contracts).flatMap(([topic, { calls }]) =>
  Object.entries(calls).map(([name, call]) => ({
    topic,
    name,
    channel: channelOf(topic, name),
    roles: call.roles as readonly WindowRole[],
    maxBytes: call.maxBytes,
  })),
);
const path = ({ topic, name }: { topic: string; name: string }) => `${topic}.${name}`;
const preloadPath = join(appFolder, 'dist/preload/preload.cjs');

/** Calls channels of `window.host` one after the other and says how each answered. */
async function callAll(page: { evaluate: LaunchedApp['page']['evaluate'] }, calls: { topic: string; name: string }[], requests: unknown[]) {
  return page.evaluate(
    async ([names, values]) => {
      const { host } = window as unknown as { host: Record<string, Record<string, (request: unknown) => Promise<unknown>>> };
      const answers: Record<string, string[]> = {};
      for (const { topic, name } of names) {
        answers[`${topic}.${name}`] = await Promise.all(
          values.map((value) => {
            const { bytes } = (value ?? {}) as { bytes?: number };
            const request = bytes === undefined ? value : { text: 'x'.repeat(bytes) };
            return host[topic]![name]!(request).then(
              () => 'answered',
              (error: Error) => /refused: (\w+)/.exec(error.message)?.[1] ?? error.message,
            );
          }),
        );
      }
      return answers;
    },
    [calls, requests] as const,
  );
}
const each = (answer: (channel: (typeof channels)[number]) => string[], of = channels) =>
  Object.fromEntries(of.map((channel) => [path(channel), answer(channel)]));

test.describe('an app with a workspace open', () => {
  let launched: LaunchedApp;
  let before: unknown;
  test.beforeAll(async () => {
    launched = await launchApp({ workspace: true, sandboxed: true });
    await launched.untilDrawn();
    before = await recordState(launched.page);
  });
  test.afterAll(() => launched.close());
  test.afterEach(async () => {
    expect(await recordState(launched.page)).toEqual(before);
  });

  test('what no schema knows is refused on every channel', async () => {
    const wrong = [
      'text',
      42,
      true,
      [],
      [null],
      { nobody: 'asked' },
      { path: { toString: 'x' } },
      { id: 7 },
      { change: [] },
      { __proto__: null },
    ];
    const answers = await callAll(launched.page, channels, wrong);
    expect(answers).toEqual(each(() => wrong.map(() => 'request')));
  });

  test('10 MB are refused on every channel', async () => {
    const answers = await callAll(launched.page, channels, [{ bytes: 10 * 1024 * 1024 }]);
    // Only what carries rows may be large; this carries none.
    const large = channels.filter(({ maxBytes }) => maxBytes > 10 * 1024 * 1024).map(path);
    expect(large.sort()).toEqual(['exports.ofPremises', 'exports.run', 'jobs.commitImport', 'jobs.dryRunImport', 'records.apply']);
    expect(answers).toEqual(each((channel) => [large.includes(path(channel)) ? 'request' : 'size']));
  });

  test('a frame inside the page is refused on every channel', async () => {
    await launched.page.evaluate(() => document.body.append(document.createElement('iframe')));
    const answers = await askMain(
      launched.app,
      async ({ BrowserWindow, ipcMain }, names) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        const inner = webContents.mainFrame.frames[0]!;
        const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, request: unknown) => Promise<unknown>> })
          ._invokeHandlers;
        // The inner frame as it is, and as if it had got hold of the app's own address.
        const frames = [inner, { url: webContents.mainFrame.url, parent: webContents.mainFrame }, null];
        const said: [string, string[]][] = [];
        for (const name of names) {
          const answer = frames.map((senderFrame) =>
            (async () => handlers.get(name)!({ sender: webContents, senderFrame }, null))().then(
              () => 'answered',
              (error: Error) => error.message.replace('refused: ', ''),
            ),
          );
          said.push([name, await Promise.all(answer)]);
        }
        return Object.fromEntries(said);
      },
      channels.map(({ channel }) => channel),
    );
    expect(answers).toEqual(Object.fromEntries(channels.map(({ channel }) => [channel, ['sender', 'sender', 'sender']])));
    expect(await launched.page.evaluate(() => 'host' in (window.frames[0] as object))).toBe(false);
    await launched.page.evaluate(() => document.querySelector('body > iframe')?.remove());
  });

  test('a window nobody gave a role is refused on every channel, on the app’s own page too', async () => {
    for (const address of ['app://main/index.html', 'data:text/html,<title>foreign</title>']) {
      const opening = launched.app.waitForEvent('window');
      await askMain(
        launched.app,
        ({ BrowserWindow }, { preload, url }) => {
          const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          void window.loadURL(url);
        },
        { preload: preloadPath, url: address },
      );
      const foreign = await opening;
      await foreign.waitForLoadState();
      const answers = await callAll(foreign, channels, [null]);
      expect(answers).toEqual(each(() => ['sender']));
      const portCame = await foreign.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            window.addEventListener('message', ({ ports }) => resolve(ports.length > 0));
            (window as unknown as { host: Host }).host.requestDataPort();
            setTimeout(() => resolve(false), 300);
          }),
      );
      expect(portCame).toBe(false);
      await foreign.close();
    }
  });

  test('the main window at a foreign address is refused on every channel', async () => {
    const { app, page } = launched;
    const foreign = 'data:text/html,<title>foreign</title>';
    await askMain(app, ({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]!.loadURL(url), foreign);
    await expect.poll(() => page.url()).toBe(foreign);
    const answers = await callAll(page, channels, [null]);
    expect(answers).toEqual(each(() => ['sender']));
    await askMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.loadURL('app://main/index.html'));
    await expect(page.getByRole('banner')).toBeVisible();
  });
});

test('a window that only shows is refused on every channel of the main window', async () => {
  // A picture that is never finished keeps nobody from quitting.
  test.setTimeout(90_000);
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-roles-'));
  const workspace = join(folder, 'w.gpkg');
  copyWorkspace('small', workspace);
  const launched = await launchApp({ args: ['--workspace', workspace, '--snapshot', join(folder, 'x.png')] });
  try {
    // The picture is never finished while its window is asked.
    await askMain(launched.app, ({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.webContents.capturePage = () => new Promise(() => undefined);
    });
    const info = await launched.page.evaluate(() => (window as unknown as { host: Host }).host.windows.info(null));
    expect(info.role).toBe('snapshot');
    const closed = channels.filter(({ roles }) => !roles.includes('snapshot'));
    expect(closed.length).toBeGreaterThan(20);
    const answers = await callAll(launched.page, closed, [null]);
    expect(answers).toEqual(each(() => ['role'], closed));
  } finally {
    await askMain(launched.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
