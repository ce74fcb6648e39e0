import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '../../../shared/geo/box-of-positions.ts';
import { clipLine } from '../ground/clip-path.ts';
import { spansWithin } from './spans-within.ts';

const box: Box = [2, 1, 6, 3];

test('keeps everything of a line that is in the box, and no segment beyond it', () => {
  const coordinate = fc.integer({ min: 0, max: 80 }).map((tenths) => tenths / 10);
  const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 });
  /** What of a line is in the box, in a square of its own. */
  const inside = (positions: readonly (readonly [number, number])[]) =>
    clipLine(Float64Array.from(positions.flatMap(([x, y]) => [(x - 2) / 4, (y - 1) / 2])), 0, positions.length, 0, 1).map((piece) => [
      ...piece,
    ]);
  let pieces = 0;
  fc.assert(
    fc.property(line, (positions) => {
      const spans = spansWithin(positions, box);
      pieces = Math.max(pieces, spans.length);
      expect(spans.flatMap(([from, to]) => inside(positions.slice(from, to + 1)))).toEqual(inside(positions));
      for (const [from, to] of spans)
        for (let segment = from; segment < to; segment++) expect(inside(positions.slice(segment, segment + 2))).not.toEqual([]);
      for (const [index, [from]] of spans.entries()) if (index > 0) expect(from).toBeGreaterThan(spans[index - 1]![1]);
    }),
    { seed: 8, numRuns: 2000 },
  );
  expect(pieces).toBeGreaterThan(2);
});
