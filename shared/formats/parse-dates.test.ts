import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DateOrder } from './intake.ts';
import { readDate } from './parse-dates.ts';

const forms: [text: string, value: string, order?: DateOrder][] = [
  ['2026-03-05', '2026-03-05'],
  ['2026-3-5', '2026-03-05'],
  ['2026/3/5', '2026-03-05'],
  ['2026.3.5', '2026-03-05'],
  ['2026.03.05.', ''],
  ['2026、3、5', '2026-03-05'],
  ['2026 3 5', '2026-03-05'],
  ['2026_03_05', '2026-03-05'],
  ['20260305', '2026-03-05'],
  ['20260305143000', '2026-03-05'],
  ['202603051430', '2026-03-05'],
  ['20260305T143000', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  ['2026年03月05日', '2026-03-05'],
  ['2026年3月5号', '2026-03-05'],
  ['2026年元月5日', '2026-01-05'],
  ['二〇二六年元月五日', '2026-01-05'],
  ['2026年3月5', '2026-03-05'],
  ['2026 年 3 月 5 日', '2026-03-05'],
  ['２０２６年３月５日', '2026-03-05'],
  ['２０２６．３．５', '2026-03-05'],
  ['２０２６－０３－０５', '2026-03-05'],
  ['2026年3月5日 14:30', '2026-03-05'],
  ['2026年3月5日14时30分', '2026-03-05'],
  ['2026年3月5日14时30分20秒', '2026-03-05'],
  ['2026年3月5日下午3:20', '2026-03-05'],
  ['2026年3月5日 上午9点', '2026-03-05'],
  ['2026年3月5日星期四', '2026-03-05'],
  ['2026-03-05（周四）', '2026-03-05'],
  ['2026-03-05 14:30:00', '2026-03-05'],
  ['2026-03-05T14:30:00Z', '2026-03-05'],
  ['2026-03-05T14:30:00.000+08:00', '2026-03-05'],
  ['2026/3/5 9:05', '2026-03-05'],
  ['2026/3/5 9:05:07 PM', '2026-03-05'],
  ['二〇二六年三月五日', '2026-03-05'],
  ['二零二六年三月五日', '2026-03-05'],
  ['二○二六年十二月三十一日', '2026-12-31'],
  ['贰零贰陆年叁月伍日', '2026-03-05'],
  ['二〇二六年十月二十日 14:30', '2026-10-20'],
  ['二六年三月廿一日', '2026-03-21'],
  ['26/3/5', '2026-03-05'],
  ["'26.3.5", '2026-03-05'],
  ['26年3月5日', '2026-03-05'],
  ['260305', '2026-03-05'],
  ['99-12-31', '1999-12-31'],
  ['3/5/26', '2026-03-05', 'monthFirst'],
  ['5/3/26', '2026-03-05', 'dayFirst'],
  ['03/29/2019', '2019-03-29'],
  ['03/29/2019 12:00:00 AM', '2019-03-29'],
  ['29/03/2019', '2019-03-29'],
  ['05.03.2026', '2026-05-03'],
  ['05.03.2026', '2026-03-05', 'dayFirst'],
  ['5 Mar 2026', '2026-03-05'],
  ['5-Mar-2026', '2026-03-05'],
  ['5th March, 2026', '2026-03-05'],
  ['March 5, 2026', '2026-03-05'],
  ['Mar 05 2026 14:30', '2026-03-05'],
  ['Thu, 5 Mar 2026 14:30:00 GMT', '2026-03-05'],
  ['46086', '2026-03-05'],
  ['46086.604', '2026-03-05'],
  ['61', ''],
  ['1772640000', '2026-03-05'],
  ['1772640000000', '2026-03-05'],
];

describe('dates', () => {
  for (const [text, value, order] of forms)
    test(`${text}${order === undefined ? '' : ` (${order})`}`, () => {
      const read = readDate(text, order);
      expect(read.ok ? read.value : '').toBe(value);
    });

  const refused: [text: string, reason: string, suggestion: string | null][] = [
    ['2026-02-30', 'impossibleDate', '2026-02-28'],
    ['2024年2月30日', 'impossibleDate', '2024-02-29'],
    ['2026-04-31', 'impossibleDate', '2026-04-30'],
    ['2026-13-05', 'impossibleDate', '2026-05-13'],
    ['2026-00-05', 'impossibleDate', null],
    ['20261301', 'impossibleDate', '2026-01-13'],
    ['2026-02-45', 'impossibleDate', null],
    ['3026-02-01', 'impossibleDate', null],
    ['二〇二六年二月三十日', 'impossibleDate', '2026-02-28'],
    ['2026年3月', 'invalidDate', '2026-03-01'],
    ['2026年元月', 'invalidDate', '2026-01-01'],
    ['2026-03-05至2026-04-05', 'invalidDate', '2026-03-05'],
    ['截止2026年3月5日前', 'invalidDate', '2026-03-05'],
    ['3月5日', 'invalidDate', null],
    ['3/1', 'invalidDate', null],
    ['明天', 'invalidDate', null],
    ['长期', 'invalidDate', null],
    ['7天内', 'invalidDate', null],
    ['', 'invalidDate', null],
  ];
  for (const [text, reason, suggestion] of refused)
    test(`refused: ${text}`, () => expect(readDate(text)).toEqual({ ok: false, reason, suggestion }));

  test('two digits of a year are told', () => {
    expect(readDate('26/3/5')).toEqual({ ok: true, value: '2026-03-05', shortYear: true });
    expect(readDate('2026/3/5')).toMatchObject({ shortYear: false });
    expect(readDate('二六年三月五日')).toMatchObject({ shortYear: true });
  });

  test('any day in any of the full forms is read as that day', () => {
    const han = Array.from('〇一二三四五六七八九');
    const below100 = (n: number): string =>
      n < 10 ? han[n]! : `${n < 20 ? '' : han[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : han[n % 10]}`;
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true }), fc.nat(7), (date, form) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
        const written = [
          iso,
          iso.replaceAll('-', ''),
          `${year}年${month}月${day}日`,
          `${year}.${month}.${day}`,
          `${month}/${day}/${year}`,
          `${Array.from(String(year), (digit) => han[Number(digit)]).join('')}年${below100(month)}月${below100(day)}日`,
          String(Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000)),
          `${iso} 23:59:59`,
        ][form]!;
        expect(readDate(written)).toMatchObject({ ok: true, value: iso });
      }),
      { seed: 4, numRuns: 500 },
    );
  });
  test('any text at all gives an answer, and a day it accepts exists', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9年月日/.\- :]{0,20}$/)), (text) => {
        const read = readDate(text);
        const value = read.ok ? read.value : read.suggestion;
        if (value !== null) expect(new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10)).toBe(value);
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});
