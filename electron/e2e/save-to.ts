import { expect } from '@playwright/test';
import { answerDialogs } from './answer-dialogs.ts';
import type { LaunchedApp } from './launch-app.ts';

/** Presses a button that asks where to save, answers with a path, and gives it back once the file is there. */
export async function saveTo({ app, page }: Pick<LaunchedApp, 'app' | 'page'>, button: string, path: string): Promise<string> {
  await answerDialogs(app, { save: path });
  await page.getByTestId(button).click();
  await expect(page.getByText(`已保存到 ${path}`)).toBeVisible({ timeout: 90_000 });
  return path;
}
