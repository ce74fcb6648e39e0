import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdCollector } from './id-table.ts';

test('finds exactly the ids that were added, in any order of asking, with places in rising order', () => {
  const id = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 13_000_000_000 }), fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(id, { maxLength: 300 }), fc.array(id, { maxLength: 100 }), (added, asked) => {
      const collector = createIdCollector();
      for (const one of added) collector.add(one);
      const table = collector.finish();
      const expected = [...new Set(added)].sort((a, b) => a - b);
      expect(table.size).toBe(expected.length);
      const places = new Map(expected.map((one, place) => [one, place]));
      for (const one of [...asked, ...added, ...added.toReversed()]) expect(table.placeOf(one)).toBe(places.get(one) ?? -1);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('a million ids with repeats, more than one run', () => {
  const collector = createIdCollector();
  for (let index = 0; index < 1_000_000; index++) collector.add(((index * 7919) % 500_000) * 3);
  const table = collector.finish();
  expect(table.size).toBe(500_000);
  for (let index = 0; index < 500_000; index += 97) {
    expect(table.placeOf(index * 3)).toBe(index);
    expect(table.placeOf(index * 3 + 1)).toBe(-1);
  }
});
