import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { editPremises } from './edit-premises.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true, operator: null });
  await launched.untilDrawn();
});
test.afterAll(() => launched.close());

const rename = (name: string) => editPremises(launched.page, 'P-1', { name, phone: '13800001234' });
const preferences = () => JSON.parse(readFileSync(join(launched.userData, 'preferences.json'), 'utf8')) as { operator: unknown };

test('the first start asks who works here; the answer is kept and named on changes', async () => {
  const { page } = launched;
  const dialog = page.getByRole('dialog', { name: '谁在使用这台电脑？' });
  await expect(dialog).toBeVisible();
  await expect(page.getByTestId('operator-name')).not.toHaveValue('');
  await page.getByTestId('operator-name').fill('张三');
  await page.getByTestId('operator-unit').fill('东街消防所');
  await page.getByTestId('role-recorder').click();
  await page.getByTestId('save-operator').click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => preferences().operator).toEqual({ name: '张三', unit: '东街消防所', role: 'recorder' });
  expect(await rename('东街新超市')).toMatchObject({ ok: true });
  const [newest] = await page.evaluate(() => window.host.records.history({ before: null, limit: 1 }));
  expect(newest?.actor).toBe('张三（东街消防所）');
});

test('a viewer sees no telephone, finds edits disabled with the reason, and cannot write past the screen', async () => {
  const { page } = launched;
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '操作员…' }).click();
  await page.getByTestId('role-viewer').click();
  await page.getByTestId('save-operator').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => preferences().operator).toMatchObject({ role: 'viewer' });
  const before = await page.evaluate(async () => (await window.host.records.info(null))?.rev);

  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('东街新超市');
  await page.getByTestId('search-hit').first().click();
  const card = page.getByTestId('card');
  await expect(card).toContainText('***');
  await expect(card).not.toContainText('13800001234');
  await expect(page.getByTestId('change-grade')).toBeDisabled();
  await expect(page.getByTestId('change-grade')).toHaveAttribute('title', /录入/);
  await expect(page.getByTestId('remove-premises')).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByTestId('command-undo')).toHaveAttribute('aria-disabled', 'true');

  const refusal = { ok: false, failure: { code: 'roleForbids', details: { role: 'viewer', need: 'recorder' } } };
  expect(await rename('越权')).toEqual(refusal);
  expect(await page.evaluate(() => window.host.records.undo(null))).toEqual(refusal);
  expect(await page.evaluate(async () => (await window.host.records.info(null))?.rev)).toBe(before);
});
