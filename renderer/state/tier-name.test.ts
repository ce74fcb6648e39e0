import { expect, it } from 'vitest';
import { tierName } from './tier-name.ts';

it('minutes are told in the language of the reader, names stay', () => {
  expect(tierName('en', { label: '3 分钟', minutes: 3 })).toBe('3 min');
  expect(tierName('zh-CN', { label: '3 min', minutes: 3 })).toBe('3 分钟');
  expect(tierName('en', { label: '微站先到', minutes: 3 })).toBe('微站先到');
  expect(tierName('en', { label: '3 分钟', minutes: 4 })).toBe('3 分钟');
});
