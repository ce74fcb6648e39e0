import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesAsSource } from '../testing/byte-source.ts';
import { formulaTriggers } from '../testing/formula-triggers.ts';
import { readTable } from '../testing/read-table.ts';
import { startsFormula, withMark, withoutMark } from './formula-text.ts';
import { tableFormats } from './index.ts';
import { type Sheet, writeXlsx } from './write-xlsx.ts';

const xlsx = tableFormats.find(({ id }) => id === 'xlsx')!;
const columns = [
  { title: '名称', kind: 'text', width: 20 },
  { title: '面积', kind: 'number', width: 8 },
  { title: '日期', kind: 'date', width: 12 },
] as const;

async function bytesOf(sheets: Sheet[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeXlsx(sheets)) pieces.push(piece);
  return Buffer.concat(pieces);
}
const readBack = async (bytes: Uint8Array, sheet: string) => (await readTable(xlsx, bytesAsSource(bytes, 'book.xlsx'), { sheet })).rows;

describe('XLSX', () => {
  test('typed cells, several sheets, pages, what XML cannot hold', async () => {
    const bytes = await bytesOf([
      {
        name: '场所/红山',
        columns,
        rows: [
          [
            ['红山<饭店> & "旅馆"', 120.5, '2026-03-05'],
            ['_x0041_\u0001', null, '不详'],
          ],
          [['0012', -3, null]],
        ],
      },
      { name: '说明', columns: [columns[0]], rows: [[['甲']]] },
    ]);
    expect((await readBack(bytes, '场所 红山')).map(({ values }) => values)).toEqual([
      { 名称: '红山<饭店> & "旅馆"', 面积: '120.5', 日期: '2026-03-05' },
      { 名称: '_x0041_\u0001', 面积: '', 日期: '不详' },
      { 名称: '0012', 面积: '-3', 日期: '' },
    ]);
    expect(await readBack(bytes, '说明')).toHaveLength(1);
  });
  test('any text comes back as it was', async () => {
    const text = fc.string({
      unit: fc.constantFrom('店', 'a', ' ', '&', '<', ']', '_', 'x', '0', '\n', '\t', '\ud83d\ude92', '\u0003', '='),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await bytesOf([{ name: 'a', columns: [columns[0]], rows: [['头', ...texts].map((value) => [value])] }]);
        const found = await readBack(bytes, 'a');
        expect(found.map(({ values }) => values.名称)).toEqual(['头', ...texts.filter((value) => value !== '')]);
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

test('the mark before a formula is taken away again, whatever the text was', () => {
  expect(formulaTriggers.length).toBeGreaterThanOrEqual(40);
  for (const trigger of formulaTriggers) expect(startsFormula(trigger), JSON.stringify(trigger)).toBe(true);
  const text = fc.string({ unit: fc.constantFrom("'", '=', '＝', '-', '1', '.', ' ', '\t', 'a') });
  fc.assert(
    fc.property(text, (value) => withoutMark(withMark(value)) === value),
    { seed: 6, numRuns: 2000 },
  );
});

const office = spawnSync('soffice', ['--version']).status === 0;
test.skipIf(!office)('LibreOffice opens it with its types, and no formula in any of the triggers', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'write-xlsx-'));
  try {
    const rows = formulaTriggers.map((trigger, index) => [trigger, index + 0.5, '2026-03-05']);
    writeFileSync(join(folder, 'book.xlsx'), await bytesOf([{ name: '场所', columns, rows: [rows] }]));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, join(folder, 'book.xlsx')]);
    const sheet = readFileSync(join(folder, 'book.fods'), 'utf8');
    expect(sheet.match(/table:formula=/g)).toBeNull();
    expect(sheet.match(/office:value-type="float"/g)).toHaveLength(rows.length);
    expect(sheet.match(/office:date-value="2026-03-05"/g)).toHaveLength(rows.length);
    expect(sheet).toContain('table:name="场所"');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
