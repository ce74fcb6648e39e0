import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { canReadPlainRows, readPlainRows, type Separators } from './plain-rows.ts';

const separators = fc.record({ delimiter: fc.constantFrom(',', '\t', ';', '，'), quote: fc.constantFrom('"', "'") });
const cell = ({ delimiter, quote }: Separators): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('', '红旗超市', 'HS001', '12.5', ' ', '🏠', '乱\ufffd码') },
    { weight: 2, arbitrary: fc.constantFrom(`${quote}a${delimiter}b${quote}`, `${quote}${quote}`, `${quote}店${quote}`) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(delimiter, quote, '\n', '\r', ' ', 'x', '"', "'"), maxLength: 6 }),
    },
  );
const table = separators.chain((parted) =>
  fc
    .array(fc.array(cell(parted), { minLength: 1, maxLength: 4 }), { maxLength: 12 })
    .chain((rows) =>
      fc.constantFrom('\n', '\r\n', '\r').map((end) => ({ parted, text: rows.map((row) => row.join(parted.delimiter)).join(end) })),
    ),
);

/** A parser takes what follows the last line end for one more row, of an empty cell. */
const withoutLastBlanks = (rows: string[][]): string[][] => rows.slice(0, rows.findLastIndex((row) => row.join() !== '') + 1);

test('plain rows, and the rest by a parser, are what the parser makes of the whole', () => {
  let plain = 0;
  fc.assert(
    fc.property(table, fc.boolean(), ({ parted, text }, atEnd) => {
      const parse = (part: string): string[][] =>
        new Papa.Parser({ delimiter: parted.delimiter, quoteChar: parted.quote, newline: '\n' }).parse(
          part.replaceAll(/\r\n?/g, '\n'),
          0,
          !atEnd,
        ).data as string[][];
      const rows: string[][] = [];
      const end = readPlainRows(text, parted, (cells, mayBeGarbled) => {
        expect(mayBeGarbled).toBe(cells.join().includes('\ufffd'));
        rows.push([...cells]);
      });
      plain += rows.length;
      expect(canReadPlainRows(parted)).toBe(true);
      expect(withoutLastBlanks([...rows, ...parse(text.slice(end))])).toEqual(withoutLastBlanks(parse(text)));
    }),
    { seed: 11, numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(3000);
});

test.each([
  ['::', '"'],
  [',', ''],
  ['"', '"'],
  ['\n', '"'],
  [',', '\n'],
])('rows parted by %j and quoted by %j are left to the parser', (delimiter, quote) => {
  expect(canReadPlainRows({ delimiter, quote })).toBe(false);
});
