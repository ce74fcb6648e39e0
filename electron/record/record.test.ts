import { afterEach, describe, expect, it } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities, type Premises } from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { createRecord } from './record.ts';
import { hasSqliteDriver, sqliteDrivers } from './sqlite.ts';
import { contentHash } from './testing/content-hash.ts';
import { openTestRecord, scriptedImport, scriptedIntakeWorkerUrl, successOf, type TestRecord } from './testing/open-test-record.ts';

const ids = {
  shop: '11111111-1111-4111-8111-111111111111',
  eatery: '22222222-2222-4222-8222-222222222222',
  hazard: '33333333-3333-4333-8333-333333333333',
};
const shop = (values: Partial<Premises> = {}): Premises =>
  newRow(entities.premises, ids.shop, { name: '红旗超市', geom: { type: 'Point', coordinates: [118.9, 42.2] }, ...values });
const put = (...rows: Premises[]): Change => ({
  note: { edit: 'editPremises', subject: null, count: rows.length },
  puts: { premises: rows },
  deletes: {},
});
const highHazard = newRow(entities.hazard, ids.hazard, { premisesId: ids.shop, severity: 'severityHigh', state: 'found' });

it('finds both SQLite drivers on this runtime', () => {
  expect(sqliteDrivers.filter(hasSqliteDriver)).toEqual([...sqliteDrivers]);
});

describe.each(sqliteDrivers)('the record on %s', (driver) => {
  const open: TestRecord[] = [];
  const openRecord = async () => {
    const test = await openTestRecord(driver);
    open.push(test);
    return test;
  };
  afterEach(async () => {
    for (const test of open.splice(0)) await test.dispose();
  });

  describe('changes', () => {
    it('commits a change with the next revision and tells of it', async () => {
      const { record, events } = await openRecord();
      const summary = successOf(await record.apply({ change: put(shop()) }));
      expect(summary).toMatchObject({ rev: 1, tables: { premises: 1 }, note: { edit: 'editPremises' } });
      const stored = await record.get({ table: 'premises', id: ids.shop });
      expect(stored).toMatchObject({
        ...shop(),
        fid: 1,
        rev: 1,
        warningColor: 'blue',
        colorReasons: ['noOpenHazard'],
        colorRuleVersion: 'fourColour-1',
      });
      expect(events).toEqual([{ event: 'changed', summary, info: await record.info(null) }]);
      expect(await record.byFid({ table: 'premises', fid: 1 })).toEqual(stored);
    });

    it('keeps all of a change or none of it', async () => {
      const { record, path } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      const before = contentHash(path);
      const wrong = { ...shop({ name: '别名' }), areaSquareMeters: 'large' as unknown as number };
      const eatery = newRow(entities.premises, ids.eatery, { name: '面馆' });
      expect(await record.apply({ change: put(eatery, wrong) })).toEqual({
        ok: false,
        failure: { code: 'invalidRow', details: { table: 'premises', id: ids.shop, field: 'areaSquareMeters' } },
      });
      expect(contentHash(path)).toBe(before);
      expect(await record.info(null)).toMatchObject({ rev: 1, counts: { premises: 1, placed: 1 } });
    });

    it.each([
      ['an unknown field', { ...shop(), shoeSize: 44 }],
      [
        'a line where a point belongs',
        shop({
          geom: {
            type: 'LineString',
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
        }),
      ],
      ['a position off the earth', shop({ geom: { type: 'Point', coordinates: [189, 2] } })],
      ['a code nobody knows', shop({ category: 'castle' as never })],
      ['an empty name', shop({ name: '' })],
      ['an id that is none', { ...shop(), id: 'x' }],
    ])('refuses %s', async (_what, row) => {
      const { record } = await openRecord();
      expect(await record.apply({ change: put(row as Premises) })).toMatchObject({ ok: false, failure: { code: 'invalidRow' } });
    });

    it('refuses two rows with one source reference', async () => {
      const { record } = await openRecord();
      const twin = newRow(entities.premises, ids.eatery, { name: '面馆', sourceRef: 'premises:code/1' });
      expect(await record.apply({ change: put(shop({ sourceRef: 'premises:code/1' }), twin) })).toMatchObject({
        ok: false,
        failure: { code: 'duplicateKey' },
      });
      expect(await record.info(null)).toMatchObject({ rev: 0, counts: { premises: 0 } });
    });

    it('makes no revision of a change that changes nothing', async () => {
      const { record, events } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      expect(successOf(await record.apply({ change: put(shop()) }))).toMatchObject({ rev: 1, tables: {} });
      expect(events).toHaveLength(1);
    });

    it('stores a polygon as a multipolygon', async () => {
      const { record } = await openRecord();
      const ring = [
        [118, 42],
        [119, 42],
        [119, 43],
        [118, 42],
      ];
      const zone = newRow(entities.zone, ids.eatery, { name: '一片', geom: { type: 'Polygon', coordinates: [ring] } });
      successOf(
        await record.apply({ change: { note: { edit: 'editZones', subject: null, count: 1 }, puts: { zone: [zone] }, deletes: {} } }),
      );
      expect((await record.all({ table: 'zone' }))[0]?.geom).toEqual({ type: 'MultiPolygon', coordinates: [[ring]] });
    });

    it('tells names of premises in the order asked, null for what is not there', async () => {
      const { record } = await openRecord();
      const eatery = newRow(entities.premises, ids.eatery, { name: '面馆' });
      successOf(await record.apply({ change: put(shop(), eatery) }));
      successOf(await record.apply({ change: put(shop({ name: '新超市' })) }));
      const name = String(shop().name);
      expect(await record.premisesNames({ fids: [2, 9, 1] })).toEqual(['面馆', null, '新超市']);
      expect(await record.premisesNames({ fids: [1], rev: 1 })).toEqual([name]);
      expect(await record.premisesNames({ fids: [1], rev: 0 })).toEqual([null]);
    });

    it('queues changes asked for at once', async () => {
      const { record } = await openRecord();
      const answers = await Promise.all([1, 2, 3, 4].map((seats) => record.apply({ change: put(shop({ seats })) })));
      expect(answers.map((answer) => successOf(answer).rev)).toEqual([1, 2, 3, 4]);
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ seats: 4, rev: 4 });
    });

    it('answers without a workspace instead of throwing', async () => {
      const { record } = await openRecord();
      await record.close(null);
      expect(await record.info(null)).toBeNull();
      expect(await record.apply({ change: put(shop()) })).toEqual({ ok: false, failure: { code: 'noWorkspace', details: {} } });
      expect(await record.search({ text: '店', limit: 5 })).toEqual([]);
      expect(await record.groundTile({ z: 10, x: 1, y: 1 })).toBeNull();
    });
  });

  describe('warning colours', () => {
    it('follow hazards inside the same revision', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      const added = await record.apply({
        change: { note: { edit: 'editHazards', subject: null, count: 1 }, puts: { hazard: [highHazard] }, deletes: {} },
      });
      expect(successOf(added).tables).toEqual({ hazard: 1, premises: 1 });
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ warningColor: 'red', rev: 2 });
      successOf(
        await record.apply({
          change: { note: { edit: 'editHazards', subject: null, count: 1 }, puts: {}, deletes: { hazard: [ids.hazard] } },
        }),
      );
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ warningColor: 'blue', rev: 3 });
      successOf(await record.undo(null));
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({
        warningColor: 'red',
        colorReasons: ['openHighHazard', 'openHazard'],
      });
    });

    it('cannot be set from outside', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: put(shop({ warningColor: 'red', colorReasons: ['because'] })) }));
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ warningColor: 'blue', colorReasons: ['noOpenHazard'] });
    });
  });

  describe('undo and redo', () => {
    it('name what they would do, and outlive a restart', async () => {
      const { record, path } = await openRecord();
      successOf(await record.apply({ change: put(shop({ seats: 1 })) }));
      successOf(
        await record.apply({ change: { ...put(shop({ seats: 2 })), note: { edit: 'gradePremises', subject: '红旗超市', count: 1 } } }),
      );
      expect(await record.info(null)).toMatchObject({ undo: { edit: 'gradePremises', subject: '红旗超市' }, redo: null });
      expect(successOf(await record.undo(null))).toMatchObject({ rev: 3, note: { edit: 'undo', subject: 'gradePremises' } });
      await record.close(null);
      successOf(await record.open({ path, create: null, actor: 'tester' }));
      expect(await record.info(null)).toMatchObject({ rev: 3, undo: { edit: 'editPremises' }, redo: { edit: 'gradePremises' } });
      expect(successOf(await record.redo(null))).toMatchObject({ rev: 4, note: { edit: 'redo' } });
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ seats: 2, rev: 4 });
      expect(await record.redo(null)).toMatchObject({ failure: { code: 'nothingToRedo' } });
      successOf(await record.undo(null));
      successOf(await record.undo(null));
      expect(await record.get({ table: 'premises', id: ids.shop })).toBeNull();
      expect(await record.undo(null)).toMatchObject({ failure: { code: 'nothingToUndo' } });
      expect((await record.history({ before: null, limit: 10 })).map(({ rev, note }) => [rev, note.edit])).toEqual([
        [6, 'undo'],
        [5, 'undo'],
        [4, 'redo'],
        [3, 'undo'],
        [2, 'gradePremises'],
        [1, 'editPremises'],
      ]);
    });

    it('forget redo after a new edit', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: put(shop({ seats: 1 })) }));
      successOf(await record.undo(null));
      successOf(await record.apply({ change: put(shop({ seats: 9 })) }));
      expect(await record.redo(null)).toMatchObject({ failure: { code: 'nothingToRedo' } });
    });

    it('give removed rows their handle back', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: aWorkspace().withPremises(3).with('premises', shop()).toChange() }));
      const before = await record.get({ table: 'premises', id: ids.shop });
      successOf(
        await record.apply({
          change: { note: { edit: 'removePremises', subject: null, count: 1 }, puts: {}, deletes: { premises: [ids.shop] } },
        }),
      );
      successOf(await record.undo(null));
      expect(await record.get({ table: 'premises', id: ids.shop })).toEqual({ ...before, rev: 3 });
    });

    it('leave settings alone', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      const setting = newRow(entities.setting, ids.eatery, { key: 'layers', value: { heat: true } });
      successOf(
        await record.apply({
          change: { note: { edit: 'changeSetting', subject: null, count: 1 }, puts: { setting: [setting] }, deletes: {} },
        }),
      );
      expect(await record.info(null)).toMatchObject({ rev: 2, undo: { edit: 'editPremises' } });
      successOf(await record.undo(null));
      expect(await record.all({ table: 'setting' })).toMatchObject([{ key: 'layers', value: { heat: true } }]);
    });
  });

  describe('imports', () => {
    it('write everything as one revision and nothing twice', async () => {
      const { record, path } = await openRecord();
      const request = scriptedImport('premises=300&hazards=90&roads=40');
      const first = successOf(await record.runImport({ jobId: 'a', request, commit: true }));
      expect(first.counts).toMatchObject({
        read: 430,
        created: 430,
        updated: 0,
        unchanged: 0,
        rejected: 0,
        tables: { premises: 300, hazard: 90, road: 40 },
      });
      expect(first.counts.placed + first.counts.unplaced).toBe(430);
      expect(first.summary).toMatchObject({
        rev: 1,
        note: { edit: 'importPremises', count: 430 },
        tables: { premises: 300, hazard: 90, road: 40, import_batch: 1 },
      });
      const hash = contentHash(path);
      const again = successOf(await record.runImport({ jobId: 'b', request, commit: true }));
      expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 430 });
      expect(again.summary).toBeNull();
      expect(contentHash(path)).toBe(hash);
      const [batch] = await record.all({ table: 'import_batch' });
      expect(batch).toMatchObject({
        id: first.importBatchId,
        fileHash: 'abc',
        importedAs: 'premises',
        actor: 'tester',
        mapping: { name: '名称' },
      });
      const hazards = await record.page({ table: 'hazard', afterFid: 0, limit: 5 });
      const premises = await record.get({ table: 'premises', id: hazards[0]?.premisesId as string });
      expect(premises?.importBatchId).toBe(first.importBatchId);
    });

    it('merge field by field and keep what the file does not say', async () => {
      const { record } = await openRecord();
      successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=50'), commit: true }));
      const [row] = await record.page({ table: 'premises', afterFid: 0, limit: 1 });
      const { fid: _fid, rev: _rev, ...known } = row as unknown as Premises & { fid: number; rev: number };
      successOf(await record.apply({ change: put({ ...known, phone: '0476-1234567' }) }));
      const result = successOf(
        await record.runImport({ jobId: 'b', request: scriptedImport('premises=50&edited=1&bare=1'), commit: true }),
      );
      expect(result.counts).toMatchObject({ created: 0, updated: 50 });
      expect(await record.get({ table: 'premises', id: known.id })).toMatchObject({
        phone: '0476-1234567',
        address: '改后的地址',
        geom: known.geom,
      });
    });

    it('leave no byte behind after a dry run', async () => {
      const { record, path } = await openRecord();
      successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=50'), commit: true }));
      const before = contentHash(path);
      const info = await record.info(null);
      const dry = successOf(
        await record.runImport({ jobId: 'b', request: scriptedImport('premises=120&hazards=30&edited=1'), commit: false }),
      );
      expect(dry).toMatchObject({ counts: { created: 100, updated: 50 }, summary: null, importBatchId: null });
      expect(contentHash(path)).toBe(before);
      expect(await record.info(null)).toEqual(info);
      expect(await record.search({ text: '改后', limit: 5 })).toEqual([]);
    });

    it.each([
      ['crashes', 'crashAfter=3', 'intakeFailed'],
      ['exits', 'exitAfter=3', 'intakeFailed'],
      ['fails', 'fail=1', 'fileUnreadable'],
    ])('leave nothing behind when the worker %s', async (_what, script, code) => {
      const { record, path } = await openRecord();
      const before = contentHash(path);
      expect(
        await record.runImport({ jobId: 'a', request: scriptedImport(`premises=900&batchRows=100&${script}`), commit: true }),
      ).toMatchObject({ ok: false, failure: { code } });
      expect(contentHash(path)).toBe(before);
      expect(await record.info(null)).toMatchObject({ rev: 0, extent: null, counts: { premises: 0 } });
      successOf(await record.apply({ change: put(shop()) }));
    });

    it('stop when cancelled, read meanwhile, and leave nothing behind', async () => {
      const { record, path, events } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      const before = contentHash(path);
      const running = record.runImport({ jobId: 'long', request: scriptedImport('premises=5000&batchRows=50&pauseMs=20'), commit: true });
      while (events.filter(({ event }) => event === 'progress').length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await record.get({ table: 'premises', id: ids.shop })).toMatchObject({ name: '红旗超市' });
      expect((await record.info(null))?.counts.premises).toBe(1);
      await record.cancelJob({ jobId: 'long' });
      expect(await running).toEqual({ ok: false, failure: { code: 'cancelled', details: {} } });
      expect(contentHash(path)).toBe(before);
    });

    it('report what the file names and nobody has', async () => {
      const { record } = await openRecord();
      const outcome = successOf(
        await record.runImport({ jobId: 'a', request: scriptedImport('premises=20&hazards=7&orphans=1'), commit: true }),
      );
      expect(outcome.byReason).toEqual({ unknownPremises: 7 });
      expect(outcome.issues[0]).toMatchObject({ code: 'unknownPremises', row: 1, column: 'premisesId', value: 'nobody' });
      expect((await record.page({ table: 'hazard', afterFid: 0, limit: 9 })).map((row) => row.premisesId)).toEqual(Array(7).fill(null));
    });

    it('reject rows that are no rows and count them', async () => {
      const { record } = await openRecord();
      const outcome = successOf(
        await record.runImport({ jobId: 'a', request: scriptedImport('premises=20&nameless=1&rejected=2'), commit: true }),
      );
      expect(outcome.counts).toMatchObject({ read: 22, created: 0, rejected: 22 });
      expect(outcome).toMatchObject({ byReason: { missingName: 20 }, summary: null });
    });

    it('can be undone by batch, whatever came after elsewhere', async () => {
      const { record, path } = await openRecord();
      const empty = contentHash(path);
      const batch = successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=80&hazards=30'), commit: true }));
      successOf(await record.apply({ change: put(shop()) }));
      const importBatchId = batch.importBatchId as string;
      successOf(await record.undoBatch({ importBatchId }));
      expect(await record.info(null)).toMatchObject({
        counts: { premises: 1, hazard: 0, import_batch: 0 },
        undo: { edit: 'editPremises' },
      });
      expect(await record.undoBatch({ importBatchId })).toMatchObject({ failure: { code: 'importBatchUnknown' } });
      successOf(await record.redo(null));
      expect(await record.info(null)).toMatchObject({ counts: { premises: 81, hazard: 30 } });
      successOf(await record.undoBatch({ importBatchId }));
      successOf(await record.undo(null));
      expect(contentHash(path)).toBe(empty);
    });

    it('cannot be undone by batch once its rows were edited', async () => {
      const { record } = await openRecord();
      const batch = successOf(await record.runImport({ jobId: 'a', request: scriptedImport('premises=80'), commit: true }));
      const rows = await record.page({ table: 'premises', afterFid: 0, limit: 3 });
      const edited = rows.map(({ fid: _fid, rev: _rev, ...row }) => ({ ...row, phone: '1' }) as unknown as Premises);
      successOf(await record.apply({ change: put(...edited) }));
      expect(await record.undoBatch({ importBatchId: batch.importBatchId as string })).toEqual({
        ok: false,
        failure: { code: 'editedSince', details: { count: 3 } },
      });
      expect((await record.info(null))?.counts.premises).toBe(80);
    });

    it('fill an empty workspace with the sample, and only an empty one', async () => {
      const { record } = await openRecord();
      const outcome = successOf(await record.generateSample({ jobId: 's' }));
      expect(outcome).toMatchObject({ counts: { created: 190 }, summary: { note: { edit: 'generateSample' } } });
      expect(await record.info(null)).toMatchObject({ sample: true });
      expect(await record.generateSample({ jobId: 's' })).toMatchObject({ failure: { code: 'workspaceNotEmpty' } });
      successOf(await record.undo(null));
      expect(await record.info(null)).toMatchObject({ sample: false });
    });

    it('preview through the worker', async () => {
      const { record } = await openRecord();
      expect(await record.previewImport({ path: 'x=1', encoding: 'gb18030' })).toMatchObject({
        ok: true,
        value: { encoding: 'gb18030', columns: ['名称'] },
      });
    });
  });

  describe('search', () => {
    it('finds short Chinese words by name, address and code, the best name first', async () => {
      const { record } = await openRecord();
      const rows = [
        shop({ name: '红旗超市', address: '东街12号', code: 'HS-0007' }),
        newRow(entities.premises, ids.eatery, { name: '东街面馆', address: '解放路3号' }),
      ];
      const road = newRow(entities.road, ids.hazard, {
        name: '东街',
        geom: {
          type: 'LineString',
          coordinates: [
            [118, 42],
            [118.5, 42],
            [119, 42],
          ],
        },
      });
      successOf(await record.apply({ change: { ...put(...rows), puts: { premises: rows, road: [road] } } }));
      const titles = async (text: string) => (await record.search({ text, limit: 10 })).map((hit) => hit.title);
      expect(await titles('东街')).toEqual(['东街', '东街面馆', '红旗超市']);
      expect(await titles('店')).toEqual([]);
      expect(await titles('馆')).toEqual(['东街面馆']);
      expect(await titles('超市')).toEqual(['红旗超市']);
      expect(await titles('ｈｓ－０００７')).toEqual(['红旗超市']);
      expect(await titles('hs')).toEqual(['红旗超市']);
      expect(await titles('东街 12')).toEqual(['红旗超市']);
      expect((await record.search({ text: '东街', limit: 1 }))[0]).toMatchObject({ table: 'road', lon: 118.5, lat: 42 });
    });

    it('forgets what was renamed or removed', async () => {
      const { record } = await openRecord();
      successOf(await record.apply({ change: put(shop()) }));
      successOf(await record.apply({ change: put(shop({ name: '蓝天超市' })) }));
      expect(await record.search({ text: '红旗', limit: 5 })).toEqual([]);
      expect(await record.search({ text: '蓝天', limit: 5 })).toHaveLength(1);
      successOf(await record.undo(null));
      expect(await record.search({ text: '红旗', limit: 5 })).toHaveLength(1);
      successOf(
        await record.apply({
          change: { note: { edit: 'removePremises', subject: null, count: 1 }, puts: {}, deletes: { premises: [ids.shop] } },
        }),
      );
      expect(await record.search({ text: '红旗', limit: 5 })).toEqual([]);
    });

    it('lists premises without a position and filters them by words', async () => {
      const { record } = await openRecord();
      const unplaced = [
        shop({ geom: null, unplacedReason: 'noCoordinates' }),
        newRow(entities.premises, ids.eatery, { name: '面馆', address: '红旗路', unplacedReason: 'outOfRange' }),
      ];
      successOf(await record.apply({ change: aWorkspace().withStations(2).toChange() }));
      successOf(await record.apply({ change: put(...unplaced) }));
      expect(await record.unplaced({ text: '', offset: 1, limit: 5 })).toMatchObject({ total: 2, rows: [{ name: '面馆' }] });
      expect(await record.unplaced({ text: '红旗', offset: 0, limit: 5 })).toMatchObject({ total: 2 });
      expect(await record.unplaced({ text: '超市', offset: 0, limit: 5 })).toMatchObject({ total: 1, rows: [{ name: '红旗超市' }] });
      expect(await record.related({ table: 'premises', field: 'unplacedReason', value: 'outOfRange', limit: 5 })).toMatchObject([
        { name: '面馆' },
      ]);
      expect(await record.related({ table: 'premises', field: 'name" OR 1 --', value: 'x', limit: 5 })).toEqual([]);
    });
  });

  describe('where everything lies', () => {
    it('is known without counting, through many rows, removal and undo', async () => {
      const { record } = await openRecord();
      const builder = aWorkspace().withPremises(1500).withRoads(1200).withZones(4);
      successOf(await record.apply({ change: builder.toChange() }));
      const info = await record.info(null);
      const placed = (builder.rows.premises ?? []).filter((row) => row.geom !== null).length;
      expect(info?.counts).toMatchObject({ premises: 1500, placed, unplaced: 1500 - placed, road: 1200, zone: 4 });
      expect(info?.extent?.every(Number.isFinite)).toBe(true);
      const far = newRow(entities.station, ids.shop, { name: '远站', geom: { type: 'Point', coordinates: [130, 50] } });
      successOf(
        await record.apply({ change: { note: { edit: 'editStations', subject: null, count: 1 }, puts: { station: [far] }, deletes: {} } }),
      );
      expect((await record.info(null))?.extent?.[2]).toBeCloseTo(130, 4);
      successOf(await record.undo(null));
      expect((await record.info(null))?.extent).toEqual(info?.extent);
      successOf(await record.undo(null));
      expect(await record.info(null)).toMatchObject({ extent: null, counts: { premises: 0, placed: 0, unplaced: 0 } });
    });
  });

  it('cuts ground tiles anew after a change of what they show', async () => {
    const { record } = await openRecord();
    const [z, x, y] = [12, Math.floor(((118.95 + 180) / 360) * 4096), 1520];
    const tileOf = async () => {
      for (let row = y - 60; row < y + 60; row++) {
        const tile = await record.groundTile({ z, x, y: row });
        if (tile !== null) return tile;
      }
      return null;
    };
    expect(await tileOf()).toBeNull();
    successOf(await record.apply({ change: aWorkspace().withRoads(300).toChange() }));
    expect((await tileOf())?.length).toBeGreaterThan(50);
    successOf(await record.undo(null));
    expect(await tileOf()).toBeNull();
  });

  it('remembers added basemaps in the workspace', async () => {
    const { record } = await openRecord();
    expect(await record.basemaps(null)).toEqual([]);
    expect(await record.addBasemap({ path: '/nowhere/x.pmtiles' })).toMatchObject({ ok: false, failure: { code: 'fileNotFound' } });
  });

  it('gives the same workspace to whichever driver opens it next', async () => {
    const { record, path } = await openRecord();
    successOf(await record.apply({ change: put(shop()) }));
    await record.close(null);
    const other = createRecord({
      intakeWorkerUrl: scriptedIntakeWorkerUrl,
      onEvent: () => undefined,
      driver: sqliteDrivers.find((each) => each !== driver) as (typeof sqliteDrivers)[number],
    });
    expect(successOf(await other.open({ path, create: null, actor: 'other' }))).toMatchObject({ rev: 1, undo: { edit: 'editPremises' } });
    await other.close(null);
  });
});
