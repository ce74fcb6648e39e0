import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities, hazardSeverities, type Premises, type TableName } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { connectionTo } from '../connection.ts';
import { openSqlite } from '../sqlite.ts';
import { openTestRecord, scriptedImport, successOf, type TestRecord } from '../testing/open-test-record.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
});
afterEach(() => test.dispose());

const uuid = (digit: number, of: number): string => `${String(of).repeat(8)}-0000-4000-8000-${String(digit).padStart(12, '0')}`;
const shop = (values: Partial<Premises> = {}): Premises => newRow(entities.premises, uuid(1, 1), { name: '红旗超市', ...values });
const put = (row: Premises): Change => ({
  note: { edit: 'editPremises', subject: row.name, count: 1 },
  puts: { premises: [row] },
  deletes: {},
});
const removal: Change = {
  note: { edit: 'removePremises', subject: null, count: 1 },
  puts: {},
  deletes: { premises: [shop().id] },
};
const historyOf = (before: number | null = null, limit = 50) => test.record.historyOf({ table: 'premises', id: shop().id, before, limit });

it('tells the whole life of a record, through removal, undo and another actor', async () => {
  const { record, path } = test;
  successOf(await record.apply({ change: put(shop()) }));
  successOf(await record.apply({ change: aWorkspace().withPremises(3).toChange() }));
  await record.close(null);
  successOf(await record.open({ path, create: null, actor: '张三' }));
  const placed = shop({ seats: 20, geom: { type: 'Point', coordinates: [118.9, 42.2] } });
  successOf(await record.apply({ change: put(placed) }));
  successOf(await record.apply({ change: removal }));
  successOf(await record.undo(null));
  successOf(await record.apply({ change: removal }));
  successOf(await record.apply({ change: put(shop({ name: '新红旗' })) }));
  const history = await historyOf();
  expect(history.map(({ rev, what, actor, note }) => [rev, what, actor, note.edit])).toEqual([
    [7, 'created', '张三', 'editPremises'],
    [6, 'removed', '张三', 'removePremises'],
    [5, 'created', '张三', 'undo'],
    [4, 'removed', '张三', 'removePremises'],
    [3, 'changed', '张三', 'editPremises'],
    [1, 'created', 'tester', 'editPremises'],
  ]);
  expect(history[4]?.fields).toEqual([
    { field: 'geom', before: null, after: placed.geom },
    { field: 'seats', before: null, after: 20 },
  ]);
  expect(history[0]?.fields).toContainEqual({ field: 'name', before: null, after: '新红旗' });
  expect(history[3]?.fields).toContainEqual({ field: 'seats', before: 20, after: null });
  expect((await historyOf(5, 2)).map(({ rev }) => rev)).toEqual([4, 3]);
  successOf(await record.apply({ change: removal }));
  expect((await historyOf()).map(({ rev }) => rev)).toEqual([8, 7, 6, 5, 4, 3, 1]);
});

it('counts a record written twice in one revision as changed once', async () => {
  const { record } = test;
  const hazard = newRow(entities.hazard, uuid(1, 2), { premisesId: shop().id, severity: 'severityHigh', state: 'found' });
  successOf(await record.apply({ change: { ...put(shop()), puts: { premises: [shop()], hazard: [hazard] } } }));
  const [only, ...others] = await historyOf();
  expect(others).toEqual([]);
  expect(only?.fields).toContainEqual({ field: 'warningColor', before: null, after: 'red' });
});

it('finds the past of a record whose revision another program overwrote', async () => {
  const { record } = test;
  successOf(await record.apply({ change: put(shop()) }));
  successOf(await record.apply({ change: put(shop({ seats: 3 })) }));
  await record.close(null);
  const other = connectionTo(openSqlite(test.path, { readOnly: false }));
  other.exec('UPDATE premises SET rev = 77');
  other.close();
  successOf(await record.open({ path: test.path, create: null, actor: 'tester' }));
  expect((await historyOf()).map(({ rev }) => rev)).toEqual([2, 1]);
});

const tables = ['premises', 'hazard', 'zone'] as const satisfies TableName[];

/** Every row of the tables, as pages of the present or of a past state give them. */
async function allOf(when: { rev: number } | null, pageRows: number) {
  const all: Record<string, unknown[]> = {};
  for (const table of tables) {
    all[table] = [];
    for (let afterFid = 0; ; ) {
      const rows =
        when === null
          ? await test.record.page({ table, afterFid, limit: pageRows })
          : successOf(await test.record.stateAt({ when, table, afterFid, limit: pageRows })).rows;
      all[table].push(...rows);
      if (rows.length < pageRows) break;
      afterFid = rows.at(-1)?.fid as number;
    }
  }
  return all;
}

/** What a window shows of a state: figures, columns and rows by id. The present is read as a window reads it. */
async function shownOf(rev: number | null) {
  const { record } = test;
  const chunks = async (set: 'premises' | 'hazards') => {
    const read: unknown[] = [];
    const source = rev === null ? record.columns(set, 3) : record.pastColumns(rev, set, 3);
    for await (const { count, columns, total } of source ?? []) read.push({ count, columns, total });
    return read;
  };
  const info = rev === null ? await record.info(null) : successOf(await record.openPast({ jobId: 'p', when: { rev } }));
  const asOf = rev === null ? {} : { rev };
  return {
    figures: info?.figures,
    counts: info?.counts,
    rev: info?.rev,
    columns: [await chunks('premises'), await chunks('hazards')],
    row: await record.get({ table: 'premises', id: uuid(1, 1), ...asOf }),
    related: await record.related({ table: 'hazard', field: 'premisesId', value: uuid(1, 1), limit: 50, ...asOf }),
    zones: await record.all({ table: 'zone', ...asOf }),
  };
}

const slot = fc.integer({ min: 0, max: 7 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constant('premises' as const),
      fc.array(fc.tuple(slot, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 4 }),
    ),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constant('hazard' as const), fc.array(fc.tuple(slot, slot), { minLength: 1, maxLength: 3 })) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('remove' as const), fc.uniqueArray(slot, { minLength: 1, maxLength: 3 })) },
  { weight: 3, arbitrary: fc.constant(['undo'] as const) },
  { weight: 2, arbitrary: fc.constant(['redo'] as const) },
  { weight: 1, arbitrary: fc.constant(['import'] as const) },
);

function changeOf(kind: 'premises' | 'hazard' | 'remove', what: readonly unknown[]): Change {
  const note = { edit: 'editPremises', subject: null, count: what.length };
  if (kind === 'remove') return { note, puts: {}, deletes: { premises: (what as number[]).map((digit) => uuid(digit, 1)) } };
  const pairs = what as [number, number][];
  if (kind === 'hazard') {
    const rows = pairs.map(([digit, premises]) =>
      newRow(entities.hazard, uuid(digit, 2), { premisesId: uuid(premises, 1), severity: hazardSeverities[premises % 3] ?? null }),
    );
    return { note, puts: { hazard: rows }, deletes: {} };
  }
  const rows = pairs.map(([digit, seats]) =>
    newRow(entities.premises, uuid(digit, 1), {
      name: `第${digit}户`,
      seats,
      geom: seats === 0 ? null : { type: 'Point', coordinates: [110 + seats, 40] },
    }),
  );
  return { note, puts: { premises: rows }, deletes: {} };
}

it('reads every past state as it was when it was the present', { timeout: 120_000 }, async () => {
  const { record } = test;
  const seen = async () => ({ rows: await allOf(null, 1000), shown: await shownOf(null) });
  const snapshots = new Map([[0, await seen()]]);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), fc.integer({ min: 1, max: 40 }), async (steps, pageRows) => {
      for (const [kind, what] of steps) {
        if (kind === 'undo') await record.undo(null);
        else if (kind === 'redo') await record.redo(null);
        else if (kind === 'import') await record.runImport({ jobId: 'i', request: scriptedImport('premises=12&hazards=4'), commit: true });
        else successOf(await record.apply({ change: changeOf(kind, what) }));
        snapshots.set((await record.info(null))?.rev as number, await seen());
      }
      const revs = [...snapshots.keys()];
      const chosen = [revs.at(-1) as number, ...revs.filter((rev) => rev % 5 === pageRows % 5)].slice(-5);
      for (const rev of chosen) {
        expect(await allOf({ rev }, pageRows)).toEqual(snapshots.get(rev)?.rows);
        expect(await shownOf(rev)).toEqual(snapshots.get(rev)?.shown);
      }
    }),
    { seed: 11, numRuns: 20 },
  );
  expect(snapshots.size).toBeGreaterThan(60);
});

it('keeps a state while work goes on, and answers by instant', async () => {
  const { record } = test;
  const { at } = successOf(await record.apply({ change: put(shop({ seats: 1 })) }));
  const page = async (when: { rev: number } | { at: string }) =>
    successOf(await record.stateAt({ when, table: 'premises', afterFid: 0, limit: 10 }));
  expect(await page({ rev: 1 })).toMatchObject({ rev: 1, at, total: 1, rows: [{ seats: 1 }] });
  successOf(await record.apply({ change: put(shop({ seats: 2 })) }));
  successOf(await record.apply({ change: aWorkspace().withPremises(4).toChange() }));
  expect(await page({ rev: 1 })).toMatchObject({ total: 1, rows: [{ seats: 1, rev: 1 }] });
  expect(await page({ at: '2020-01-01T00:00:00Z' })).toMatchObject({ rev: 0, at: null, total: 0, rows: [] });
  expect(await page({ at: new Date().toISOString() })).toMatchObject({ rev: 3, total: 5 });
  expect(await record.stateAt({ when: { rev: 4 }, table: 'premises', afterFid: 0, limit: 1 })).toMatchObject({
    failure: { code: 'revUnknown' },
  });
});

it('checks the log as a job that tells its progress', async () => {
  const { record, events } = test;
  successOf(await record.apply({ change: put(shop()) }));
  expect(await record.verifyLog({ jobId: 'v' })).toMatchObject({ ok: true, value: { entries: 1, faultsTotal: 0 } });
  expect(events).toContainEqual(expect.objectContaining({ event: 'progress', progress: expect.objectContaining({ stage: 'verifying' }) }));
  await record.close(null);
  expect(await record.verifyLog({ jobId: 'v' })).toMatchObject({ failure: { code: 'noWorkspace' } });
});

it('opens a state as a job that can be cancelled, and goes on showing it while work goes on', async () => {
  const { record, events } = test;
  successOf(await record.apply({ change: aWorkspace().withPremises(30).withHazards(10).toChange() }));
  for (let seats = 0; seats < 30; seats++) successOf(await record.apply({ change: put(shop({ seats })) }));
  const opening = record.openPast({ jobId: 'p', when: { rev: 1 } });
  await record.cancelJob({ jobId: 'p' });
  expect(await opening).toMatchObject({ failure: { code: 'cancelled' } });
  const then = successOf(await record.openPast({ jobId: 'q', when: { rev: 1 } }));
  expect(then).toMatchObject({ rev: 1, counts: { premises: 30, hazard: 10 }, undo: null, redo: null });
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'progress', progress: expect.objectContaining({ jobId: 'q', stage: 'reading' }) }),
  );
  const chunks = record.pastColumns(1, 'premises', 5);
  const first = await chunks?.next();
  await chunks?.return(undefined);
  successOf(await record.apply({ change: put(shop({ seats: 99 })) }));
  expect(await record.get({ table: 'premises', id: shop().id, rev: 1 })).toBeNull();
  expect(await record.get({ table: 'premises', id: shop().id, rev: 3 })).toMatchObject({ seats: 1 });
  expect(first?.value).toMatchObject({ rev: 1, offset: 0, count: 5 });
  expect(await record.openPast({ jobId: 'r', when: { rev: 90 } })).toMatchObject({ failure: { code: 'revUnknown' } });
  expect(record.pastColumns(90, 'premises', 5)).toBeNull();
});

it('finds records and premises without a position as they stood, and none that came later', async () => {
  const { record } = test;
  const [here, other, gone] = [
    shop({ address: '东街1号' }),
    { ...shop({ name: '幸福饭店' }), id: uuid(2, 2) },
    { ...shop({ name: '红旗旅馆' }), id: uuid(3, 3) },
  ];
  successOf(await record.apply({ change: { ...put(here), puts: { premises: [here, other, gone] } } }));
  const placed = { ...here, name: '改名超市', geom: { type: 'Point' as const, coordinates: [118.9, 42.2] } };
  successOf(
    await record.apply({ change: { ...put(placed), puts: { premises: [placed, { ...shop({ name: '红旗新店' }), id: uuid(4, 4) }] } } }),
  );
  successOf(await record.apply({ change: { note: removal.note, puts: {}, deletes: { premises: [gone.id] } } }));
  const titles = async (text: string, rev?: number) =>
    (await record.search({ text, limit: 9, ...(rev === undefined ? {} : { rev }) })).map(({ title }) => title).sort();
  const unplaced = async (text: string, rev?: number) => {
    const { total, rows } = await record.unplaced({ text, offset: 0, limit: 9, ...(rev === undefined ? {} : { rev }) });
    expect(total).toBe(rows.length);
    return rows.map(({ name }) => name);
  };
  expect(await titles('红旗')).toEqual(['红旗新店']);
  expect(await titles('红旗', 1)).toEqual(['红旗旅馆', '红旗超市']);
  expect(await titles('改名', 1)).toEqual([]);
  expect(await titles('超市 东街', 1)).toEqual(['红旗超市']);
  expect(await titles('饭店', 1)).toEqual(['幸福饭店']);
  expect(await titles('100%', 1)).toEqual([]);
  expect(await titles('红旗', 0)).toEqual([]);
  expect(await titles('红旗', 99)).toEqual([]);
  expect(await unplaced('')).toEqual(['幸福饭店', '红旗新店']);
  expect(await unplaced('', 1)).toEqual(['红旗超市', '幸福饭店', '红旗旅馆']);
  expect(await unplaced('红旗', 1)).toEqual(['红旗超市', '红旗旅馆']);
  expect(await unplaced('红旗', 2)).toEqual(['红旗旅馆', '红旗新店']);
  expect(await unplaced('饭店', 2)).toEqual(['幸福饭店']);
});

it('lists recorded patrols as they stood, newest first, without what makes them long', async () => {
  const { record } = test;
  const patrol = (digit: number, name: string, fromAt: string) =>
    newRow(entities.patrol_track, uuid(digit, 4), {
      name,
      personName: '张三',
      fromAt,
      toAt: fromAt,
      geom: {
        type: 'MultiLineString',
        coordinates: [
          [
            [118.9, 42.2],
            [118.91, 42.2],
          ],
        ],
      },
      vertexTimes: [0, 60_000],
    });
  const write = async (rows: ReturnType<typeof patrol>[], removed: string[] = []) =>
    successOf(
      await record.apply({
        change: {
          note: { edit: 'editPatrols', subject: null, count: 1 },
          puts: { patrol_track: rows },
          deletes: { patrol_track: removed },
        },
      }),
    );
  const [early, late] = [patrol(1, '早班', '2026-05-01T00:00:00.000Z'), patrol(2, '晚班', '2026-05-02T00:00:00.000Z')];
  await write([late, early]);
  await write([{ ...early, name: '早班（改）' }]);
  await write([patrol(3, '夜班', '2026-05-03T00:00:00.000Z')], [late.id]);
  const namesAt = async (rev?: number) =>
    (await record.tracks({ limit: 10, ...(rev === undefined ? {} : { rev }) })).map(({ name }) => name);
  expect(await namesAt()).toEqual(['夜班', '早班（改）']);
  expect(await namesAt(2)).toEqual(['晚班', '早班（改）']);
  expect(await namesAt(1)).toEqual(['晚班', '早班']);
  expect(await namesAt(0)).toEqual([]);
  expect(await namesAt(99)).toEqual([]);
  expect((await record.tracks({ limit: 1, rev: 1 }))[0]).toEqual({
    id: late.id,
    fid: expect.any(Number),
    rev: 1,
    geom: null,
    name: '晚班',
    personName: '张三',
    fromAt: late.fromAt,
    toAt: late.toAt,
  });
});
