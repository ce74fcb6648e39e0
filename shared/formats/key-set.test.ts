import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeySet } from './key-set.ts';

test('a key set answers as a set of texts does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 200 }),
      (keys) => {
        const [set, expected] = [createKeySet(), new Set<string>()];
        for (let from = 0; from < keys.length; from += 7) {
          const some = keys.slice(from, from + 7);
          expect(set.addAll(some)).toEqual(some.map((key) => expected.size < expected.add(key).size));
        }
        expect(set.size()).toBe(expected.size);
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});

test('300,000 keys that differ in a digit are all told apart', () => {
  const set = createKeySet();
  const keys = Array.from({ length: 300_000 }, (_, key) => `premises:code/HS${key}`);
  for (let from = 0; from < keys.length; from += 1000) expect(set.addAll(keys.slice(from, from + 1000))).not.toContain(false);
  expect(set.addAll(keys.filter((_, key) => key % 7 === 0))).not.toContain(true);
  expect(set.size()).toBe(300_000);
});
