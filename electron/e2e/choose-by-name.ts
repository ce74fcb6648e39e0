import type { Page } from '@playwright/test';

/** Types a name into a search of places and takes the first that is called so. */
export async function chooseByName(page: Page, search: string, name: string): Promise<void> {
  await page.getByTestId(search).locator('input').fill(name);
  await page.locator('.ant-select-item-option:visible').filter({ hasText: name }).first().click();
}
