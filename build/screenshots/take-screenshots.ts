import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { askMain } from '../../electron/e2e/ask-main.ts';
import { type LaunchedApp, launchApp, readLog } from '../../electron/e2e/launch-app.ts';

/**
 * Takes the README's pictures of the main window on the sample workspace: both languages, both themes, both sizes. Needs the built app
 * and a display of at least 1921×1081: `xvfb-run -a -s "-screen 0 1921x1081x24" node build/screenshots/take-screenshots.ts`.
 */
const target = resolve(import.meta.dirname, '../../docs/screenshots');
const sizes = [
  [1366, 768],
  [1920, 1080],
] as const;
const REDRAW_MS = 8000;

mkdirSync(target, { recursive: true });
for (const language of ['zh-CN', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const profile = mkdtempSync(join(tmpdir(), 'fire-one-map-screenshots-'));
    const operator = { name: '张三', unit: '示范大队', role: 'administrator' };
    writeFileSync(join(profile, 'preferences.json'), JSON.stringify({ language, theme, operator }));
    const launched = await launchApp({ userData: profile, fully: true });
    try {
      await untilDrawn(launched, profile);
      for (const [width, height] of sizes) {
        await askMain(
          launched.app,
          ({ BrowserWindow }, [contentWidth, contentHeight]) =>
            BrowserWindow.getAllWindows()[0]!.setContentSize(contentWidth, contentHeight),
          [width, height] as const,
        );
        await launched.page.waitForTimeout(REDRAW_MS);
        await launched.page.keyboard.press('Control+0');
        await launched.page.waitForTimeout(REDRAW_MS);
        await launched.page.screenshot({ path: join(target, `${language.slice(0, 2)}-${theme}-${width}.png`) });
      }
    } finally {
      await launched.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

async function untilDrawn({ page }: LaunchedApp, profile: string): Promise<void> {
  for (let waited = 0; !/main window drawn: \S/.test(readLog(profile)); waited++) {
    if (waited > 300) throw new Error('The window was not drawn within five minutes.');
    await page.waitForTimeout(1000);
  }
}
