import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { closeDialog } from './close-dialog.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

declare const window: Window & { host: Host };

const infoOf = ({ page }: LaunchedApp) => page.evaluate(() => window.host.records.info(null));
const opened = (launched: LaunchedApp, path: string) =>
  expect.poll(async () => (await infoOf(launched))?.path ?? null, { timeout: 30_000 }).toBe(path);

test('lost settings are told, and the workspaces found are offered instead of the sample', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'fire-one-map-settings-'));
  const workspace = join(userData, 'workspaces', '洪山区.gpkg');
  const [settings, copy] = ['preferences.json', 'preferences.copy.json'].map((name) => join(userData, name)) as [string, string];
  copyWorkspace('small', workspace);
  try {
    const first = await launchApp({ userData, args: [workspace] });
    await opened(first, workspace);
    expect(await first.page.evaluate(() => window.host.backups.create(null))).toMatchObject({ ok: true });
    await first.close();

    truncateSync(settings, 100);
    const second = await launchApp({ userData });
    await opened(second, workspace);
    await expect(second.page.locator('.notice', { hasText: '已改用它的副本' })).toBeVisible();
    await second.close();

    for (const path of [settings, copy]) writeFileSync(path, '\0'.repeat(500));
    const third = await launchApp({ userData });
    const { page } = third;
    await expect(page.getByTestId('settings-lost')).toContainText('工作区文件没有被动过', { timeout: 30_000 });
    expect(await infoOf(third)).toBeNull();
    // Nobody is known either: who works here is asked first.
    await page.getByRole('dialog').waitFor();
    await closeDialog(page);
    const row = page.getByTestId('found-workspaces').getByRole('button', { name: /备份 1 份/ });
    await expect(row).toContainText(workspace);
    await row.click();
    await opened(third, workspace);
    await third.close();
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  }
});
