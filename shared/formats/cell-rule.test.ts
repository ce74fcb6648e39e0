import { expect, test } from 'vitest';
import { applyCellRule } from './cell-rule.ts';
import { similarityOf } from './similarity.ts';

test.each([
  [{ separator: '_', part: 1 }, '100010_20190329', '100010'],
  [{ separator: '_', part: 2 }, '100010_20190329', '20190329'],
  [{ separator: '/', part: -1 }, '甲/乙/丙', '丙'],
  [{ separator: '_', part: 3 }, '100010_20190329', ''],
  [{ words: { 甲: 'severityHigh' } }, ' 甲 ', 'severityHigh'],
  [{ words: { 甲: 'severityHigh' } }, '乙', '乙'],
  [{ words: {} }, 'constructor', 'constructor'],
  [{ separator: '-', words: { 高: 'severityHigh' } }, '高-已整改', 'severityHigh'],
])('%j of “%s” is “%s”', (rule, cell, read) => {
  expect(applyCellRule(rule, cell)).toBe(read);
});

test.each([
  ['红旗超市', '红旗 超市', 1, 1],
  ['红山饭店', '红山饭店有限公司', 0.85, 0.99],
  ['幸福小吃部', '幸福小吃店', 0.7, 0.9],
  ['红旗超市', '幸福饭店', 0, 0.2],
  ['', '店', 0, 0],
])('“%s” and “%s” are alike by %s to %s', (one, other, least, most) => {
  expect(similarityOf(one, other)).toBeGreaterThanOrEqual(least);
  expect(similarityOf(one, other)).toBeLessThanOrEqual(most);
  expect(similarityOf(other, one)).toBe(similarityOf(one, other));
});
