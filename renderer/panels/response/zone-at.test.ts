import { expect, test } from 'vitest';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { zoneNameAt } from './zone-at.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const zone = (name: string, coordinates: number[][][][]) => ({
  id: name,
  fid: 1,
  rev: 1,
  name,
  geom: { type: 'MultiPolygon', coordinates },
});
const zones: StoredRow[] = [zone('东', [[square(10, 0, 4), square(11, 1, 1)]]), zone('西', [[square(0, 0, 4)], [square(20, 0, 1)]])];

test('a position is in the zone around it, of any of its parts and not in its holes', () => {
  expect(zoneNameAt(zones, [2, 2])).toBe('西');
  expect(zoneNameAt(zones, [20.5, 0.5])).toBe('西');
  expect(zoneNameAt(zones, [13, 3])).toBe('东');
  expect(zoneNameAt(zones, [11.5, 1.5])).toBe('');
  expect(zoneNameAt([], [2, 2])).toBe('');
});
