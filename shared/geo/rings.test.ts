import { expect, test } from 'vitest';
import { insidePolygons } from './rings.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

test('a position is in the polygons around it, any of their parts, and not in their holes', () => {
  const polygons = [[square(10, 0, 4), square(11, 1, 1)], [square(20, 0, 1)]];
  expect(insidePolygons(13, 3, polygons)).toBe(true);
  expect(insidePolygons(20.5, 0.5, polygons)).toBe(true);
  expect(insidePolygons(11.5, 1.5, polygons)).toBe(false);
  expect(insidePolygons(2, 2, polygons)).toBe(false);
  expect(insidePolygons(2, 2, [])).toBe(false);
});
