import { answerDialogs } from './answer-dialogs.ts';
import type { LaunchedApp } from './launch-app.ts';

/** Chooses a format in the export's dialog, which is open, and a file; `before` sets what else is to be set. */
export async function exportAs(
  { app, page }: LaunchedApp,
  path: string,
  format: string,
  before: () => Promise<void> = async () => {},
): Promise<void> {
  await answerDialogs(app, { save: path });
  const dialog = page.getByRole('dialog', { name: '导出' });
  await dialog.getByTestId('export-format').click();
  await page.locator('.ant-select-item-option').filter({ hasText: format }).click();
  await before();
  await dialog.getByTestId('choose-target').click();
}
