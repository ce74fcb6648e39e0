import { afterEach, beforeEach, expect, it } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { guardRecord } from '../operator/guard-record.ts';
import { contentHash } from './testing/content-hash.ts';
import { openTestRecord, scriptedImport, successOf, type TestRecord } from './testing/open-test-record.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
});
afterEach(() => test.dispose());

const random = seededRandom(3);
const ids = Array.from({ length: 9 }, () => random.uuid());
const edit = (seats: number): Change => {
  const row = newRow(entities.premises, random.pick(ids), { name: `第${seats}次`, seats });
  return { note: { edit: 'editPremises', subject: row.name, count: 1 }, puts: { premises: [row] }, deletes: {} };
};
const restart = async () => {
  await test.record.close(null);
  successOf(await test.record.open({ path: test.path, create: null, actor: 'tester' }));
};

it('goes back through 300 named steps to the beginning and forward again, over restarts', { timeout: 120_000 }, async () => {
  const { record, path } = test;
  const hashes = [contentHash(path)];
  for (let step = 1; step <= 300; step++) {
    successOf(await record.apply({ change: edit(step) }));
    if (step % 75 === 0) {
      hashes.push(contentHash(path));
      await restart();
    }
  }
  for (let step = 300; step > 0; step--) {
    expect((await record.info(null))?.undo).toEqual({ edit: 'editPremises', subject: `第${step}次`, count: 1 });
    successOf(await record.undo(null));
    if ((step - 1) % 75 === 0) {
      expect(contentHash(path)).toBe(hashes[(step - 1) / 75]);
      await restart();
    }
  }
  expect((await record.info(null))?.undo).toBeNull();
  for (let step = 1; step <= 300; step++) {
    successOf(await record.redo(null));
    if (step % 75 === 0) expect(contentHash(path)).toBe(hashes[step / 75]);
  }
  expect(await record.redo(null)).toMatchObject({ failure: { code: 'nothingToRedo' } });
  expect(successOf(await record.verifyLog({ jobId: 'v' }))).toMatchObject({ entries: 900, faultsTotal: 0 });
});

it('undoes in one window what another did, and tells both', async () => {
  const { record, events, path } = test;
  const guarded = guardRecord(record);
  await record.close(null);
  const operator = { name: '李四', unit: '站前所', role: 'administrator' as const };
  successOf(await guarded.ask('open', { path, create: null, operator }, 'host'));
  const before = contentHash(path);
  const [one, other] = await Promise.all([
    guarded.ask('apply', { change: edit(1) }, 'main'),
    guarded.ask('apply', { change: edit(2) }, 'main'),
  ]);
  expect([successOf(one).rev, successOf(other).rev]).toEqual([1, 2]);
  expect(await guarded.ask('undo', null, 'wall')).toMatchObject({ failure: { code: 'roleForbids' } });
  const undone = await Promise.all([guarded.ask('undo', null, 'main'), guarded.ask('undo', null, 'main')]);
  expect(undone.map((result) => successOf(result).rev)).toEqual([3, 4]);
  expect(contentHash(path)).toBe(before);
  expect(events.flatMap((event) => (event.event === 'changed' ? [event.summary.rev] : []))).toEqual([1, 2, 3, 4]);
});

it('undoes a whole batch by its id after a restart and many later edits', async () => {
  const { record, path } = test;
  const first = successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=150&hazards=60'), commit: true }));
  for (let step = 1; step <= 30; step++) successOf(await record.apply({ change: edit(step) }));
  const [batch] = await record.all({ table: 'import_batch' });
  expect(batch?.id).toBe(first.importBatchId);
  await restart();
  const summary = successOf(await record.undoBatch({ importBatchId: first.importBatchId as string }));
  expect(summary.tables).toEqual({ premises: 150, hazard: 60, import_batch: 1 });
  expect((await record.info(null))?.counts).toMatchObject({ hazard: 0, premises: new Set(ids).size, import_batch: 0 });
  const without = contentHash(path);
  await restart();
  successOf(await record.redo(null));
  expect((await record.info(null))?.counts).toMatchObject({ hazard: 60 });
  successOf(await record.undoBatch({ importBatchId: first.importBatchId as string }));
  expect(contentHash(path)).toBe(without);
});
