import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datePattern, formatBytes, formatDensity, formatShare, scaleBarOf } from './format.ts';

it('says 100 % only of the whole, and nothing of nothing', () => {
  expect(formatShare(0, 0)).toBe('—');
  expect(formatShare(4999, 4999)).toBe('100%');
  expect(formatShare(4987, 4999)).toBe('99.76%');
  expect(formatShare(999_999, 1_000_000)).toBe('99.99%');
  expect(formatShare(1, 3)).toBe('33.3%');
});

it('writes densities with the digits that say something', () => {
  expect([0, 0.0123, 4.56, 12.34, 1234.5].map(formatDensity)).toEqual(['0', '0.012', '4.6', '12.3', '1,235']);
});

it('writes sizes', () => {
  expect([400, 665_000, 1_900_000, 100_000_000].map(formatBytes)).toEqual(['1 kB', '665 kB', '1.9 MB', '100 MB']);
});

it('makes scale bars of round lengths that fit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100_000, noNaN: true }), fc.integer({ min: 40, max: 400 }), (metersPerPixel, maxPixels) => {
      const { meters, pixels } = scaleBarOf(metersPerPixel, maxPixels);
      const leading = meters / 10 ** Math.floor(Math.log10(meters) + 1e-9);
      expect([1, 2, 5].some((digit) => Math.abs(leading - digit) < 1e-6)).toBe(true);
      expect(pixels).toBeLessThanOrEqual(maxPixels * (1 + 1e-9));
      expect(pixels).toBeGreaterThan(maxPixels * 0.39);
    }),
    { seed: 7 },
  );
});

it('knows a typed date', () => {
  expect(['2026-03-01', '2026-13-01', '03/01/2026', '2026-3-1'].map((text) => datePattern.test(text))).toEqual([true, false, false, false]);
});
