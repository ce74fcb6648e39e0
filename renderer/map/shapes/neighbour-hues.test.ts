import type { MultiPolygon } from 'geojson';
import { expect, it } from 'vitest';
import { neighbourHues } from './neighbour-hues.ts';

const square = (x: number, y: number): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ],
    ],
  ],
});

it('areas with common corners have different hues, and all hues are used', () => {
  const areas = Array.from({ length: 64 }, (_, index) => square(index % 8, Math.floor(index / 8)));
  const hues = neighbourHues(areas, 6);
  for (const [a, hue] of hues.entries()) {
    for (const [b, other] of hues.entries()) {
      const beside = a !== b && Math.abs((a % 8) - (b % 8)) <= 1 && Math.abs(Math.floor(a / 8) - Math.floor(b / 8)) <= 1;
      if (beside) expect([a, b, hue]).not.toEqual([a, b, other]);
    }
  }
  expect(new Set(hues).size).toBe(6);
  expect(neighbourHues([], 6)).toEqual([]);
});
