import { expect, it } from 'vitest';
import { entityOf, tableNames } from '../../../shared/model/index.ts';
import { texts } from '../../../shared/text/index.ts';
import { translationsOf } from '../../i18n.ts';
import { fieldLabel, fieldValueText } from './field-value.ts';

const t = translationsOf('zh-CN').t;
const nobody = () => null;

it.each(['zh-CN', 'en'] as const)('names every field of every table in %s', (language) => {
  const words = translationsOf(language).t;
  const unnamed = tableNames.flatMap((table) =>
    Object.keys(entityOf(table).fields).filter((field) => fieldLabel(words, table, field) === field),
  );
  expect(unnamed).toEqual([]);
});

it('says codes, references, positions and lists in words', () => {
  const text = (table: Parameters<typeof fieldValueText>[1], field: string, value: unknown) =>
    fieldValueText(t, table, field, value, (id) => (id === 'z' ? '东街片区' : null));
  expect(text('premises', 'supervisionGrade', 'gradeSecure')).toBe(texts['zh-CN'].codes.grade.gradeSecure);
  expect(text('hazard', 'state', 'rectifying')).toBe('整改中');
  expect(text('zone', 'state', 'draft')).toBe('草案');
  expect(text('premises', 'mixedUse', false)).toBe('否');
  expect(text('premises', 'zoneId', 'z')).toBe('东街片区');
  expect(text('premises', 'colorReasons', ['openHazard', 'mixedUse'])).toBe('有未整改隐患、住宿与经营混用（三合一）');
  expect(text('premises', 'geom', { type: 'Point', coordinates: [114.33, 30.5] })).toBe('114.33000, 30.50000');
  expect(
    text('road', 'geom', {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    }),
  ).toBe('3 个点的图形');
  expect(
    text('zone', 'geom', {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
    }),
  ).toBe('4 个点的图形');
  expect(text('premises', 'colorRuleVersion', 'fourColour-1')).toBe('系统默认四色规则（第 1 版）');
  expect(text('premises', 'sourceCrs', 'wgs84')).toContain('WGS84');
  expect(text('road', 'roadClass', 'primary')).toBe('主干路');
  expect(text('building', 'kind', 'retail')).toBe('商店');
  expect(text('premises', 'checkedAt', '2025-01-09T07:20:00Z')).toMatch(/^2025-01-(08|09|10) \d\d:\d\d$/);
  expect(text('import_batch', 'importedAs', 'premises')).toBe('场所');
  expect(text('import_batch', 'counts', { read: 3, created: 3 })).toBe('2 项');
  expect(text('premises', 'note', null)).toBe('（空）');
  expect(fieldValueText(t, 'premises', 'zoneId', '12345678-aaaa', nobody)).toBe('12345678');
  expect(text('premises', 'seats', 0)).toBe('0');
});
