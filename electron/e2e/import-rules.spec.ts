import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Host } from '../../shared/ipc/host.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { askMain } from './ask-main.ts';
import { closeDialog } from './close-dialog.ts';
import { dropFiles } from './drop-files.ts';
import { readPremises } from './edit-premises.ts';
import { importDialog } from './import-dialog.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { longestTask, watchLongTasks } from './long-tasks.ts';

declare const window: Window & { host: Host };

test.describe.configure({ mode: 'serial' });

let folder: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-rules-'));
  launched = await launchApp({ workspace: true });
  await launched.untilDrawn();
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('dates in another order, categories by name and size and words of the office are said in the dialog', async () => {
  const { page } = launched;
  const path = write(
    '规则.csv',
    '名称,类别,地址,经度,纬度,座位数,登记日期\n老王烧烤,夜宵档,规则路1号,114.331,30.501,40,03/05/2026\n幸福大饭店,,规则路2号,114.332,30.501,260,04/05/2026\n',
  );
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  await dialog.getByTestId('date-order').click();
  await page.getByTitle('日 / 月 / 年').click();
  await dialog.getByTestId('suggest-category').check();
  await dialog.getByTestId('import-next').click();
  await dialog.getByTestId('import-check').click();
  await expect(dialog.getByText('还没有写入任何内容。')).toBeVisible({ timeout: 30_000 });
  // The word nobody knows gets its code, and the next check knows it.
  await dialog.getByTestId('issue-words').click();
  const words = page.getByRole('dialog', { name: '代码用语' });
  const own = words.getByRole('combobox', { name: '小餐饮的本单位用语' });
  await own.fill('夜宵档');
  await own.press('Enter');
  await words.getByTestId('save-words').click();
  await expect(words.getByTestId('save-words')).toBeDisabled();
  await closeDialog(page, words);
  await expect(dialog.getByText('用语或标准已更改')).toBeVisible();
  await dialog.getByTestId('import-check').click();
  await dialog.getByTestId('import-commit').click({ timeout: 30_000 });
  await expect(dialog.getByTestId('import-show')).toBeVisible({ timeout: 30_000 });
  await closeDialog(page);
  expect(await readPremises(page, '老王烧烤')).toMatchObject({ category: 'smallEatery', registeredOn: '2026-05-03' });
  expect(await readPremises(page, '幸福大饭店')).toMatchObject({ category: 'keyFireUnit', registeredOn: '2026-05-04' });
});

test('a mapping kept for one file is chosen for another with more columns', async () => {
  const { page } = launched;
  const first = write('甲表.csv', '甲方,乙方,单位名称\n映射一店,映射路1号,总公司\n');
  const second = write('乙表.csv', '序,甲方,乙方,单位名称\n1,映射二店,映射路2号,总公司\n');
  const dialog = importDialog(page);
  await dropFiles(page, [first]);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  const choose = async (field: string, column: string) => {
    await dialog.getByRole('combobox', { name: field, exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(column, { exact: true }).click();
  };
  await choose('名称', '甲方');
  await dialog.getByTestId('save-mapping').click();
  await expect(dialog.getByText('沿用此表头上次保存的对应').first()).toBeVisible();
  await closeDialog(page, dialog);
  await dropFiles(page, [second]);
  await dialog.getByTestId('import-next').click({ timeout: 30_000 });
  await dialog.getByTestId('saved-mappings').click();
  await page.getByText('甲方、乙方、单位名称').click();
  await expect(dialog.getByRole('row', { name: /名称.*甲方/ })).toBeVisible();
  await closeDialog(page, dialog);
});

test('thresholds are a version of the office, and the hash of a file can be copied', async () => {
  const { page, app } = launched;
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '九小场所认定标准…' }).click();
  const rules = page.getByRole('dialog', { name: '九小场所认定标准' });
  await rules.getByRole('spinbutton', { name: '餐饮 上限（不含）' }).fill('80');
  await rules.getByTestId('save-rules').click();
  await expect(page.getByText('已保存认定标准')).toBeVisible();
  await page.getByTestId('workspace-menu').click();
  await page.getByRole('menuitem', { name: '导入历史…' }).click();
  const entry = page.getByTestId('import-entry').filter({ hasText: '规则.csv' });
  const hash = /[0-9a-f]{64}/.exec((await entry.textContent()) ?? '')?.[0];
  await entry.getByRole('button', { name: '复制指纹' }).click();
  await expect(page.getByText('已复制文件指纹')).toBeVisible();
  expect(await askMain(app, ({ clipboard }) => clipboard.readText())).toBe(hash);
  await closeDialog(page);
});

test('of 100,000 issues those of a column are listed, scrolled through, put right and saved beside their rows', async () => {
  test.setTimeout(300_000);
  const { page, app } = launched;
  const rows = Array.from({ length: 100_000 }, (_, row) =>
    row % 4 === 0 ? `场所${row},很多,不详年,114.33,30.5` : `场所${row},很多,2026-05-01,114.33,30.5`,
  );
  const path = write('十万条.csv', `名称,座位数,登记日期,经度,纬度\n${rows.join('\n')}\n`);
  const target = join(folder, '十万条 已标注.csv');
  await dropFiles(page, [path]);
  const dialog = importDialog(page);
  await dialog.getByTestId('import-check').click({ timeout: 60_000 });
  await expect(dialog.getByTestId('count-created')).toContainText('100,000', { timeout: 200_000 });
  await dialog.getByText(/^问题/).click();
  const list = dialog.getByRole('list', { name: '问题' });
  const total = () => list.evaluate((node) => Math.round((node.scrollHeight - node.clientHeight) / 38));
  expect(await total()).toBeGreaterThan(120_000);
  await dialog.getByTestId('issue-column').click();
  await page
    .locator('.ant-select-dropdown:visible')
    .getByText(/登记日期 · 25,000/)
    .click();
  await expect.poll(total, { timeout: 30_000 }).toBeLessThan(25_001);
  await watchLongTasks(page);
  for (let step = 1; step <= 20; step++) {
    await list.evaluate((node, part) => node.scrollTo(0, node.scrollHeight * part), step / 20);
    await expect(dialog.getByTestId('issue').first()).toBeVisible();
  }
  await expect(dialog.getByRole('textbox', { name: '第 99998 行“登记日期”的值' })).toBeVisible({ timeout: 30_000 });
  const longest = await longestTask(page);
  test.info().annotations.push({ type: 'longest task while scrolling, ms', description: String(longest) });
  await dialog.getByRole('textbox', { name: '第 99998 行“登记日期”的值' }).fill('2026-06-01');
  await expect(dialog.getByText('已改正或决定 1 处')).toBeVisible();
  await answerDialogs(app, { save: target });
  await dialog.getByTestId('save-issues').click();
  await expect(page.getByRole('log', { name: '通知' })).toContainText('十万条 已标注.csv', { timeout: 120_000 });
  const lines = readFileSync(target, 'utf8').split('\r\n');
  expect(lines[0]).toMatch(/,问题$/);
  expect(lines).toHaveLength(100_002);
  expect(lines.at(-5)).toMatch(/不详年.*登记日期：/);
  // What was put right is not dropped by a key alone.
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('手工改正或决定的 1 处还没有写入')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('import-check')).toBeVisible();
  await dialog.getByRole('button', { name: '取消', exact: true }).click();
  await dialog.getByTestId('drop-unsaved').click();
  await expect(dialog).toBeHidden();
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
