import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCrs } from '../geo/crs.ts';
import type { StoredRow } from '../ipc/index.ts';
import { bytesAsSource } from '../testing/byte-source.ts';
import { formulaTriggers } from '../testing/formula-triggers.ts';
import { readTable } from '../testing/read-table.ts';
import { startsFormula, withMark, withoutMark } from './formula-text.ts';
import { tableFormats } from './index.ts';
import { writeCsv } from './write-csv.ts';
import { writeTableXlsx } from './write-table-xlsx.ts';
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

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
test.runIf(!hasOffice)('LibreOffice is not here: exports are not opened in it', () => expect(hasOffice).toBe(false));
test.runIf(hasOffice)(
  'LibreOffice opens exports with their types, and no formula in any of the triggers',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'write-xlsx-'));
    try {
      const exported = formulaTriggers.map((trigger, index) => ({
        id: randomUUID(),
        name: trigger,
        address: trigger,
        note: trigger,
        areaSquareMeters: index + 0.5,
        registeredOn: '2026-03-05',
        geom: { type: 'Point', coordinates: [118.95, 42.26] },
      })) as unknown as StoredRow[];
      const options = { table: 'premises', language: 'zh-CN', includePersonal: true } as const;
      const crs = parseCrs('wgs84');
      if (!crs.ok) throw new Error('wgs84');
      for (const [name, pieces] of Object.entries({
        'table.csv': writeCsv([exported], options, crs.value),
        'book.xlsx': writeTableXlsx([exported], options, crs.value, [['工作区', '=1+1']]),
      }))
        await writeFile(join(folder, name), pieces);
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
      const files = ['table.csv', 'book.xlsx'].map((name) => join(folder, name));
      execFileSync('soffice', [profile, '--headless', '--infilter=CSV:44,34,76,1', '--convert-to', 'fods', '--outdir', folder, files[0]!]);
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, files[1]!]);
      const [table, book] = ['table.fods', 'book.fods'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
      for (const sheet of [table, book]) {
        expect(sheet.match(/table:formula=/g)).toBeNull();
        expect(sheet).toContain('HYPERLINK');
      }
      expect(book.match(/office:value="\d+\.5"/g)).toHaveLength(exported.length);
      expect(book.match(/office:date-value="2026-03-05"/g)).toHaveLength(exported.length);
      expect(book).toContain('table:name="场所"');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
