import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { askMain } from '../../electron/e2e/ask-main.ts';
import { type LaunchedApp, launchApp, readLog } from '../../electron/e2e/launch-app.ts';
import { runHeadless } from '../../electron/e2e/run-headless.ts';

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
}
const responsePictures: Record<string, ResponsePicture> = {
  coverage: {
    language: 'zh-CN',
    theme: 'light',
    size: sizes[1],
    async ask(page) {
      await page.getByTestId('coverage-run').click();
      await page.getByTestId('coverage-shares').waitFor({ timeout: COMPUTED_MS });
    },
  },
  risk: {
    language: 'zh-CN',
    theme: 'dark',
    size: sizes[1],
    async ask(page) {
      await page.getByTestId('response-tab-bivariate').click();
      await page.getByTestId('bivariate-run').click();
      await page.getByTestId('worst-list').waitFor({ timeout: COMPUTED_MS });
    },
  },
  route: {
    language: 'zh-CN',
    theme: 'light',
    size: sizes[0],
    async ask(page) {
      await page.keyboard.press('Alt+Shift+N');
      for (const [end, x, y] of [
        ['from', 0.53, 0.62],
        ['to', 0.66, 0.45],
      ] as const) {
        await page.getByTestId(`route-${end}-click`).click();
        const map = (await page.locator('.maplibregl-canvas').boundingBox())!;
        await page.mouse.click(map.x + map.width * x, map.y + map.height * y);
      }
      await page.getByTestId('route-list').waitFor({ timeout: COMPUTED_MS });
    },
  },
  hotspots: {
    language: 'en',
    theme: 'light',
    size: sizes[1],
    async ask(page) {
      await page.getByTestId('response-tab-hotspots').click();
      await page.getByTestId('gathering-run').click();
      await page.getByTestId('gatherings-legend').waitFor({ timeout: COMPUTED_MS });
    },
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
  for (const [name, { language, theme, size, ask }] of Object.entries(responsePictures)) {
    await withWindow(language, theme, async (launched) => {
      await resize(launched, size);
      await launched.page.getByTestId('left-tab-response').click();
      await ask(launched.page);
      await launched.page.mouse.move(size[0] / 2, 20);
      await launched.page.waitForTimeout(REDRAW_MS);
      await launched.page.screenshot({ path: join(target, `response-${name}.png`) });
    });
  }
  await drawSheet(join(target, 'response-sheet.png'));
}

async function withWindow(language: 'zh-CN' | 'en', theme: 'light' | 'dark', use: (launched: LaunchedApp) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'fire-one-map-screenshots-'));
  const operator = { name: '张三', unit: '示范大队', role: 'administrator' };
  writeFileSync(join(profile, 'preferences.json'), JSON.stringify({ language, theme, operator }));
  const launched = await launchApp({ userData: profile, fully: true });
  try {
    await untilDrawn(launched, profile);
    await use(launched);
  } finally {
    await launched.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
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
async function drawSheet(path: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-sheet-'));
  try {
    const parameters = join(folder, 'sheet.json');
    writeFileSync(parameters, JSON.stringify({ bivariate: {} }));
    const workspace = join(folder, 'sample.gpkg');
    const { code, stderr } = await runHeadless(['--workspace', workspace, '--sample', '--sheet', path, '--params', parameters]);
    if (code !== 0) throw new Error(stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function untilDrawn({ page }: LaunchedApp, profile: string): Promise<void> {
  for (let waited = 0; !/main window drawn: \S/.test(readLog(profile)); waited++) {
    if (waited > 300) throw new Error('The window was not drawn within five minutes.');
    await page.waitForTimeout(1000);
  }
}
