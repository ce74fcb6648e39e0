import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page, test } from '@playwright/test';
import type { Host } from '../../../shared/ipc/host.ts';
import { tableNames } from '../../../shared/model/index.ts';
import { askMain } from '../ask-main.ts';
import { importDialog } from '../import-dialog.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from '../launch-app.ts';
import { moveToPlace } from '../move-to-place.ts';
import { hostileChange, nameOf, placeOf } from './hostile-rows.ts';
import { xssPayloads } from './xss-payloads.ts';

declare const window: Window & { host: Host; ran(count: number): void; runs: number; violations: string[] };

test.describe.configure({ mode: 'serial' });

/** Elements the app never makes from data. */
const foreignElements =
  'script:not([src^="./"]):not([src^="/"]), iframe, object, embed, base, form[action], marquee, math, video, audio, xss, image, link[href*="xss.example"], img[src="x"], [onerror], [onload], [onclick], [onfocus], [srcdoc], a[href^="javascript"]';

let launched: LaunchedApp;
let page: Page;
let folder: string;
const dialogs: string[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-xss-'));
  chmodSync(folder, 0o755);
  launched = await launchApp({ workspace: true, sandboxed: true });
  page = launched.page;
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await launched.untilDrawn();
  await page.evaluate(() => {
    window.runs = 0;
    window.violations = [];
    window.ran = () => {
      window.runs += 1;
    };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      window.violations.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
});
test.afterEach(async () => {
  expect(await page.evaluate(() => ({ runs: window.runs, violations: window.violations }))).toEqual({ runs: 0, violations: [] });
  expect(await page.locator(foreignElements).count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(launched.errors).toEqual([]);
  expectNothingLeft(launched);
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});

async function searchFor(text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByTestId('search-input').fill(text);
  await expect(page.getByTestId('search-hit').first()).toContainText(text);
}

test('there are at least 60 payloads, and the guard that counts them bites', async () => {
  expect(new Set(xssPayloads).size).toBeGreaterThanOrEqual(60);
  const counted = await page.evaluate(() => {
    window.ran(1);
    const { runs } = window;
    window.runs = 0;
    return runs;
  });
  expect(counted).toBe(1);
});

test('every payload goes into every text field of every table as it is', async () => {
  test.setTimeout(300_000);
  const changes = xssPayloads.map((_, index) => hostileChange(index));
  for (const change of changes) expect(Object.keys(change.puts)).toHaveLength(tableNames.length);
  // All at once: the map draws what the last of them left, not every step.
  const answers = await page.evaluate(
    (given) => Promise.all(given.map((change) => window.host.records.apply({ change: change as never }))),
    changes as unknown[],
  );
  for (const [index, answer] of answers.entries()) expect(answer, xssPayloads[index]).toMatchObject({ ok: true });
  for (const change of changes) {
    const premises = change.puts.premises![0]!;
    const stored = await page.evaluate((id) => window.host.records.get({ table: 'premises', id }), premises.id);
    const { name, address, note, phone, businessItems } = premises;
    expect(stored).toMatchObject({ name, address, note, phone, businessItems });
  }
});

test('search and cards of premises and hazards show payloads as text', async () => {
  test.setTimeout(400_000);
  const card = page.getByTestId('card');
  for (let index = 0; index < xssPayloads.length; index += 4) {
    await searchFor(nameOf(index));
    await page.getByRole('group', { name: '场所' }).getByTestId('search-hit').first().click();
    const { name, address, note } = hostileChange(index).puts.premises![0]!;
    for (const text of [name, address, note]) await expect.poll(() => card.textContent(), { message: String(text) }).toContain(text);
    await card.locator('.record-row').first().click();
    await expect(card.locator('.card-kind')).toHaveText('隐患');
    expect(await page.locator(foreignElements).count(), String(name)).toBe(0);
    await page.keyboard.press('Escape');
  }
});

test('cards of stations, zones, facilities and areas show payloads as text', async () => {
  test.setTimeout(400_000);
  const card = page.getByTestId('card');
  for (const kind of ['消防力量', '联防片区', '消防设施', '地名', '道路', '行政区']) {
    for (let index = 0; index < xssPayloads.length; index += 12) {
      await searchFor(nameOf(index));
      await page.getByRole('group', { name: kind }).getByTestId('search-hit').first().click();
      await expect(card.locator('.card-kind')).toHaveText(kind);
      expect(await page.locator(foreignElements).count(), xssPayloads[index]!).toBe(0);
      await page.keyboard.press('Escape');
    }
  }
});

test('hover tip, undo label, tray of unplaced premises and legend show them as text', async () => {
  await searchFor(nameOf(3));
  await page.getByRole('group', { name: '场所' }).getByTestId('search-hit').first().click();
  await expect(page.getByTestId('card')).toBeVisible();
  await moveToPlace(page, placeOf(3), [600, 300]);
  await expect(page.locator('.hover-tip')).toContainText(nameOf(3));
  await page.getByTestId('command-undo').hover();
  await expect(page.getByRole('tooltip').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+u');
  const tray = page.getByTestId('unplaced-tray');
  await expect(tray.locator('.tray-row').first()).toBeVisible();
  await tray.getByRole('textbox').fill(nameOf(7));
  await expect(tray.getByRole('button', { name: nameOf(7) }).first()).toBeVisible();
  await tray.locator('.tray-row').first().hover();
  await page.keyboard.press('Escape');
  await expect(page.locator('.legend').first()).toBeVisible();
});

test('archives with hostile names and attributions are added and listed as text', async () => {
  const share = Math.ceil(xssPayloads.length / 6);
  for (let part = 0; part < 6; part++) {
    const payload = xssPayloads.slice(part * share, (part + 1) * share).join(' ');
    const path = join(folder, `<img src=x onerror=ran(${part})>.mbtiles`);
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)');
    const insert = database.prepare('INSERT INTO metadata VALUES (?, ?)');
    const metadata = {
      name: payload,
      attribution: payload,
      description: payload,
      format: 'png',
      minzoom: '0',
      maxzoom: '2',
      bounds: '114,30,115,31',
    };
    for (const [name, value] of Object.entries(metadata)) insert.run(name, value);
    // A 1 × 1 picture.
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    database.prepare('INSERT INTO tiles VALUES (0, 0, 0, ?)').run(png);
    database.close();
    chmodSync(path, 0o644);
    const added = await page.evaluate((given) => window.host.files.addBasemap({ path: given }), path);
    expect(added).toMatchObject({ ok: true });
    // Nothing of markup is left in what a map library might one day put into the page.
    if (added.ok) expect(added.value?.attribution ?? '').not.toMatch(/[<>]/);
  }
  expect(await page.evaluate(() => window.host.files.basemaps(null))).toHaveLength(6);
  for (const { name } of await page.evaluate(() => window.host.files.basemaps(null))) {
    await expect.poll(() => page.locator('.left-column').textContent(), { message: name }).toContain(name);
  }
  await page.waitForTimeout(1500);
});

test('a table with payloads as name, headers and cells is previewed, checked and written as text', async () => {
  test.setTimeout(180_000);
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const path = join(folder, '<img src=x onerror=ran(9)>.csv');
  const lines = xssPayloads.map((payload, index) =>
    quoted([`表${payload}`, payload, payload, payload, ...xssPayloads.slice(index), ...xssPayloads.slice(0, index)]),
  );
  writeFileSync(path, `\uFEFF${[quoted(['场所名称', '经度', '纬度', '场所类别', ...xssPayloads]), ...lines].join('\r\n')}\r\n`);
  chmodSync(path, 0o644);
  await askMain(
    launched.app,
    ({ dialog }, picked) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [picked] });
    },
    path,
  );
  await page.keyboard.press('Control+i');
  const dialog = importDialog(page);
  await expect(dialog.getByText(xssPayloads[0]!).first()).toBeAttached({ timeout: 30_000 });
  await page.getByTestId('import-check').click();
  await expect(page.getByTestId('import-commit')).toBeVisible({ timeout: 60_000 });
  expect(await page.locator(foreignElements).count()).toBe(0);
  await page.getByTestId('import-commit').click();
  await expect(page.getByTestId('import-show')).toBeVisible({ timeout: 60_000 });
  await page.getByTestId('import-show').click();
  await searchFor('表');
});
