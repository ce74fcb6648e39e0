import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeRow, type RowMerge } from './merge-row.ts';

const places = [0, 1, 2, 3];
const same = Object.is;
const value = fc.integer({ min: 0, max: 3 });
const row = fc.tuple(value, value, value, value);

type Row = number[] | null;
type Edit = { kind: 'set'; place: number; value: number } | { kind: 'remove' };
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('set' as const), place: fc.integer({ min: 0, max: 3 }), value }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'remove' as const }) },
);

const apply = (start: Row, edits: readonly Edit[]): Row =>
  edits.reduce<Row>((now, one) => (now === null || one.kind === 'remove' ? null : now.with(one.place, one.value)), start);
const changed = (base: Row, now: Row): number[] => places.filter((place) => base?.[place] !== now?.[place]);
const applied = (merge: RowMerge<number>, ours: Row): Row => (merge.what === 'put' ? merge.values : merge.what === 'remove' ? null : ours);

it('is the edits of both sides in either order, and conflicts exactly where both changed a value differently', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(row, fc.array(edit, { maxLength: 4 }), fc.array(edit, { maxLength: 4 }), (base, here, there) => {
      const ours = apply(base, here);
      const theirs = apply(base, there);
      const merge = mergeRow({ base, ours, theirs }, same, places);
      const mirrored = mergeRow({ base, ours: theirs, theirs: ours }, same, places);
      seen.add(merge.what);
      if (ours !== null && theirs !== null) {
        const both = places.filter(
          (place) => ours[place] !== base[place] && theirs[place] !== base[place] && ours[place] !== theirs[place],
        );
        expect(merge.what === 'put' ? merge.conflicts : []).toEqual(both);
        const result = applied(merge, ours) as number[];
        for (const place of places) {
          const wanted = both.includes(place) || theirs[place] === base[place] ? ours[place] : theirs[place];
          expect(result[place]).toBe(wanted);
        }
        if (both.length === 0) {
          // What one side wrote last, replayed after the other side's edits, in both orders.
          const replay = (onto: number[], from: number[]) =>
            changed(base, from).reduce((now, place) => now.with(place, from[place] as number), onto);
          expect(result).toEqual(replay(ours, theirs));
          expect(result).toEqual(replay(theirs, ours));
          expect(applied(mirrored, theirs)).toEqual(result);
        }
      } else if (ours === null && theirs === null) expect(merge.what).toBe('nothing');
      else {
        const kept = (ours ?? theirs) as number[];
        const untouched = changed(base, kept).length === 0;
        const removedHere = ours === null;
        expect(merge.what).toBe(untouched ? (removedHere ? 'nothing' : 'remove') : removedHere ? 'removedHere' : 'removedThere');
      }
    }),
    { numRuns: 300, seed: 20261122 },
  );
  expect([...seen].sort()).toEqual(['nothing', 'put', 'remove', 'removedHere', 'removedThere']);
});

it('merges a second time into nothing', () => {
  fc.assert(
    fc.property(row, row, row, (base, ours, theirs) => {
      const once = mergeRow({ base, ours, theirs }, same, places);
      const again = mergeRow({ base: theirs, ours: applied(once, ours), theirs }, same, places);
      expect(again.what).toBe('nothing');
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('takes a new record in, and tells two of one id apart value by value', () => {
  expect(mergeRow({ base: null, ours: null, theirs: [1, 2] }, same, [0, 1])).toEqual({ what: 'put', values: [1, 2], conflicts: [] });
  expect(mergeRow({ base: null, ours: [1, 3], theirs: [1, 2] }, same, [0, 1])).toEqual({ what: 'put', values: [1, 3], conflicts: [1] });
  expect(mergeRow({ base: null, ours: [1, 2], theirs: null }, same, [0, 1])).toEqual({ what: 'nothing' });
});
