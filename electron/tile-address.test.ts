import { expect, test } from 'vitest';
import { tileAddress } from './tile-address.ts';

test('reads the addresses that exist', () => {
  expect(tileAddress(['0', '0', '0'])).toEqual({ z: 0, x: 0, y: 0 });
  expect(tileAddress(['14', '13381', '6734.mvt'])).toEqual({ z: 14, x: 13381, y: 6734 });
});

test.each([[['1', '2', '0']], [['25', '0', '0']], [['3', '-1', '0']], [['3', '1']], [['a', '1', '1']], [['3', '1', '1e2']]])(
  'refuses %j',
  (segments) => {
    expect(tileAddress(segments)).toBeNull();
  },
);
