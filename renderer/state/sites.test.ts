import { expect, test } from 'vitest';
import { readCandidates } from './sites.ts';

test('pasted lines become candidates, with or without names; lines without a position are counted', () => {
  const { candidates, refused } = readCandidates(
    '东门,118.9,42.25\n118.95\t42.3\r\n\nno place\n西门,200,42\n空,,42',
    (number) => `备选 ${number}`,
  );
  expect(candidates).toEqual([
    { name: '东门', lon: 118.9, lat: 42.25 },
    { name: '备选 2', lon: 118.95, lat: 42.3 },
  ]);
  expect(refused).toBe(3);
});
