import type { Locator, Page } from '@playwright/test';

/** The dialog that imports files. */
export const importDialog = (page: Page): Locator => page.getByRole('dialog', { name: '导入数据' });
