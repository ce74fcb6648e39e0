import type { Page } from '@playwright/test';

declare const window: Window & { longTasks: number[] };

/** Notes the tasks of over 50 ms that hold the page's thread from now on. */
export const watchLongTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const tasks: number[] = [];
    window.longTasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
  });

/** Milliseconds of the longest of them, 0 when there was none. */
export const longestTask = (page: Page): Promise<number> => page.evaluate(() => Math.max(0, ...window.longTasks));
