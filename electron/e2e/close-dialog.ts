import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Closes a dialog by Escape and waits until it is gone: what comes next would find its shortcuts refused and its clicks caught. A dialog that
 * is on the page a moment before it listens is asked again.
 */
export async function closeDialog(page: Page, dialog: Locator = page.getByRole('dialog')): Promise<void> {
  await expect(async () => {
    if ((await dialog.count()) > 0) await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
  }).toPass({ intervals: [200, 500, 1000] });
}
