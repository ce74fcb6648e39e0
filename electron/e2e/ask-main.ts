import type { ElectronApplication } from '@playwright/test';

type Main = typeof import('electron');

/**
 * Runs `work` in the main process and gives its answer.
 *
 * `ElectronApplication.evaluate` fails now and then because V8 collected the answer's promise before Playwright read it
 * (microsoft/playwright#33737). The work is then asked for again: it must be safe to do twice.
 */
export async function askMain<Answer, Argument = undefined>(
  app: ElectronApplication,
  work: (electron: Main, argument: Argument) => Answer | Promise<Answer>,
  argument?: Argument,
): Promise<Answer> {
  const ask = app.evaluate as (work: unknown, argument: unknown) => Promise<Answer>;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask.call(app, work, argument);
    } catch (error) {
      if (attempt === 5 || !String(error).includes('promise was garbage collected')) throw error;
    }
  }
}
