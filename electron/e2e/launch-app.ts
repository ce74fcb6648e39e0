import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Operator } from '../../shared/model/index.ts';
import { appFolder, electronBinary, runtimeSwitches } from './electron-command.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  /** The profile: preferences, log, sample workspace. Removed by `close` when `launchApp` made it. */
  userData: string;
  /** Every URL a page asked for, in order. */
  requests: string[];
  /** Errors on the console and uncaught ones. */
  errors: string[];
  log(): string;
  /** Waits until the log says that the window has drawn the open workspace. */
  untilDrawn(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  args?: string[];
  /** Opens the small workspace in the profile's folder instead of the sample. */
  workspace?: boolean;
  /** A profile to start with, kept afterwards: for restarts. Without one, the new profile has the sample district as if generated before. */
  userData?: string;
  /** Who works there; null is nobody yet, and the app asks. A profile that has preferences keeps its own. */
  operator?: Operator | null;
  /** As an ordinary account with Chromium's sandbox on, also when the tests run as root. */
  sandboxed?: boolean;
  /** Draws every pixel and with motion, as readers see it; tests that do not look at that are drawn sparingly. */
  fully?: boolean;
}

/** How long the first picture may take where it is drawn by a busy processor. */
const DRAWN_MS = 180_000;

const tester: Operator = { name: '测试员', unit: '', role: 'administrator' };

/** Starts the built app with a profile of its own and waits for its window. */
export async function launchApp({
  args = [],
  workspace = false,
  userData,
  operator = tester,
  sandboxed = false,
  fully = false,
}: LaunchOptions = {}): Promise<LaunchedApp> {
  const profile = userData ?? mkdtempSync(join(tmpdir(), 'fire-one-map-e2e-'));
  const preferences = join(profile, 'preferences.json');
  if (operator !== null && !existsSync(preferences)) {
    mkdirSync(profile, { recursive: true });
    writeFileSync(preferences, JSON.stringify({ operator, recent: [] }));
  }
  const small = join(profile, 'small.gpkg');
  if (workspace && !existsSync(small)) copyWorkspace('small', small);
  if (userData === undefined && !workspace && args.length === 0) copyWorkspace('sample', join(profile, 'workspaces/sample.gpkg'));
  const requests: string[] = [];
  const errors: string[] = [];
  const app = await _electron.launch({
    chromiumSandbox: sandboxed,
    ...(sandboxed ? ordinaryAccount(profile) : { executablePath: electronBinary() }),
    args: [...runtimeSwitches({ sandboxed, fully }), `--user-data-dir=${profile}`, appFolder, ...(workspace ? [small] : []), ...args],
    cwd: appFolder,
    timeout: 60_000,
  });
  app.context().on('request', (request) => requests.push(request.url()));
  const watched = new Set<Page>();
  app.on('window', watch);
  // The first may have been there before.
  for (const page of app.windows()) watch(page);
  function watch(page: Page): void {
    if (watched.has(page)) return;
    watched.add(page);
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('worker', (worker) => worker.on('console', (message) => message.type() === 'error' && errors.push(message.text())));
  }
  const page = await app.firstWindow();
  await page.waitForLoadState();
  // A dialog that grows while a busy machine clicks it takes the press and not the release. The page's own switch is overruled by the driver.
  if (!fully) await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    app,
    page,
    userData: profile,
    requests,
    errors,
    log: () => readLog(profile),
    untilDrawn: async () => {
      const until = Date.now() + DRAWN_MS;
      while (!/main window drawn: \S/.test(readLog(profile))) {
        if (Date.now() > until) throw new Error(`The window was not drawn within ${DRAWN_MS / 1000} seconds.`);
        await wait(100);
      }
    },
    close: async () => {
      await app.close();
      if (userData === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function readLog(profile: string): string {
  try {
    return readFileSync(join(profile, 'logs/app.log'), 'utf8');
  } catch {
    return '';
  }
}

const nobody = 65_534;

/** Starts Electron as an account without privileges, which owns the profile and everything in it. */
function ordinaryAccount(profile: string): { executablePath: string; env: Record<string, string> } {
  const env: Record<string, string> = { ...(process.env as Record<string, string>), HOME: profile };
  if (process.getuid?.() !== 0) return { executablePath: electronBinary(), env };
  // The display may be root's alone: the account is handed its key.
  const displayKey = process.env.XAUTHORITY;
  if (displayKey !== undefined && existsSync(displayKey)) {
    env.XAUTHORITY = join(profile, 'display-key');
    copyFileSync(displayKey, env.XAUTHORITY);
  }
  const start = join(profile, 'start.sh');
  writeFileSync(
    start,
    `#!/bin/sh\nexec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --no-new-privs -- '${electronBinary()}' "$@"\n`,
  );
  chmodSync(start, 0o755);
  for (const path of [profile, ...readdirSync(profile).map((name) => join(profile, name))]) chownSync(path, nobody, nobody);
  return { executablePath: start, env };
}

/** No page asked for anything outside the app, and the guard had nothing to refuse. */
export function expectNothingLeft({ requests, log }: Pick<LaunchedApp, 'requests' | 'log'>): void {
  const outside = requests.filter((url) => !/^(app:\/\/main\/|blob:app:\/\/main\/|data:|devtools:)/.test(url));
  expect(outside).toEqual([]);
  expect(log()).not.toContain('request refused');
}
