import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { contracts } from '../../../shared/ipc/index.ts';
import { askMain } from '../ask-main.ts';
import { type LaunchedApp, launchApp } from '../launch-app.ts';

/** Electron's security checklist (electronjs.org/docs/latest/tutorial/security), item by item, as an ordinary account with the sandbox on. */
let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true, sandboxed: true });
  await launched.untilDrawn();
});
test.afterAll(() => launched.close());

test('the account has no privileges and every page process is in the sandbox', async () => {
  const uid = await askMain(launched.app, () => process.getuid?.());
  expect(uid).not.toBe(0);
  const pages = readdirSync('/proc').flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const isPage = command.includes('--type=renderer') && command.includes(launched.userData);
      return isPage ? [{ command, status: readFileSync(`/proc/${pid}/status`, 'utf8') }] : [];
    } catch {
      return [];
    }
  });
  expect(pages.length).toBeGreaterThan(0);
  for (const { command, status } of pages) {
    expect(command).not.toContain('--no-sandbox');
    expect(status).toMatch(/^Seccomp:\t2$/m);
  }
});

test('every setting of every window is the strict one', async () => {
  const windows = await askMain(launched.app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const preferences = (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
      return { preferences, url: webContents.getURL() };
    }),
  );
  expect(windows).toHaveLength(1);
  for (const { preferences, url } of windows) {
    expect(url).toBe('app://main/index.html');
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const off = [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'plugins',
      'navigateOnDragDrop',
    ];
    for (const name of off) expect(preferences[name] || false, name).toBe(false);
  }
});

test('the page is given the contract and nothing else', async () => {
  const given = await launched.page.evaluate(() => {
    const { host } = window as unknown as { host: Record<string, unknown> };
    const names = Object.entries(host).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? Object.keys(value).sort() : typeof value,
    ]);
    const foreign = ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron', 'setImmediate'];
    const frozen = (() => {
      try {
        (host as { records: unknown }).records = null;
      } catch {
        return true;
      }
      return host.records !== null;
    })();
    return { names: Object.fromEntries(names), foreign: foreign.filter((name) => name in globalThis), frozen };
  });
  const topics = Object.fromEntries(Object.entries(contracts).map(([topic, { calls }]) => [topic, Object.keys(calls).sort()]));
  expect(given).toEqual({
    names: { ...topics, on: 'function', requestDataPort: 'function', pathOfFile: 'function' },
    foreign: [],
    frozen: true,
  });
});

test('the policy forbids code from strings, inline handlers, frames, plugins, forms and bases', async () => {
  const violations = await launched.page.evaluate(async () => {
    const heard: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => heard.push(effectiveDirective));
    const ran: string[] = [];
    Object.assign(globalThis, { ran });
    const attempt = (work: () => void) => {
      try {
        work();
      } catch {
        // Refused at once.
      }
    };
    // The debugger lifts the ban for as long as its own call runs.
    await new Promise((resolve) => setTimeout(resolve, 0));
    // biome-ignore lint/security/noGlobalEval: what must not work is tried.
    attempt(() => eval('ran.push("eval")'));
    attempt(() => new Function('ran.push("Function")')());
    const holder = document.createElement('div');
    document.body.append(holder);
    holder.innerHTML =
      '<img src="x:x" onerror="ran.push(\'handler\')"><iframe srcdoc="<script>parent.ran.push(1)</script>"></iframe><iframe src="https://example.org/"></iframe><object data="https://example.org/"></object><base href="https://example.org/"><form action="https://example.org/" id="leak"></form><link rel="stylesheet" href="https://example.org/x.css"><video src="https://example.org/x.mp4"></video>';
    (document.getElementById('leak') as HTMLFormElement).submit();
    const script = document.createElement('script');
    script.src = 'data:text/javascript,ran.push(1)';
    document.head.append(script);
    attempt(() => void new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))));
    await new Promise((resolve) => setTimeout(resolve, 500));
    holder.remove();
    script.remove();
    return { ran, heard: [...new Set(heard)].sort(), base: document.baseURI };
  });
  expect(violations.ran).toEqual([]);
  expect(violations.base).toBe('app://main/index.html');
  for (const directive of [
    'script-src-attr',
    'script-src-elem',
    'frame-src',
    'object-src',
    'base-uri',
    'form-action',
    'style-src-elem',
    'media-src',
    'worker-src',
  ]) {
    expect(violations.heard).toContain(directive);
  }
});

test('no permission is granted, asked for or not', async () => {
  const states = await launched.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'window-management',
      'local-fonts',
      'idle-detection',
      'storage-access',
    ];
    const answered = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => [name, state] as const,
          () => [name, 'unknown'] as const,
        ),
      ),
    );
    const located = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('located'),
        () => resolve('refused'),
        { timeout: 3000 },
      );
    });
    const read = await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    );
    const screen = await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      () => 'captured',
      () => 'refused',
    );
    return { granted: answered.filter(([, state]) => state === 'granted'), located, read, screen };
  });
  expect(states).toEqual({ granted: [], located: 'refused', read: 'refused', screen: 'refused' });
});

test('links, new windows, webviews and redirects lead nowhere', async () => {
  const { app, page } = launched;
  await page.evaluate(async () => {
    const link = document.createElement('a');
    document.body.append(link);
    for (const target of ['_self', '_blank', 'other']) {
      for (const address of [
        'https://example.org/',
        'file:///etc/passwd',
        'app://other/',
        'data:text/html,hello',
        'javascript:void(document.title="moved")',
        'app://main/../../etc/passwd',
      ]) {
        link.target = target;
        link.href = address;
        link.click();
        globalThis.open(address, target === '_self' ? '_blank' : target);
      }
    }
    link.remove();
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
    await new Promise((resolve) => setTimeout(resolve, 500));
    view.remove();
  });
  const after = await askMain(app, ({ webContents }) =>
    webContents.getAllWebContents().map((contents) => [contents.getType(), contents.getURL()]),
  );
  expect(after).toEqual([['window', 'app://main/index.html']]);
  expect(await page.title()).not.toBe('moved');
});

test('the scheme is a plain secure origin: no bypass of the policy, no other host, no other method, no way out of the folder', async () => {
  const answers = await launched.page.evaluate(async () => {
    const status = (url: string, init?: RequestInit) =>
      fetch(url, init).then(
        (response) => response.status,
        () => 'refused',
      );
    return {
      secure: isSecureContext,
      origin: location.origin,
      host: await status('app://other/index.html'),
      post: await status('app://main/index.html', { method: 'POST', body: 'x' }),
      file: await status('file:///etc/passwd'),
      paths: await Promise.all(
        [
          '..%2f..%2fetc/passwd',
          '%2e%2e/%2e%2e/etc/passwd',
          '..%5c..%5cwindows',
          'assets/%2e%2e%2f%2e%2e%2fpackage.json',
          '%00index.html',
          'c%3a/x',
          '%c0%ae%c0%ae/x',
        ].map((path) => status(`app://main/${path}`)),
      ),
    };
  });
  expect(answers.secure).toBe(true);
  expect(answers.origin).toBe('app://main');
  expect(answers.host).toBe('refused');
  expect(answers.post).toBe(405);
  expect(answers.file).toBe('refused');
  // The second is folded into a path inside the app before it is sent: there is nothing there.
  for (const status of answers.paths) expect([400, 404]).toContain(status);
  expect(answers.paths.filter((status) => status === 400).length).toBeGreaterThanOrEqual(6);
});
