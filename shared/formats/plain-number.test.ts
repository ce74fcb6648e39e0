import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainNumber } from './plain-number.ts';

const digits = (most: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });

test('a plain number is the very double JavaScript reads', () => {
  fc.assert(
    fc.property(digits(8), fc.option(digits(7), { nil: null }), (whole, decimals) => {
      const text = decimals === null ? whole : `${whole}.${decimals}`;
      expect(plainNumber(text)).toBe(Number(text));
    }),
    { seed: 12, numRuns: 5000 },
  );
});

test.each(['', '.', '1.', '.5', '-1', '+1', '1e3', '1,2', '1.2.3', ' 1', '１', '1234567890123456', '123456789.12345678'])(
  '%j is no plain number',
  (text) => {
    expect(plainNumber(text)).toBeNaN();
  },
);
