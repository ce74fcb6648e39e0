import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestMapping } from './mapping.ts';
import { mappingSignature, preferSavedMapping, readSavedMappings, withSavedMapping } from './saved-mapping.ts';

test('the same headers have one signature in any order, width and case', () => {
  expect(mappingSignature(['单位名称', 'ＬＮＧ', '地 址'])).toBe(mappingSignature(['地址', '單位名稱', 'lng']));
  expect(mappingSignature(['单位名称', '地址'])).not.toBe(mappingSignature(['单位名称', '地址', '电话']));
  expect(mappingSignature(['ab', 'c'])).not.toBe(mappingSignature(['a', 'bc']));
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 12 }), (columns) => {
      expect(mappingSignature([...columns].reverse())).toBe(mappingSignature(columns));
    }),
    { seed: 13 },
  );
});

test('what was saved for these headers comes before what they suggest, and says so', () => {
  const columns = ['甲', '乙', '单位名称'];
  const entry = { mapping: { name: '甲', address: '乙', gone: '丙' }, savedAt: '2026-03-05T00:00:00.000Z', savedBy: '张三' };
  const saved = readSavedMappings(JSON.parse(JSON.stringify(withSavedMapping(null, columns, 'premises', entry))));
  const here = [...columns].reverse();
  const preferred = preferSavedMapping('premises', here, suggestMapping('premises', here), saved);
  expect(preferred.mapping).toEqual({ name: '甲', address: '乙' });
  expect(preferred.reasons.name).toEqual({ by: 'saved', word: null, fitting: null });
  expect(preferred.confidence.name).toBe(1);
  const suggested = suggestMapping('hazards', here);
  expect(preferSavedMapping('hazards', here, suggested, saved)).toBe(suggested);
  expect(withSavedMapping(saved, columns, 'premises', null).kinds).toEqual({});
  for (const value of [null, 3, 'x', {}, { columns: 3 }, []]) expect(readSavedMappings(value)).toBeNull();
});
