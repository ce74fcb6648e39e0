import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesAsSource, textAsSource } from '../testing/byte-source.ts';
import { readTable } from '../testing/read-table.ts';
import { csv } from './csv.ts';

/** 名称,地址 / 红山饭店,新华街1号 in GBK, as Chinese Excel saves it. */
const gbk = Uint8Array.from([
  0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xd8, 0xd6, 0xb7, 0x0d, 0x0a, 0xba, 0xec, 0xc9, 0xbd, 0xb7, 0xb9, 0xb5, 0xea, 0x2c, 0xd0, 0xc2, 0xbb,
  0xaa, 0xbd, 0xd6, 0x31, 0xba, 0xc5, 0x0d, 0x0a,
]);

describe('encodings', () => {
  test('GBK is recognised, read and flagged as a guess', async () => {
    const { head, rows, issues } = await readTable(csv, bytesAsSource(gbk, 'gbk.csv', 5));
    expect(head).toMatchObject({ encoding: 'gb18030', encodingCertain: false, columns: ['名称', '地址'] });
    expect(rows[0]?.values).toEqual({ 名称: '红山饭店', 地址: '新华街1号' });
    expect(issues.map((issue) => issue.code)).toEqual(['encodingUncertain']);
  });
  test('GBK far behind an ASCII start is still found', async () => {
    const ascii = new TextEncoder().encode(`a,b\n${'x,y\n'.repeat(50_000)}`);
    const bytes = new Uint8Array(ascii.length + gbk.length);
    bytes.set(ascii);
    bytes.set(gbk, ascii.length);
    const { head, rows } = await readTable(csv, bytesAsSource(bytes));
    expect(head.encodingCertain).toBe(false);
    expect(rows.at(-1)?.values).toEqual({ a: '红山饭店', b: '新华街1号' });
  });
  test('byte order marks decide: UTF-8, UTF-16 little and big endian', async () => {
    const text = '\ufeff名称;电话\n饭店;123\n';
    const little = new Uint8Array(new Uint16Array(Array.from(text, (char) => char.charCodeAt(0))).buffer);
    const big = Uint8Array.from(Array.from(text).flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 0xff]));
    for (const [bytes, encoding] of [
      [new TextEncoder().encode(text), 'utf-8'],
      [little, 'utf-16le'],
      [big, 'utf-16be'],
    ] as const) {
      const { head, rows } = await readTable(csv, bytesAsSource(bytes, 'bom.csv', 3));
      expect(head).toMatchObject({ encoding, encodingCertain: true, delimiter: ';', columns: ['名称', '电话'] });
      expect(rows[0]?.values.名称).toBe('饭店');
    }
  });
  test('an asked-for encoding is used; an unknown one is a failure', async () => {
    expect((await readTable(csv, bytesAsSource(gbk), { encoding: 'gbk' })).head).toMatchObject({
      encodingCertain: true,
      columns: ['名称', '地址'],
    });
    expect(await csv.open(bytesAsSource(gbk), { encoding: 'klingon' })).toMatchObject({ ok: false, failure: { code: 'unknownEncoding' } });
  });
});

describe('rows', () => {
  test('a row of the wrong width is reported by its line and left out, trailing empty cells are not wrong', async () => {
    const { rows, issues } = await readTable(csv, textAsSource('a,b\n"1\n1",2\n3\n4,5,,\n6,7,8\n9,10\n'));
    expect(rows.map((row) => [row.row, row.values.a])).toEqual([
      [2, '1\n1'],
      [5, '4'],
      [7, '9'],
    ]);
    expect(issues).toMatchObject([
      { code: 'columnCount', row: 4 },
      { code: 'columnCount', row: 6 },
    ]);
  });
  test('a stray quote costs its line, not the rest of the file', async () => {
    const text = `a,b\n1,2\n"oops,3\n${'4,5\n'.repeat(1000)}`;
    const { rows, issues, failure } = await readTable(csv, textAsSource(text));
    expect(failure).toBeNull();
    expect(rows).toHaveLength(1001);
    expect(rows.at(-1)?.row).toBe(1003);
    expect(issues).toMatchObject([{ code: 'columnCount', row: 3 }]);
  });
  test('a stray quote in a large file does not swallow it either', async () => {
    const text = `a,b\n"oops,3\n${'4,5555555555\n'.repeat(200_000)}`;
    const { rows, issues } = await readTable(csv, textAsSource(text));
    expect(rows).toHaveLength(200_000);
    expect(issues).toMatchObject([{ code: 'columnCount', row: 2 }]);
  });
  test('repeated and empty headers get names of their own, sep= is understood, blank lines are skipped', async () => {
    const { head, rows } = await readTable(csv, textAsSource('sep=;\r\n\r\nname;;name\r\nx;y;z\r\n\r\n'));
    expect(head.columns).toEqual(['name', '#2', 'name (2)']);
    expect(rows).toEqual([{ row: 4, values: { name: 'x', '#2': 'y', 'name (2)': 'z' }, geometry: null }]);
  });
  test('empty and binary files are failures', async () => {
    expect(await csv.open(textAsSource('\n\n'), {})).toMatchObject({ ok: false, failure: { code: 'fileEmpty' } });
    expect(await csv.open(textAsSource('a\0b,c\n'), {})).toMatchObject({ ok: false, failure: { code: 'fileMalformed' } });
  });
});

test('any table comes back cell for cell, however it is quoted, delimited, cut and encoded', async () => {
  const cellOf = fc.string({ unit: fc.constantFrom('a', 'é', '店', '"', ',', ';', '\t', '\n', ' ', '1', '，', '𠮷'), maxLength: 12 });
  const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
    fc.record({
      rows: fc.array(fc.array(cellOf, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
      width: fc.constant(width),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      quoteAll: fc.boolean(),
      pieceBytes: fc.integer({ min: 1, max: 40 }),
      mark: fc.boolean(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, width, delimiter, lineEnd, quoteAll, pieceBytes, mark }) => {
      const header = Array.from({ length: width }, (_, index) => `column ${index}`);
      const encode = (cell: string): string =>
        quoteAll || cell === '' || /["\n\s]/.test(cell) || cell.includes(delimiter)
          ? `"${cell.replaceAll('"', '""').replaceAll('\n', lineEnd)}"`
          : cell;
      const text = [header, ...rows].map((row) => row.map(encode).join(delimiter)).join(lineEnd) + lineEnd;
      const source = textAsSource((mark ? '\ufeff' : '') + text, 'any.csv', pieceBytes);
      const read = await readTable(csv, source);
      expect(read.head.columns).toEqual(header);
      expect(read.issues).toEqual([]);
      expect(read.rows.map((row) => header.map((column) => row.values[column]))).toEqual(rows);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('a million rows stream in batches', async () => {
  const line = '1234,红山饭店,新华街一号,118.95,42.26\n';
  const bytes = new TextEncoder().encode(line.repeat(10_000));
  const head = new TextEncoder().encode('编号,名称,地址,经度,纬度\n');
  const source = {
    name: 'long.csv',
    size: head.length + bytes.length * 100,
    async *stream() {
      yield head;
      for (let index = 0; index < 100; index++) yield bytes;
    },
    readAt: async () => head,
  };
  const opened = await csv.open(source, { encoding: 'utf-8' });
  if (!opened.ok) throw new Error(opened.failure.code);
  let rows = 0;
  let largest = 0;
  for await (const batch of opened.value.rows(() => {})) {
    rows += batch.length;
    largest = Math.max(largest, batch.length);
  }
  expect(rows).toBe(1_000_000);
  expect(largest).toBeLessThanOrEqual(1000);
});
