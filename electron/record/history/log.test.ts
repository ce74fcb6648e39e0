import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowOfStored } from '../../../shared/edits/row-of-stored.ts';
import type { LogFilter } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities, type Premises, type TableName } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { connectionTo } from '../connection.ts';
import { openSqlite } from '../sqlite.ts';
import { openTestRecord, scriptedImport, successOf, type TestRecord } from '../testing/open-test-record.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
});
afterEach(() => test.dispose());

const idOf = (digit: number): string => `11111111-0000-4000-8000-${String(digit).padStart(12, '0')}`;
const shop = (digit: number, values: Partial<Premises> = {}): Premises =>
  newRow(entities.premises, idOf(digit), { name: `第${digit}户`, ...values });
const put = (...rows: Premises[]): Change => ({
  note: { edit: 'editPremises', subject: rows[0]?.name ?? null, count: rows.length },
  puts: { premises: rows },
  deletes: {},
});
const removal = (digit: number): Change => ({
  note: { edit: 'removePremises', subject: `第${digit}户`, count: 1 },
  puts: {},
  deletes: { premises: [idOf(digit)] },
});
const everything: LogFilter = { text: '', edits: [], actor: null, from: null, to: null };
const revsOf = async (filter: Partial<LogFilter>, offset = 0, limit = 50) =>
  (await test.record.history({ before: null, limit, offset, filter: { ...everything, ...filter } })).map(({ rev }) => rev);

it('pages through the log and filters by words, edits, person and time', async () => {
  const { record } = test;
  successOf(await record.apply({ change: put(shop(1)) }));
  await record.setActor('李四');
  const second = successOf(await record.apply({ change: put(shop(2)) }));
  successOf(await record.apply({ change: removal(1) }));
  successOf(await record.undo(null));
  expect(await revsOf({})).toEqual([4, 3, 2, 1]);
  expect(await revsOf({}, 1, 2)).toEqual([3, 2]);
  expect(await revsOf({ text: '第1' })).toEqual([4, 3, 1]);
  expect(await revsOf({ text: '删除', edits: ['removePremises'] })).toEqual([4, 3]);
  expect(await revsOf({ text: '撤销', edits: ['undo'] })).toEqual([4]);
  expect(await revsOf({ actor: 'tester' })).toEqual([1]);
  expect(await revsOf({ from: second.at })).not.toContain(1);
  expect(await revsOf({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
  const extent = await record.historyExtent({ filter: { ...everything, actor: '李四' } });
  expect(extent).toMatchObject({ total: 3, actors: ['tester', '李四'] });
  const lines = await record.history({ before: null, limit: 10 });
  expect(lines.map(({ kind, standing, undoneBy, note }) => [kind, standing, undoneBy, note.edit])).toEqual([
    ['undo', false, null, 'undo'],
    ['edit', false, 4, 'removePremises'],
    ['edit', true, null, 'editPremises'],
    ['edit', true, null, 'editPremises'],
  ]);
});

it('opens a change page by page, with names and fields before and after', async () => {
  const { record } = test;
  const builder = aWorkspace().withPremises(2300).withHazards(40);
  successOf(await record.apply({ change: builder.toChange() }));
  successOf(await record.apply({ change: put(shop(1, { seats: 4 })) }));
  successOf(await record.apply({ change: put(shop(1, { seats: 9, name: '新名' })) }));
  successOf(await record.apply({ change: removal(1) }));
  expect(successOf(await record.changeAt({ rev: 3, offset: 0, limit: 10 }))).toMatchObject({
    line: { rev: 3, note: { edit: 'editPremises' } },
    undoSteps: 2,
    total: 1,
    rows: [
      {
        table: 'premises',
        what: 'changed',
        row: { name: '新名' },
        fields: [
          { field: 'name', before: '第1户', after: '新名' },
          { field: 'seats', before: 4, after: 9 },
        ],
      },
    ],
  });
  expect(successOf(await record.changeAt({ rev: 4, offset: 0, limit: 10 })).rows).toMatchObject([
    { what: 'removed', row: { name: '新名' } },
  ]);
  const all: string[] = [];
  const { total } = successOf(await record.changeAt({ rev: 1, offset: 0, limit: 1 }));
  for (let offset = 0; offset < total; offset += 100) {
    for (const { table, row } of successOf(await record.changeAt({ rev: 1, offset, limit: 100 })).rows) all.push(`${table}/${row.id}`);
  }
  expect(all.length).toBe(total);
  expect(new Set(all).size).toBe(2340);
  expect(await record.changeAt({ rev: 9, offset: 0, limit: 1 })).toMatchObject({ failure: { code: 'revUnknown' } });
});

it('says that the images of a change are damaged', async () => {
  const { record, path } = test;
  successOf(await record.apply({ change: put(shop(1)) }));
  const other = connectionTo(openSqlite(path, { readOnly: false }));
  other.exec("UPDATE change_chunk SET blob = x'00112233'");
  other.close();
  expect(await record.changeAt({ rev: 1, offset: 0, limit: 1 })).toMatchObject({ failure: { code: 'logDamaged' } });
});

it('undoes step by step up to a change, each step named, and redoes them', async () => {
  const { record } = test;
  for (const digit of [1, 2, 3, 4]) successOf(await record.apply({ change: put(shop(digit)) }));
  expect(successOf(await record.undoTo({ jobId: 'u', rev: 2 }))).toEqual({ steps: 3 });
  const left = await record.page({ table: 'premises', afterFid: 0, limit: 10 });
  expect(left.map(({ name }) => name)).toEqual(['第1户']);
  expect((await record.history({ before: null, limit: 3 })).map(({ note }) => note.edit)).toEqual(['undo', 'undo', 'undo']);
  expect(await record.undoTo({ jobId: 'u', rev: 2 })).toMatchObject({ failure: { code: 'nothingToUndo' } });
  for (let step = 0; step < 3; step++) successOf(await record.redo(null));
  expect((await record.info(null))?.counts.premises).toBe(4);
  const forbidden = await record.undoTo({ jobId: 'u', rev: 1 }, () => ({ code: 'roleForbids', details: {} }));
  expect(forbidden).toMatchObject({ failure: { code: 'roleForbids' } });
  expect((await record.info(null))?.counts.premises).toBe(4);
});

it('tells before an undo exactly what the undo then does', { timeout: 60_000 }, async () => {
  const { record } = test;
  const digits = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 });
  const step = fc.oneof(
    fc.constant({ kind: 'editImported' as const }),
    fc.record({ kind: fc.constant('put' as const), digits, seats: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ kind: fc.constant('remove' as const), digits }),
    fc.constant({ kind: 'undo' as const }),
    fc.constant({ kind: 'import' as const }),
  );
  const countRows = async () => (await record.info(null))?.counts as Record<TableName, number>;
  let refused = 0;
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
      for (const one of steps) {
        if (one.kind === 'undo') await record.undo(null);
        else if (one.kind === 'import')
          await record.runImport({ jobId: 'i', request: scriptedImport('premises=9&hazards=7'), commit: true });
        else if (one.kind === 'editImported') {
          const row = (await record.page({ table: 'premises', afterFid: 0, limit: 50 })).find(({ sourceRef }) => sourceRef !== null);
          if (row !== undefined)
            await record.apply({ change: put({ ...rowOfStored('premises', row), seats: ((row.seats as number) ?? 0) + 1 }) });
        } else if (one.kind === 'put') await record.apply({ change: put(...one.digits.map((digit) => shop(digit, { seats: one.seats }))) });
        else await record.apply({ change: { note: removal(0).note, puts: {}, deletes: { premises: one.digits.map(idOf) } } });
      }
      // Undo by name reaches only the last one; the batch of an import lies anywhere.
      const imports = (await record.history({ before: null, limit: 200 })).filter((line) => line.importBatchId !== null && line.standing);
      const [line] = imports;
      if (line === undefined) return;
      const preview = successOf(await record.previewUndo({ jobId: 'p', rev: line.rev }));
      const before = await countRows();
      const answer = await record.undoBatch({ importBatchId: line.importBatchId as string });
      if (preview.editedSince > 0) {
        refused++;
        expect(answer).toMatchObject({ failure: { code: 'editedSince', details: { count: preview.editedSince } } });
        return;
      }
      counted++;
      const { tables } = successOf(answer);
      const after = await countRows();
      for (const { table, removed, broughtBack, changedBack } of preview.tables) {
        expect(after[table] - before[table]).toBe(broughtBack - removed);
        expect(tables[table] ?? 0).toBe(removed + broughtBack + changedBack);
      }
    }),
    { seed: 5, numRuns: 16 },
  );
  expect([counted > 1, refused > 1]).toEqual([true, true]);
  expect(await record.previewUndo({ jobId: 'p', rev: 9999 })).toMatchObject({ failure: { code: 'revUnknown' } });
});
