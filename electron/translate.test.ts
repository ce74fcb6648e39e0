import { expect, test } from 'vitest';
import { sayFailure, translator } from './translate.ts';

test('says failures in the asked language, with their details', () => {
  const failure = { code: 'fileNotFound', details: { path: 'D:/场所.csv' } };
  expect(sayFailure(translator('zh-CN'), failure)).toBe('找不到文件 D:/场所.csv。');
  expect(sayFailure(translator('en'), failure)).toBe('The file D:/场所.csv does not exist.');
});

test('a code without words is said as it is', () => {
  expect(sayFailure(translator('zh-CN'), { code: 'neverHeardOf', details: { path: 'x' } })).toBe('neverHeardOf {"path":"x"}');
});
