import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valuesBefore } from './values-before.ts';

const fieldNames = ['name', 'seats', 'note'] as const;
const row = fc.record({ name: fc.string({ maxLength: 3 }), seats: fc.nat(3), note: fc.option(fc.string({ maxLength: 2 })) });

it('walks back to what a record was before any of its changes', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (versions) => {
      const revisions = versions
        .slice(1)
        .map((after, index) => {
          const before = versions[index] as (typeof versions)[number];
          const fields = fieldNames
            .filter((field) => before[field] !== after[field])
            .map((field) => ({ field, before: before[field], after: after[field] }));
          return { rev: (index + 2) * 3, fields };
        })
        .toReversed();
      versions.slice(0, -1).forEach((version, index) => {
        expect({ ...versions.at(-1), ...valuesBefore(revisions, (index + 2) * 3) }).toEqual(version);
      });
      expect(valuesBefore(revisions, 1000)).toEqual({});
    }),
    { seed: 3 },
  );
});
