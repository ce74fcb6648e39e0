import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { askMain } from '../../electron/e2e/ask-main.ts';
import { type LaunchedApp, launchApp } from '../../electron/e2e/launch-app.ts';
import { clickMap } from '../../electron/e2e/on-map.ts';
import { runHeadless } from '../../electron/e2e/run-headless.ts';
import { inTemporaryFolder } from '../in-temporary-folder.ts';

/**
 * Takes the README's pictures on the sample workspace: the main window in both languages, both themes and both sizes, then the response
 * analyses and their sheet. Needs the built app and a display of at least 1921×1081:
 * `xvfb-run -a -s "-screen 0 1921x1081x24" node build/screenshots/take-screenshots.ts [main|response]`.
 */
const only = process.argv[2] ?? null;
const target = resolve(import.meta.dirname, '../../docs/screenshots');
const sizes = [
  [1366, 768],
  [1920, 1080],
] as const;
const REDRAW_MS = 8000;
const COMPUTED_MS = 120_000;

interface ResponsePicture {
  language: 'zh-CN' | 'en';
  theme: 'light' | 'dark';
  size: (typeof sizes)[number];
  ask(page: Page): Promise<void>;
  /** Test id of what shows once the answer is there. */
  answer: string;
}
const responsePictures: Record<string, ResponsePicture> = {
  coverage: { language: 'zh-CN', theme: 'light', size: sizes[1], ask: press('coverage-run'), answer: 'coverage-shares' },
  risk: { language: 'zh-CN', theme: 'dark', size: sizes[1], ask: press('response-tab-bivariate', 'bivariate-run'), answer: 'worst-list' },
  route: { language: 'zh-CN', theme: 'light', size: sizes[0], ask: askForRoute, answer: 'route-list' },
  hotspots: {
    language: 'en',
    theme: 'light',
    size: sizes[1],
    ask: press('response-tab-hotspots', 'gathering-run'),
    answer: 'gatherings-legend',
  },
};

mkdirSync(target, { recursive: true });
if (only !== 'response') {
  for (const language of ['zh-CN', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      await withWindow(language, theme, async (launched) => {
        for (const size of sizes) {
          await resize(launched, size);
          await launched.page.screenshot({ path: join(target, `${language.slice(0, 2)}-${theme}-${size[0]}.png`) });
        }
      });
    }
  }
}
if (only !== 'main') {
  for (const [name, { language, theme, size, ask, answer }] of Object.entries(responsePictures)) {
    await withWindow(language, theme, async (launched) => {
      await resize(launched, size);
      await launched.page.getByTestId('left-tab-response').click();
      await ask(launched.page);
      await launched.page.getByTestId(answer).waitFor({ timeout: COMPUTED_MS });
      await launched.page.mouse.move(size[0] / 2, 20);
      await launched.page.waitForTimeout(REDRAW_MS);
      await launched.page.screenshot({ path: join(target, `response-${name}.png`) });
    });
  }
  await drawSheet(join(target, 'response-sheet.png'));
}

/** Presses buttons in turn, by their test ids. */
function press(...buttons: string[]): (page: Page) => Promise<void> {
  return async (page) => {
    for (const button of buttons) await page.getByTestId(button).click();
  };
}

async function askForRoute(page: Page): Promise<void> {
  await page.keyboard.press('Alt+Shift+N');
  await page.getByTestId('route-from-click').click();
  await clickMap(page, 0.53, 0.62);
  await page.getByTestId('route-to-click').click();
  await clickMap(page, 0.66, 0.45);
}

function withWindow(language: 'zh-CN' | 'en', theme: 'light' | 'dark', use: (launched: LaunchedApp) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (profile) => {
    const operator = { name: '张三', unit: '示范大队', role: 'administrator' };
    writeFileSync(join(profile, 'preferences.json'), JSON.stringify({ language, theme, operator }));
    const launched = await launchApp({ userData: profile, fully: true });
    try {
      await launched.untilDrawn();
      await use(launched);
    } finally {
      await launched.close();
    }
  });
}

async function resize({ app, page }: LaunchedApp, [width, height]: (typeof sizes)[number]): Promise<void> {
  await askMain(
    app,
    ({ BrowserWindow }, [contentWidth, contentHeight]) => BrowserWindow.getAllWindows()[0]!.setContentSize(contentWidth, contentHeight),
    [width, height] as const,
  );
  await page.waitForTimeout(REDRAW_MS);
  await page.keyboard.press('Control+0');
  await page.waitForTimeout(REDRAW_MS);
}

/** The sheet of risk × response, drawn by the command line. */
function drawSheet(path: string): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const parameters = join(folder, 'sheet.json');
    writeFileSync(parameters, JSON.stringify({ bivariate: {} }));
    const workspace = join(folder, 'sample.gpkg');
    const { code, stderr } = await runHeadless(['--workspace', workspace, '--sample', '--sheet', path, '--params', parameters]);
    if (code !== 0) throw new Error(stderr);
  });
}
