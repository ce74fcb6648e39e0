import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { askMain } from './ask-main.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';

declare const window: Window & { host: Host };

/** What a page could try if foreign code ever ran in it. */
let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true });
});
test.afterAll(() => launched.close());

test('the policy holds: no inline script runs and nothing outside is reached', async () => {
  const outcome = await launched.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    const reached = await Promise.all(
      ['https://example.org/', 'file:///etc/hostname', 'app://other/index.html'].map((url) =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      ),
    );
    return { inlineRan: 'inlineRan' in globalThis, reached };
  });
  expect(outcome).toEqual({ inlineRan: false, reached: [false, false, false] });
});

test('navigation, new windows and permissions are denied', async () => {
  const { app, page } = launched;
  const answers = await page.evaluate(async () => {
    const opened = globalThis.open('https://example.org/');
    location.href = 'https://example.org/';
    const permission = await Notification.requestPermission();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return { opened: opened === null, permission, camera };
  });
  expect(answers).toEqual({ opened: true, permission: 'denied', camera: 'denied' });
  expect(page.url()).toBe('app://main/index.html');
  expect(await askMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('calls the contract does not know are refused, without telling how the inside looks', async () => {
  const message = await launched.page.evaluate(() =>
    window.host.records.search({ text: 'x'.repeat(500), limit: 10 }).then(
      () => 'answered',
      (error: Error) => `${error.message}\n${error.stack}`,
    ),
  );
  expect(message).toContain('refused: request');
  expect(message).not.toMatch(/electron\/(ipc|main)|\.ts:/);
  expect(launched.log()).toContain('call refused (request): records:search');
});

test('nothing answers when a request does get past the policy', async () => {
  const { app, log } = launched;
  const outcome = await askMain(app, ({ net }) =>
    Promise.all(
      ['https://example.org/', 'http://127.0.0.1:9/'].map((url) =>
        net.fetch(url).then(
          (response) => `answered ${response.status}`,
          (error: Error) => error.message,
        ),
      ),
    ),
  );
  expect(outcome).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT']);
  expect(log()).toContain('request refused: GET https://example.org/');
});
