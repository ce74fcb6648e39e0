import { describe, expect, test } from 'vitest';
import { defaultCategoryThresholds, thresholdsOn } from '../rules/suggest-category.ts';
import { suggestByName, tooLargeFor } from './suggest-by-name.ts';

const rules = defaultCategoryThresholds;

describe('what a premises may be by its name and size', () => {
  const cases: [name: string, metrics: Parameters<typeof suggestByName>[0]['metrics'], category: string | undefined][] = [
    ['红山饭店', { seats: 60 }, 'smallEatery'],
    ['红山饭店', { seats: 120 }, 'keyFireUnit'],
    ['红山饭店', {}, 'smallEatery'],
    ['向阳超市', { areaSquareMeters: 299 }, 'smallShop'],
    ['向阳超市', { areaSquareMeters: 300 }, 'keyFireUnit'],
    ['如意宾馆', { beds: 49 }, 'smallHotel'],
    ['如意宾馆', { beds: 50 }, 'keyFireUnit'],
    ['小太阳幼儿园', { pupils: 99 }, 'smallSchool'],
    ['小太阳幼儿园', { pupils: 100 }, 'keyFireUnit'],
    ['第三小学', { pupils: 400 }, 'smallSchool'],
    ['春风理发店', { areaSquareMeters: 40 }, 'smallBeautyBath'],
    ['极速网吧', { areaSquareMeters: 900 }, 'smallInternetCafe'],
    ['红山区某某', {}, undefined],
  ];
  for (const [name, metrics, category] of cases)
    test(`${name} ${JSON.stringify(metrics)}`, () => expect(suggestByName({ name, metrics }, rules)?.category).toBe(category));

  test('the rule and what was measured are told; what is sold speaks where the name does not', () => {
    expect(suggestByName({ name: '老张家', businessItems: '餐饮服务', metrics: { seats: 30 } }, rules)).toMatchObject({
      category: 'smallEatery',
      by: 'businessItems',
      rule: { measured: 30, version: 'nineSmall-1', threshold: { metric: 'seats', below: 100 } },
    });
    expect(suggestByName({ name: '红山饭店', metrics: {} }, rules)?.rule).toMatchObject({ measured: null });
  });
  test('a premises called small that is not is named with its rule', () => {
    expect(tooLargeFor('smallEatery', { name: '店', metrics: { seats: 120 } }, rules)).toMatchObject({
      measured: 120,
      threshold: { below: 100 },
    });
    expect(tooLargeFor('smallEatery', { name: '店', metrics: { seats: 20 } }, rules)).toBeNull();
    expect(tooLargeFor('rentalHouse', { name: '店', metrics: { areaSquareMeters: 1e6 } }, rules)).toBeNull();
  });
});

test('an office edits the table; the version in force on the day counts', () => {
  const version = (name: string, effectiveOn: string | null, below: number) => ({
    version: name,
    effectiveOn,
    basis: '某某市九小场所认定标准',
    rows: [{ trade: 'shop', metric: 'areaSquareMeters', below, small: 'smallShop', topFloor: null }],
  });
  const stored = [version('A', null, 200), version('C', '2026-06-01', 500), version('B', '2026-01-01', 400)];
  const on = (day: string) => thresholdsOn(stored, day).version;
  expect([on('2025-12-31'), on('2026-01-01'), on('2026-05-31'), on('2026-06-01')]).toEqual(['A', 'B', 'B', 'C']);
  expect(suggestByName({ name: '超市', metrics: { areaSquareMeters: 450 } }, thresholdsOn(stored, '2026-07-01'))?.category).toBe(
    'smallShop',
  );
  expect(thresholdsOn([version('D', '2027-01-01', 1)], '2026-07-01')).toBe(defaultCategoryThresholds);
  for (const value of [null, 'x', [{ version: 'E' }], [version('F', null, -1)]])
    expect(thresholdsOn(value, '2026-07-01')).toBe(defaultCategoryThresholds);
});
