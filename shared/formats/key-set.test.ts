import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeySet } from './key-set.ts';

test('a key set answers as a set of texts does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 200 }),
      (keys) => {
        const [set, expected] = [createKeySet(), new Set<string>()];
        for (const key of keys) {
          expect(set.add(key)).toBe(!expected.has(key));
          expected.add(key);
        }
        expect(set.size()).toBe(expected.size);
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});

test('300,000 keys that differ in a digit are all told apart', () => {
  const set = createKeySet();
  for (let key = 0; key < 300_000; key++) expect(set.add(`premises:code/HS${key}`)).toBe(true);
  for (let key = 0; key < 300_000; key += 7) expect(set.add(`premises:code/HS${key}`)).toBe(false);
  expect(set.size()).toBe(300_000);
});
