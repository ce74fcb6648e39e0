import { expect, it } from 'vitest';
import { trackLines } from './ways.ts';

it('a track is drawn where it was recorded: not over gaps, not to fixes without a place or a time', () => {
  const lines = trackLines({
    lon: [1, 2, null, 3, 4, 5, 6],
    lat: [1, 2, 9, 3, 4, 5, 6],
    time: [0, 60, 90, 120, 500, null, 560],
  });
  expect(lines).toEqual([
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    [
      [4, 4],
      [6, 6],
    ],
  ]);
});
