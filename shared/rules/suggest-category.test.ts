import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCategoryThresholds, premisesTrades, suggestCategory } from './suggest-category.ts';

describe('suggestCategory', () => {
  it.each([
    [{ trade: 'shop', areaSquareMeters: 299.9 }, 'smallShop'],
    [{ trade: 'shop', areaSquareMeters: 300 }, 'keyFireUnit'],
    [{ trade: 'eatery', seats: 99 }, 'smallEatery'],
    [{ trade: 'hotel', beds: 50 }, 'keyFireUnit'],
    [{ trade: 'entertainment', areaSquareMeters: 150, floor: 3 }, 'smallEntertainment'],
    [{ trade: 'entertainment', areaSquareMeters: 150, floor: 4 }, 'keyFireUnit'],
    [{ trade: 'kindergarten', pupils: 100 }, 'keyFireUnit'],
    [{ trade: 'daySchool', pupils: 100 }, 'smallSchool'],
  ] as const)('%o is %s', (input, category) => {
    expect(suggestCategory(input)?.category).toBe(category);
  });

  it('leaves the decision to a person when the measure is unknown', () => {
    expect(suggestCategory({ trade: 'eatery', areaSquareMeters: 80 })).toBeNull();
    expect(suggestCategory({ trade: 'hotel', beds: null })).toBeNull();
    expect(suggestCategory({ trade: 'shop', areaSquareMeters: Number.NaN })).toBeNull();
  });

  it('has one row for every trade, and a larger premises never becomes small again', () => {
    expect(defaultCategoryThresholds.rows.map(({ trade }) => trade).sort()).toEqual([...premisesTrades].sort());
    fc.assert(
      fc.property(fc.constantFrom(...premisesTrades), fc.nat({ max: 2000 }), fc.nat({ max: 2000 }), (trade, size, more) => {
        const { metric } = defaultCategoryThresholds.rows.find((row) => row.trade === trade)!;
        const small = (measured: number) => suggestCategory({ trade, [metric]: measured })!.category !== 'keyFireUnit';
        return small(size) || !small(size + more);
      }),
      { seed: 4 },
    );
  });
});
