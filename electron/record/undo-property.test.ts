import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities, hazardSeverities, hazardStates, supervisionGrades } from '../../shared/model/index.ts';
import { contentHash } from './testing/content-hash.ts';
import { openTestRecord, successOf, type TestRecord } from './testing/open-test-record.ts';

let test: TestRecord;
beforeAll(async () => {
  test = await openTestRecord();
});
afterAll(() => test.dispose());

const uuid = (digit: number, of: number): string => `${String(of).repeat(8)}-0000-4000-8000-${String(digit).padStart(12, '0')}`;
const slot = fc.integer({ min: 0, max: 5 });
const premises = fc.record({
  id: slot.map((digit) => uuid(digit, 1)),
  name: fc.constantFrom('红旗超市', '东街面馆', '永安旅馆'),
  geom: fc.option(
    fc
      .tuple(fc.integer({ min: 100, max: 120 }), fc.integer({ min: 30, max: 50 }))
      .map((coordinates) => ({ type: 'Point' as const, coordinates })),
  ),
  mixedUse: fc.boolean(),
  supervisionGrade: fc.constantFrom(null, ...supervisionGrades),
});
const hazard = fc.record({
  id: slot.map((digit) => uuid(digit, 2)),
  premisesId: slot.map((digit) => uuid(digit, 1)),
  severity: fc.constantFrom(null, ...hazardSeverities),
  state: fc.constantFrom(null, ...hazardStates),
  major: fc.boolean(),
});
const change: fc.Arbitrary<Change> = fc.record({
  note: fc.constant({ edit: 'editPremises', subject: null, count: 1 }),
  puts: fc.record({
    premises: fc.array(premises, { maxLength: 3 }).map((rows) => rows.map((row) => newRow(entities.premises, row.id, row))),
    hazard: fc.array(hazard, { maxLength: 3 }).map((rows) => rows.map((row) => newRow(entities.hazard, row.id, row))),
  }),
  deletes: fc.record({
    premises: fc.uniqueArray(
      slot.map((digit) => uuid(digit, 1)),
      { maxLength: 2 },
    ),
    hazard: fc.uniqueArray(
      slot.map((digit) => uuid(digit, 2)),
      { maxLength: 2 },
    ),
  }),
});

it('comes back to every earlier content by undo, and forward again by redo', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      const { record, path } = test;
      const hashes = [contentHash(path)];
      for (const each of changes) {
        const before = (await record.info(null))?.rev;
        const { rev } = successOf(await record.apply({ change: each }));
        if (rev !== before) hashes.push(contentHash(path));
      }
      for (let at = hashes.length - 2; at >= 0; at--) {
        successOf(await record.undo(null));
        expect(contentHash(path)).toBe(hashes[at]);
      }
      for (let at = 1; at < hashes.length; at++) {
        successOf(await record.redo(null));
        expect(contentHash(path)).toBe(hashes[at]);
      }
      for (let at = hashes.length - 2; at >= 0; at--) successOf(await record.undo(null));
      expect(contentHash(path)).toBe(hashes[0]);
      const counted = (await record.info(null))?.counts;
      expect(counted).toMatchObject({ premises: (await record.page({ table: 'premises', afterFid: 0, limit: 99 })).length });
    }),
    { seed: 41, numRuns: 15 },
  );
});
