import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipLine } from '../ground/clip-path.ts';
import { spanWithin } from './span-within.ts';

const box = [2, 1, 6, 3] as const;

test('keeps everything of a line that is in the box, and no segment beyond it at either end', () => {
  const coordinate = fc.integer({ min: 0, max: 80 }).map((tenths) => tenths / 10);
  const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 });
  /** What of a line is in the box, in a square of its own. */
  const inside = (positions: readonly (readonly [number, number])[]) =>
    clipLine(Float64Array.from(positions.flatMap(([x, y]) => [(x - 2) / 4, (y - 1) / 2])), 0, positions.length, 0, 1).map((piece) => [
      ...piece,
    ]);
  let cut = 0;
  fc.assert(
    fc.property(line, (positions) => {
      const span = spanWithin(positions, box);
      if (span === null) {
        expect(inside(positions)).toEqual([]);
        return;
      }
      const [from, to] = span;
      if (to - from < positions.length - 1) cut++;
      expect(inside(positions.slice(from, to + 1))).toEqual(inside(positions));
      expect(inside(positions.slice(from, from + 2))).not.toEqual([]);
      expect(inside(positions.slice(to - 1, to + 1))).not.toEqual([]);
    }),
    { seed: 8, numRuns: 2000 },
  );
  expect(cut).toBeGreaterThan(100);
});
