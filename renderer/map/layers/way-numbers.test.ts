import type { LineString } from 'geojson';
import { expect, it } from 'vitest';
import { placeWayNumbers } from './way-numbers.ts';

const line = (...coordinates: [number, number][]): LineString => ({ type: 'LineString', coordinates });

it('puts the number of a way on the longest stretch it has for itself', () => {
  const chosen = line([0, 0], [0.01, 0], [0.02, 0], [0.03, 0], [0.05, 0]);
  // Leaves the first way twice, the second time for longer.
  const other = line([0, 0], [0.005, 0.001], [0.01, 0], [0.02, 0], [0.02, 0.01], [0.05, 0.01], [0.05, 0]);
  const [first, second] = placeWayNumbers([chosen, other]);
  expect(second![0]).toBeCloseTo(0.035, 6);
  expect(second![1]).toBeCloseTo(0.01, 6);
  // Its own stretch lies between the two places where the other leaves it, and after them.
  expect(first![0]).toBeCloseTo(0.035, 9);
});

it('puts it in the middle where two ways are the same', () => {
  const same = line([0, 0], [0.02, 0]);
  expect(placeWayNumbers([same, same]).map(([lon]) => lon)).toEqual([0.01, 0.01]);
});
