import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChineseNumeral } from './chinese-numerals.ts';
import { cleanText, normalizePhone, parseArea, parseFlag, parseInteger, parseNumber } from './parse-values.ts';

const table = <V>(title: string, parse: (text: string) => V, cases: readonly (readonly [string, V])[]) =>
  describe(title, () => {
    for (const [text, value] of cases) test(text, () => expect(parse(text)).toEqual(value));
  });

table('numbers', parseNumber, [
  ['120', 120],
  ['1,234.5', 1234.5],
  ['1，234．5', 1234.5],
  ['12,345,678', 12_345_678],
  ["1'234", 1234],
  ['1 234', 1234],
  ['１２３', 123],
  ['-3.5', -3.5],
  ['−3.5', -3.5],
  ['.5', 0.5],
  ['1e3', 1000],
  ['120㎡', 120],
  ['120 m²', 120],
  ['120平方米', 120],
  ['120平米', 120],
  ['约200㎡', 200],
  ['大约 200 平方米', 200],
  ['~200', 200],
  ['近200', 200],
  ['200左右', 200],
  ['200余平方米', 200],
  ['200多', 200],
  ['200以上', 200],
  ['不足50', 50],
  ['≤50人', 50],
  ['50人', 50],
  ['50 km/h', 50],
  ['1.2万', 12_000],
  ['1.2万平方米', 12_000],
  ['3千', 3000],
  ['三十', 30],
  ['三百二十', 320],
  ['一百二十平方米', 120],
  ['约三十个', 30],
  ['十', 10],
  ['两万三', 23_000],
  ['一千零五', 1005],
  ['叁佰伍拾', 350],
  ['一百五', 150],
  ['1-2', null],
  ['100~200', null],
  ['1,23', null],
  ['1/2', null],
  ['大', null],
  ['百', null],
  ['NaN', null],
  ['Infinity', null],
  ['12栋3层', null],
]);
table('areas', parseArea, [
  ['2亩', 1333.33],
  ['1.5公顷', 15_000],
  ['0.2平方公里', 200_000],
  ['200平方米', 200],
  ['三亩', 2000],
  ['1,200㎡', 1200],
]);
table('whole numbers', parseInteger, [
  ['12.0', 12],
  ['约１２座', 12],
  ['十二', 12],
  ['座', null],
]);
table('yes and no', parseFlag, [
  ['是', true],
  ['有', true],
  ['√', true],
  ['Ｙ', true],
  ['TRUE', true],
  ['1', true],
  ['否', false],
  ['无', false],
  ['没有', false],
  ['×', false],
  ['N', false],
  ['0', false],
  ['未', false],
  ['不清楚', null],
]);
table('telephones', normalizePhone, [
  ['13904761234', '13904761234'],
  ['139 0476 1234', '13904761234'],
  ['139-0476-1234', '13904761234'],
  ['１３９０４７６１２３４', '13904761234'],
  ['+86 13904761234', '13904761234'],
  ['0086-13904761234', '13904761234'],
  ['13904761234.0', '13904761234'],
  ['1.3904761234E+10', '13904761234'],
  ['1.39048E+10', '1.39048E+10'],
  ['0476-8221234', '0476-8221234'],
  ['（0476）8221234', '0476-8221234'],
  ['0476 822 1234', '0476-8221234'],
  ['010－12345678转801', '010-12345678转801'],
  ['8221234', '8221234'],
  ['822-1234', '8221234'],
  ['电话：8221234', '8221234'],
  ['13904761234/13804761234', '13904761234；13804761234'],
  ['13904761234、0476-8221234', '13904761234；0476-8221234'],
  ['13904761234 13804761234', '13904761234；13804761234'],
  ['张三 13904761234', '张三 13904761234'],
  ['139', '139'],
  ['(415) 555-0100', '(415) 555-0100'],
]);
table('cells that say nothing', cleanText, [
  [' 暂无 ', ''],
  ['N/A', ''],
  ['-9999', ''],
  ['\u200b店\ufeff', '店'],
]);

test('every number up to 99,999,999 is read back from its numerals', () => {
  const han = Array.from('零一二三四五六七八九');
  const group = (n: number): string => {
    let text = '';
    for (const [unit, size] of [
      ['千', 1000],
      ['百', 100],
      ['十', 10],
      ['', 1],
    ] as const) {
      const digit = Math.floor(n / size) % 10;
      if (digit === 0) text += text === '' || text.endsWith('零') ? '' : '零';
      else text += han[digit] + unit;
    }
    return text.replace(/零$/, '');
  };
  const write = (n: number): string => {
    const [high, low] = [Math.floor(n / 10_000), n % 10_000];
    if (high === 0) return group(low);
    return `${group(high)}万${low === 0 ? '' : `${low < 1000 ? '零' : ''}${group(low)}`}`;
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (n) => {
      expect([n, parseChineseNumeral(write(n))]).toEqual([n, n]);
    }),
    { seed: 6, numRuns: 1000 },
  );
});
test('any text at all gives a finite number or none, and numbers are read back with units and marks', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      const value = parseNumber(text);
      expect(value === null || Number.isFinite(value)).toBe(true);
      expect(typeof normalizePhone(text)).toBe('string');
    }),
    { seed: 7, numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.constantFrom('', '㎡', '平方米', '余', '左右'), (n, unit) => {
      expect(parseNumber(`约${n.toLocaleString('en-US')}${unit}`)).toBe(n);
    }),
    { seed: 8 },
  );
});
