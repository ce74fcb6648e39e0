import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bytesAsSource } from '../../testing/byte-source.ts';
import { readTable } from '../../testing/read-table.ts';
import { writeWorkbook } from '../../testing/write-zip.ts';
import type { ReadOptions } from '../format.ts';
import { tableFormats } from '../index.ts';
import { numberStyle, numberText } from './number-style.ts';

const xlsx = tableFormats.find(({ id }) => id === 'xlsx')!;
const fixtures = resolve(import.meta.dirname, '../fixtures');
const read = (bytes: Uint8Array, options: ReadOptions = {}) => readTable(xlsx, bytesAsSource(bytes, 'book.xlsx'), options);
const refusal = async (bytes: Uint8Array, options: ReadOptions = {}) => {
  const opened = await xlsx.open(bytesAsSource(bytes, 'book.xlsx'), options);
  return opened.ok ? null : opened.failure.code;
};
const text = (reference: string, value: string): string => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

const expected = [
  {
    社区: '新华社区',
    单位名称: '红山<饭店> & 旅馆',
    '坐标/经度': '118.956789',
    '坐标/纬度': '42.260001',
    登记日期: '2026-03-05',
    检查时间: '2026-03-05 14:30:00',
    开门: '08:15:00',
    面积: '120.3',
    三合一: '1',
    编号: '010203',
    电话: '13912345678',
  },
  {
    社区: '新华社区',
    单位名称: '东街超市',
    '坐标/经度': '118.9',
    '坐标/纬度': '42.3',
    登记日期: '2025-12-31',
    检查时间: '',
    开门: '',
    面积: '约80',
    三合一: '0',
    编号: '00020',
    电话: '0476-8231199',
  },
];

async function expectBook(bytes: Uint8Array): Promise<void> {
  const { head, rows, issues } = await read(bytes);
  expect(head.sheets.map(({ name }) => name)).toEqual(['说明', '九小场所']);
  expect(head).toMatchObject({ sheet: '九小场所', headerRow: 3, columns: Object.keys(expected[0]!) });
  expect(rows.map(({ values }) => values)).toEqual(expected);
  expect(rows.map(({ row }) => row)).toEqual([5, 6]);
  expect(issues).toEqual([]);
}

test('a book written by LibreOffice: titles, merged headers and cells, dates, times, stored results, leading zeros', async () => {
  await expectBook(readFileSync(join(fixtures, 'premises-book.xlsx')));
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
test.runIf(hasOffice)('the same book, converted here and now', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'book-'));
  try {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const options = ['--headless', profile, '--convert-to', 'xlsx', '--outdir', folder, join(fixtures, 'premises-book.fods')];
    expect(spawnSync('soffice', options).status).toBe(0);
    await expectBook(readFileSync(join(folder, 'premises-book.xlsx')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
test.runIf(!hasOffice)('LibreOffice is not here: only its frozen book is read', () => expect(hasOffice).toBe(false));

describe('cells', () => {
  test('every kind of value, with and without references', async () => {
    const bytes = writeWorkbook(
      {
        a: `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><v>丙</v></c><c t="str"><v>丁</v></c></row>
            <row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" s="1"><f>TODAY()</f><v>46086.5</v></c><c r="C5" t="e"><v>#N/A</v></c><c r="D5"><v>1.3912345678E10</v></c></row>
            <row><c t="d"><v>2026-03-05T00:00:00</v></c><c r="D6"><v>0.30000000000000004</v></c></row>
            <row r="9"/><row r="10"><c r="B10"/></row>`,
      },
      {
        texts:
          '<si><r><t>甲</t></r><r><rPr/><t xml:space="preserve"> &#x4e00;</t></r><rPh sb="0"><t>jia</t></rPh></si><si><t>a_x000A_b</t></si>',
        styles:
          '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>',
      },
    );
    const { head, rows } = await read(bytes);
    expect(head.columns).toEqual(['甲 一', 'a b', '丙', '丁']);
    expect(rows.map(({ row, values }) => [row, Object.values(values)])).toEqual([
      [5, ['TRUE', '2026-03-05 12:00:00', '#N/A', '13912345678']],
      [6, ['2026-03-05', '', '', '0.3']],
    ]);
  });
  test('days counted from 1904, and the day that never was', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const sheet = `<row>${text('A1', '日期')}</row><row><c r="A2" s="0"><v>60</v></c></row>`;
    const plain = await read(writeWorkbook({ a: sheet }, { styles }));
    const old = await read(writeWorkbook({ a: sheet }, { styles, properties: '<workbookPr date1904="1"/>' }));
    expect([plain.rows[0]?.values.日期, old.rows[0]?.values.日期]).toEqual(['1900-02-29', '1904-03-01']);
    expect(numberText('1', { kind: 'date' }, false)).toBe('1900-01-01');
    expect(numberText('-1', { kind: 'date' }, false)).toBe('-1');
  });
  test('number formats tell dates and times from numbers', () => {
    const kinds = (codes: string[]) => codes.map((code) => numberStyle(200, code).kind);
    expect(kinds(['yyyy-mm-dd', 'm/d/yy h:mm', '[$-804]yyyy"年"m"月"d"日";@', 'mmm', 'e"年"m"月"', 'yyyy.mm'])).toEqual(
      Array(6).fill('date'),
    );
    expect(kinds(['h:mm', '[h]:mm:ss', 'mm:ss.0', '上午/下午h"时"mm"分"'])).toEqual(Array(4).fill('time'));
    expect(kinds(['0.00', '#,##0', '0.00E+00', 'General', '@', '"day"0', '[Red]0.0', '0%', '0'])).toEqual(Array(9).fill('number'));
    expect(numberStyle(14, undefined).kind).toBe('date');
    expect(numberStyle(200, '000000')).toEqual({ kind: 'padded', digits: 6 });
  });
  test('a sheet is chosen by name, a header by row; cells beyond the header are an issue', async () => {
    const bytes = writeWorkbook({
      一: `<row>${text('A1', '甲')}${text('B1', '乙')}</row><row>${text('A2', 'x')}${text('B2', 'y')}</row>${`<row>${text('A3', 'x')}</row>`.repeat(300)}<row r="400">${text('C400', '远')}</row>`,
      二: `<row>${text('A1', '丙')}</row><row>${text('A2', 'z')}</row>`,
    });
    const first = await read(bytes);
    expect(first.issues).toMatchObject([{ code: 'columnCount', row: 400 }]);
    expect((await read(bytes, { sheet: '二' })).rows).toMatchObject([{ values: { 丙: 'z' } }]);
    expect((await read(bytes, { sheet: '二', headerRow: 0 })).rows).toMatchObject([{ values: { '#1': '丙' } }, { values: { '#1': 'z' } }]);
    expect(await refusal(bytes, { sheet: '三' })).toBe('sheetUnknown');
  });
});

test('hostile workbooks are refused by name', async () => {
  const sheet = (content: string) => refusal(writeWorkbook({ a: content }));
  expect(await sheet('')).toBe('noTableInside');
  expect(await sheet('<!DOCTYPE x [<!ENTITY a "b">]><row/>')).toBe('xmlDoctype');
  expect(await sheet('<a>'.repeat(100))).toBe('nestingTooDeep');
  expect(await sheet(`<row>${text('ZZZZZ1', 'a')}</row>`)).toBe('fileMalformed');
  expect(await sheet('<row r="2000000"><c><v>1</v></c></row>')).toBe('fileMalformed');
  expect(await sheet('<row><c><v>1')).toBe('fileMalformed');
  const wide = Array.from({ length: 3000 }, () => '<c t="str"><v>a</v></c>').join('');
  expect(await sheet(`<row>${wide}</row>`)).toBe('tooManyColumns');
});
