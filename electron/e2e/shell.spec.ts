import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { contentSecurityPolicy } from '../static-files.ts';
import { askMain } from './ask-main.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';

declare const window: Window & { host: Host; require?: unknown; process?: unknown };

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true });
});
test.afterAll(async () => {
  expectNothingLeft(launched);
  await launched.close();
});

test('the page has no Node and its window every lock', async () => {
  const { app, page } = launched;
  expect(await page.evaluate(() => [typeof window.require, typeof window.process, typeof window.host])).toEqual([
    'undefined',
    'undefined',
    'object',
  ]);
  const settings = await askMain(app, ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const preferences = (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker = false, webviewTag, webSecurity } = preferences;
    const spellcheck = webContents.session.isSpellCheckerEnabled();
    return { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker, webviewTag, webSecurity, spellcheck };
  });
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    webSecurity: true,
    spellcheck: false,
  });
});

test('styles that come as markup are refused, and what the page complains of is heard by the tests', async () => {
  const color = await launched.page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div id="marked"><style>#marked { color: rgb(1, 2, 3) }</style></div>');
    const marked = document.getElementById('marked')!;
    const { color } = getComputedStyle(marked);
    marked.remove();
    return color;
  });
  expect(color).not.toBe('rgb(1, 2, 3)');
  await expect.poll(() => launched.errors.join()).toContain('Content Security Policy');
});

test('the window is named and not smaller than its screens need', async () => {
  const { app } = launched;
  const window = await askMain(app, ({ BrowserWindow }) => {
    const first = BrowserWindow.getAllWindows()[0]!;
    return { title: first.getTitle(), minimum: first.getMinimumSize(), visible: first.isVisible() };
  });
  expect(window).toEqual({ title: '消防一张图', minimum: [1024, 640], visible: true });
});

test('pages come with the strict policy and a nonce of their own', async () => {
  const nonces = await launched.page.evaluate(async () => {
    const results: { policy: string | null; nonce: string | null }[] = [];
    for (let load = 0; load < 2; load += 1) {
      const response = await fetch('app://main/index.html');
      const document = new DOMParser().parseFromString(await response.text(), 'text/html');
      results.push({
        policy: response.headers.get('content-security-policy'),
        nonce: document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? null,
      });
    }
    return results;
  });
  for (const { policy, nonce } of nonces) expect(policy).toBe(contentSecurityPolicy(nonce ?? 'missing'));
  expect(nonces[0]!.nonce).not.toBe(nonces[1]!.nonce);
});

test('paths out of the app folder are answered with 400', async () => {
  const statuses = await launched.page.evaluate(async () => {
    const paths = ['..%2fpackage.json', 'assets/..%2f..%2f..%2fpackage.json', '%2e%2e%5cpackage.json', 'C:/windows/win.ini', '%00'];
    return Promise.all(paths.map(async (path) => (await fetch(`app://main/${path}`)).status));
  });
  expect(statuses).toEqual([400, 400, 400, 400, 400]);
  const missing = await launched.page.evaluate(async () => (await fetch('app://main/no-such-file.js')).status);
  expect(missing).toBe(404);
});

test('parts of files are served', async () => {
  const part = await launched.page.evaluate(async () => {
    const script = document.querySelector('script[src]')!.getAttribute('src')!;
    const whole = new Uint8Array(await (await fetch(script)).arrayBuffer());
    const response = await fetch(script, { headers: { range: 'bytes=10-29' } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const beyond = await fetch(script, { headers: { range: `bytes=${whole.length}-` } });
    return {
      status: response.status,
      range: response.headers.get('content-range'),
      size: whole.length,
      same: bytes.length === 20 && bytes.every((byte, index) => byte === whole[index + 10]),
      beyond: beyond.status,
    };
  });
  expect(part).toEqual({ status: 206, range: `bytes 10-29/${part.size}`, size: part.size, same: true, beyond: 416 });
});

test('tiles outside the pyramid are refused, empty ones are 204', async () => {
  const statuses = await launched.page.evaluate(async () => {
    const tiles = ['ground/3/9/0', 'ground/x/0/0', 'ground/14/0/0?rev=0'];
    return Promise.all(tiles.map(async (tile) => (await fetch(`app://main/tiles/${tile}`)).status));
  });
  expect(statuses).toEqual([400, 400, 204]);
});

test('what the user prefers is on disk at once', async () => {
  const { page, userData } = launched;
  const preferences = () => JSON.parse(readFileSync(join(userData, 'preferences.json'), 'utf8')) as { language: string; theme: string };
  await page.evaluate(() => window.host.windows.setTheme({ theme: 'dark' }));
  expect(preferences().theme).toBe('dark');
  await page.evaluate(() => window.host.windows.setTheme({ theme: 'light' }));
  expect(preferences()).toMatchObject({ theme: 'light', language: 'zh-CN' });
  expect(existsSync(join(userData, 'logs/app.log'))).toBe(true);
});
