import { userInfo } from 'node:os';
import { expect, type Page, test } from '@playwright/test';
import { askMain } from './ask-main.ts';
import { closeDialog } from './close-dialog.ts';
import { foreignWords } from './foreign-words.ts';
import { hardToRead } from './hard-to-read.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';

test.describe.configure({ mode: 'serial' });

const dialogs = [
  'search',
  'shortcuts',
  'operator',
  'backups',
  'copyToUsb',
  'openPackage',
  'makeFieldPackage',
  'openFieldPackage',
  'mergeFieldPackage',
  'fieldConflicts',
  'changeLog',
  'viewPast',
  'outsideEdits',
  'importHistory',
  'categoryRules',
  'codeWords',
];
/** What stands in the records of the small workspace, in its path and in the log. */
const data = [
  ...[
    'small.backups',
    'small',
    '测试员',
    '中文',
    '中',
    userInfo().username,
    '东街超市',
    '南湖餐馆',
    '无坐标旅馆',
    '东街',
    '南湖路',
    '西街',
    '号',
  ],
  ...['P-1', 'P-2', 'P-3', 'P', '场所编号', 'premises:code/', 'csv'],
];

let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  launched = await launchApp({ workspace: true });
  await expect(launched.page.getByRole('banner')).toContainText('small', { timeout: 60_000 });
  await expect(launched.page.getByLabel('主要指标')).toBeVisible({ timeout: 60_000 });
});
test.afterAll(() => launched.close());

/** Runs a command as the menu does. */
const run = (id: string): Promise<void> =>
  askMain(
    launched.app,
    ({ BrowserWindow }, command) => BrowserWindow.getAllWindows()[0]!.webContents.send('event', 'command', { id: command }),
    id,
  );

/** What is in the other language or hard to read, by screen: the main one, every analysis, a card with its history, every dialog. */
async function faultsByScreen(page: Page, language: 'zh-CN' | 'en'): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const look = async (screen: string): Promise<void> => {
    let faults: string[] = [];
    const read = async () => {
      faults = [...(await foreignWords(page, language, [launched.userData, ...data])), ...(await hardToRead(page))];
      return faults;
    };
    // A dialog that still fades in is pale.
    await expect
      .poll(read, { timeout: 15_000 })
      .toEqual([])
      .catch(() => {
        found[screen] = faults;
      });
  };
  await look('main');
  await page.getByTestId('left-tab-response').click();
  const tabs = page.getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  for (const tab of await tabs.all()) {
    await tab.click();
    await look(`analysis ${await tab.textContent()}`);
  }
  await page.locator('.left-tabs .ant-segmented-item').first().click();
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill('超市');
  await expect(page.getByTestId('search-hit').first()).toContainText('超市');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('card')).toContainText('东街超市');
  await look('card');
  for (const button of ['change-grade', 'edit-premises']) {
    await page.getByTestId(button).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(button);
    await closeDialog(page);
  }
  await page.getByTestId('card-history').click();
  await expect(page.getByTestId('record-history')).toBeVisible();
  await look('history');
  await page.keyboard.press('Escape');
  await run('unplaced');
  await expect(page.getByText('无坐标旅馆')).toBeVisible();
  await look('tray');
  await run('unplaced');
  for (const id of dialogs) {
    await run(id);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0);
    await look(id);
    await closeDialog(page);
  }
  return found;
}

test('in Chinese no English stands on any screen, and in the light theme all of it can be read', async () => {
  test.setTimeout(180_000);
  expect(await faultsByScreen(launched.page, 'zh-CN')).toEqual({});
});

test('in English no Chinese stands on any screen, and in the dark theme all of it can be read', async () => {
  test.setTimeout(180_000);
  await run('toggleLanguage');
  await run('toggleTheme');
  await expect(launched.page.getByRole('button', { name: /^Search premises/ })).toBeVisible();
  expect(await faultsByScreen(launched.page, 'en')).toEqual({});
});

test('nothing asked for the network and nothing complained', () => {
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
