import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MultiPolygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MergeOutcome, StoredRow } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities, type Premises, type Road, type TableName } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { seededRandom } from '../../../shared/testing/seeded-random.ts';
import { sealFile } from '../backups/sealed-package.ts';
import { connectionTo } from '../connection.ts';
import { createRecord, type RecordHandle } from '../record.ts';
import { openSqlite } from '../sqlite.ts';
import { contentHash } from '../testing/content-hash.ts';
import { backupWorkerUrl } from '../testing/open-kept-record.ts';
import { scriptedIntakeWorkerUrl, successOf } from '../testing/open-test-record.ts';

const password = '红旗片区的密码';
let folder: string;
let office: RecordHandle;
let field: RecordHandle;
const at = (name: string) => join(folder, name);
const built = aWorkspace().withPremises(160).withHazards(120).withRoads(40).withZones(3);
const zone = built.rows.zone?.[0] as { id: string; name: string };
const ids: string[] = [];
const [LONG_WAY, PASSING_WAY, LOOP_WAY] = [900_001, 900_002, 900_003];
/** The zone lies from 118.96 to 118.97: 20 steps on. */
const LONG_FROM = 118.765;
const aRoad = (osmWayId: number, coordinates: [number, number][]) =>
  newRow(entities.road, crypto.randomUUID(), {
    geom: { type: 'LineString', coordinates },
    osmWayId,
    roadClass: 'primary',
    nodeIds: coordinates.map((_, vertex) => vertex),
    barriers: [3, 20].map((vertex) => ({ vertex, barrier: 'gate', access: null })),
  });
built.with(
  'road',
  aRoad(
    LONG_WAY,
    Array.from({ length: 40 }, (_, step) => [LONG_FROM + step * 0.01, 42.275]),
  ),
  aRoad(LOOP_WAY, [
    [118.965, 42.274],
    [118.98, 42.274],
    [118.99, 42.275],
    [118.98, 42.276],
    [118.965, 42.276],
  ]),
  aRoad(PASSING_WAY, [
    [118.5, 42.27],
    [118.5, 42.9],
    [119.5, 42.9],
  ]),
);

const newRecord = () => createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
const note = (edit: string) => ({ edit, subject: null, count: 1 });
const get = async (record: RecordHandle, id: string, table: TableName = 'premises') => (await record.get({ table, id })) as StoredRow;
const put = async (record: RecordHandle, id: string, values: object, table: TableName = 'premises') => {
  const { fid: _fid, rev: _rev, ...row } = await get(record, id, table);
  const puts = { [table]: [{ ...row, ...values }] } as Change['puts'];
  return successOf(await record.apply({ change: { note: note('editPremises'), puts, deletes: {} } }));
};
const create = async (record: RecordHandle, table: TableName, row: { id: string }) =>
  successOf(await record.apply({ change: { note: note('editPremises'), puts: { [table]: [row] }, deletes: {} } }));
const remove = async (record: RecordHandle, id: string, table: TableName = 'premises') =>
  successOf(await record.apply({ change: { note: note('removePremises'), puts: {}, deletes: { [table]: [id] } } }));
const giveBack = async (name: string) => successOf(await field.giveBackFieldPackage({ target: at(name), password, jobId: name }));
const merge = (name: string, commit: boolean, with_ = password) =>
  office.mergeFieldPackage({ path: at(name), password: with_, jobId: crypto.randomUUID(), commit });
const waiting = async () => (await office.mergeConflicts({ decided: false, offset: 0, limit: 500 })).rows;
const revNow = async () => (await office.info(null))?.rev;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'field-'));
  office = newRecord();
  field = newRecord();
  successOf(await office.open({ path: at('大队.gpkg'), create: { name: '红山大队' }, actor: '王参谋（大队）' }));
  built.rows.premises?.slice(0, 100).forEach((row) => {
    (row as Premises).zoneId = zone.id;
    ids.push(row.id);
  });
  successOf(await office.apply({ change: built.toChange() }));
  const made = successOf(
    await office.makeFieldPackage({ zoneId: zone.id, target: at('东片.fpkg'), password, expiresOn: '2999-12-31', jobId: 'make' }),
  );
  expect(made.counts).toMatchObject({ field_package: 1 });
  successOf(await field.openFieldPackage({ path: at('东片.fpkg'), password, target: at('现场.gpkg'), jobId: 'open' }));
  successOf(await field.open({ path: at('现场.gpkg'), create: null, actor: '李网格（社区）' }));
}, 60_000);
afterAll(async () => {
  await office.close(null);
  await field.close(null);
  rmSync(folder, { recursive: true, force: true });
});

describe('the working copy', () => {
  it('holds the zone, its open hazards and the ground, is marked, and cannot be undone away', async () => {
    const info = await field.info(null);
    expect(info).toMatchObject({ rev: 1, undo: null, openConflicts: 0 });
    expect(info?.fieldPackage).toMatchObject({ zoneName: zone.name, madeBy: '王参谋（大队）', baseRev: 1, expiresOn: '2999-12-31' });
    expect(info?.counts.premises).toBeGreaterThanOrEqual(100);
    expect(info?.counts.premises).toBeLessThan(160);
    expect(info?.counts.hazard).toBeGreaterThan(0);
    expect(await field.undo(null)).toMatchObject({ failure: { code: 'nothingToUndo' } });
    expect(await get(field, ids[0] as string)).toMatchObject({ name: (await get(office, ids[0] as string)).name });
    expect(successOf(await field.verifyLog({ jobId: 'v' })).faultsTotal).toBe(0);
    expect(successOf(await field.outsideEdits(null))).toEqual([]);
    expect(await office.fieldPackages(null)).toMatchObject([{ zoneName: zone.name, merged: [] }]);
    // The long road is cut where it leaves the zone's surroundings; the street that only passes by in its envelope is not there.
    const roads = (await field.all({ table: 'road' })) as unknown as Road[];
    expect(roads.find(({ osmWayId }) => osmWayId === LONG_WAY)).toMatchObject({
      geom: { coordinates: [19, 20, 21].map((step) => [LONG_FROM + step * 0.01, 42.275]) },
      nodeIds: [19, 20, 21],
      barriers: [{ vertex: 1, barrier: 'gate', access: null }],
    });
    expect(roads.some(({ osmWayId }) => osmWayId === PASSING_WAY)).toBe(false);
    // One that leaves and comes back is two.
    const loop = roads.filter(({ osmWayId }) => osmWayId === LOOP_WAY).map(({ nodeIds }) => nodeIds);
    expect(loop.sort()).toEqual([
      [0, 1],
      [3, 4],
    ]);
    expect(await get(field, zone.id, 'zone')).toMatchObject({ geom: (await get(office, zone.id, 'zone')).geom });
    const neighbour = await get(field, built.rows.zone?.[1]?.id as string, 'zone');
    const east = Math.max(...(neighbour.geom as MultiPolygon).coordinates.flat(2).map(([x]) => x as number));
    expect(east).toBeGreaterThan(118.9745);
    expect(east).toBeLessThan(118.9755);
    // Handing out is logged and cannot be undone: the package is about.
    expect((await office.info(null))?.undo?.edit).not.toBe('makeFieldPackage');
  });
});

describe('what comes back', () => {
  const hazardId = crypto.randomUUID();
  const newId = crypto.randomUUID();
  let removedHere: string;
  let removedThere: string;
  let bothRemoved: string;
  let hashBefore: string;

  beforeAll(async () => {
    const childless = ids.filter((id) => !(built.rows.hazard ?? []).some((hazard) => hazard.premisesId === id));
    [removedHere, removedThere, bothRemoved] = childless as [string, string, string];
    await put(field, ids[10] as string, { phone: '13900000001', note: '现场核对' });
    await put(office, ids[10] as string, { seats: 77 });
    await put(field, ids[11] as string, { phone: '13900000002', seats: 5 });
    await put(office, ids[11] as string, { phone: '13800000000', seats: 5 });
    await create(field, 'premises', newRow(entities.premises, newId, { name: '新开的面馆', zoneId: zone.id }));
    await create(
      field,
      'hazard',
      newRow(entities.hazard, hazardId, { premisesId: ids[10] as string, description: '疏散通道堵塞', state: 'found' }),
    );
    await create(
      field,
      'hazard',
      newRow(entities.hazard, crypto.randomUUID(), { premisesId: removedHere, description: '电线老化', state: 'found' }),
    );
    await remove(office, removedHere);
    await put(office, removedThere, { note: '大队补充' });
    await remove(field, removedThere);
    await remove(office, bothRemoved);
    await remove(field, bothRemoved);
    await giveBack('回收.fpkg');
  }, 60_000);

  it('is previewed without a trace', async () => {
    hashBefore = contentHash(at('大队.gpkg'));
    const rev = await revNow();
    const preview: MergeOutcome = successOf(await merge('回收.fpkg', false));
    expect(preview).toMatchObject({
      alreadyMerged: false,
      summary: null,
      tables: { premises: { created: 1, changed: 1, removed: 0 }, hazard: { created: 2, changed: 0, removed: 0 } },
      conflicts: { premises: 3 },
    });
    expect(preview.people).toMatchObject([{ actor: '李网格（社区）' }]);
    expect([await revNow(), contentHash(at('大队.gpkg'))]).toEqual([rev, hashBefore]);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('merges as one change; both values of a conflict are kept; undo takes all of it back', { timeout: 30_000 }, async () => {
    const outcome = successOf(await merge('回收.fpkg', true));
    expect(outcome.summary).toMatchObject({ note: { edit: 'mergeFieldPackage', subject: zone.name } });
    expect(await get(office, ids[10] as string)).toMatchObject({ phone: '13900000001', note: '现场核对', seats: 77 });
    expect(await get(office, ids[11] as string)).toMatchObject({ phone: '13800000000', seats: 5 });
    expect(await get(office, newId)).toMatchObject({ name: '新开的面馆' });
    expect((await get(office, ids[10] as string)).warningColor).not.toBeUndefined();
    const conflicts = await waiting();
    expect(conflicts.map(({ kind, field: name, ours, theirs }) => ({ kind, name, ours, theirs }))).toEqual(
      expect.arrayContaining([{ kind: 'field', name: 'phone', ours: '13800000000', theirs: '13900000002' }]),
    );
    expect(conflicts.map(({ kind }) => kind).sort()).toEqual(['field', 'removedHere', 'removedThere']);
    expect(conflicts.find(({ kind }) => kind === 'field')).toMatchObject({ oursBy: '王参谋（大队）', theirsBy: '李网格（社区）' });
    expect((await office.info(null))?.openConflicts).toBe(3);
    successOf(await office.undo(null));
    expect(contentHash(at('大队.gpkg'))).toBe(hashBefore);
    expect(await waiting()).toEqual([]);
    successOf(await office.redo(null));
    expect(await waiting()).toHaveLength(3);
  });

  it('changes nothing the second time', async () => {
    const rev = await revNow();
    expect(successOf(await merge('回收.fpkg', true))).toMatchObject({ alreadyMerged: true, tables: {}, conflicts: {}, summary: null });
    expect(await revNow()).toBe(rev);
  });

  it('leaves conflicts that survive a restart and are decided by a person, as a change that can be undone', async () => {
    await office.close(null);
    successOf(await office.open({ path: at('大队.gpkg'), create: null, actor: '王参谋（大队）' }));
    const all = await waiting();
    const phone = all.find(({ kind }) => kind === 'field')?.id as string;
    successOf(await office.decideConflicts({ ids: [phone], decision: 'theirs' }));
    expect(await get(office, ids[11] as string)).toMatchObject({ phone: '13900000002' });
    expect((await office.info(null))?.openConflicts).toBe(2);
    expect(await office.decideConflicts({ ids: [phone], decision: 'ours' })).toMatchObject({ failure: { code: 'conflictDecided' } });
    successOf(await office.undo(null));
    expect(await get(office, ids[11] as string)).toMatchObject({ phone: '13800000000' });
    expect((await office.info(null))?.openConflicts).toBe(3);
    successOf(await office.decideConflicts({ ids: all.map(({ id }) => id), decision: 'theirs' }));
    expect(await get(office, removedHere)).toMatchObject({ zoneId: zone.id });
    expect(await office.get({ table: 'premises', id: removedThere })).toBeNull();
    successOf(await office.undo(null));
    successOf(await office.decideConflicts({ ids: all.map(({ id }) => id), decision: 'ours' }));
    expect(await office.get({ table: 'premises', id: removedHere })).toBeNull();
    expect(await get(office, removedThere)).toMatchObject({ note: '大队补充' });
    const decided = await office.mergeConflicts({ decided: true, offset: 0, limit: 10 });
    expect(decided).toMatchObject({ total: 3 });
    expect(decided.rows.every(({ decidedBy, decision }) => decidedBy === '王参谋（大队）' && decision === 'ours')).toBe(true);
  });

  it('of a copy that went on working merges from where it was last merged', { timeout: 30_000 }, async () => {
    await put(field, ids[12] as string, { note: '又去了一次' });
    await giveBack('回收二.fpkg');
    const outcome = successOf(await merge('回收二.fpkg', true));
    expect(outcome).toMatchObject({ tables: { premises: { created: 0, changed: 1, removed: 0 } }, conflicts: {} });
    expect(await get(office, ids[11] as string)).toMatchObject({ phone: '13800000000' });
    expect((await office.fieldPackages(null))[0]?.merged).toHaveLength(2);
  });

  it('after random edits on both sides stands as if they had been made in one place', { timeout: 60_000 }, async () => {
    const random = seededRandom(42);
    const fields = ['note', 'phone', 'seats', 'beds', 'address'] as const;
    const here = new Map<string, Record<string, unknown>>();
    const there = new Map<string, Record<string, unknown>>();
    for (const [record, edits] of [
      [office, here],
      [field, there],
    ] as const) {
      for (let count = 0; count < 60; count++) {
        const id = ids[20 + random.integer(25)] as string;
        const name = random.pick(fields);
        const value = name === 'seats' || name === 'beds' ? 1000 + random.integer(3) : `值${random.integer(3)}`;
        edits.set(id, { ...edits.get(id), [name]: value });
        await put(record, id, { [name]: value });
      }
    }
    const before = new Map((await waiting()).map(({ id }) => [id, true]));
    await giveBack('回收三.fpkg');
    successOf(await merge('回收三.fpkg', true));
    const asked = new Set((await waiting()).filter(({ id }) => !before.has(id)).map(({ recordId, field: name }) => `${recordId}/${name}`));
    let differing = 0;
    for (const id of new Set([...here.keys(), ...there.keys()])) {
      const row = await get(office, id);
      for (const name of fields) {
        const [ours, theirs] = [here.get(id)?.[name], there.get(id)?.[name]];
        if (ours === undefined && theirs === undefined) continue;
        const conflict = ours !== undefined && theirs !== undefined && ours !== theirs;
        if (conflict) differing++;
        expect(asked.has(`${id}/${name}`)).toBe(conflict);
        expect(row[name]).toBe(ours ?? theirs);
      }
    }
    expect(differing).toBeGreaterThan(3);
    expect(asked.size).toBe(differing);
  });
});

describe('a working copy past its last day', () => {
  it('still takes what was found in the field, is given back and merged: records are worth more than a date', {
    timeout: 60_000,
  }, async () => {
    const late = newRecord();
    try {
      const made = { zoneId: zone.id, target: at('过期.fpkg'), password, expiresOn: '2020-01-01', jobId: 'e' };
      successOf(await office.makeFieldPackage(made));
      vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-01-01T20:00:00') });
      successOf(await late.openFieldPackage({ path: at('过期.fpkg'), password, target: at('过期的现场.gpkg'), jobId: 'e' }));
      vi.useRealTimers();
      successOf(await late.open({ path: at('过期的现场.gpkg'), create: null, actor: '李网格（社区）' }));
      expect(await late.info(null)).toMatchObject({ readOnly: null, fieldPackage: { expiresOn: '2020-01-01' } });
      await put(late, ids[50] as string, { note: '过期后登记' });
      successOf(await late.giveBackFieldPackage({ target: at('过期回收.fpkg'), password, jobId: 'e' }));
      const merged = successOf(await merge('过期回收.fpkg', true));
      expect(merged).toMatchObject({ package: { expiresOn: '2020-01-01' }, tables: { premises: { changed: 1 } } });
      expect(await get(office, ids[50] as string)).toMatchObject({ note: '过期后登记' });
    } finally {
      vi.useRealTimers();
      await late.close(null);
    }
  });
});

describe('a package is refused', () => {
  const codeOf = async (name: string, with_ = password) => {
    const rev = await revNow();
    const answer = await merge(name, true, with_);
    expect(await revNow()).toBe(rev);
    expect(readdirSync(folder).filter((file) => file.includes('partial'))).toEqual([]);
    return answer.ok ? 'merged' : answer.failure.code;
  };

  it('with another password, damaged, cut off, or holding something else', { timeout: 30_000 }, async () => {
    await giveBack('好.fpkg');
    expect(await codeOf('好.fpkg', '别的密码12345')).toBe('passwordWrong');
    const bytes = readFileSync(at('好.fpkg'));
    writeFileSync(at('短.fpkg'), bytes.subarray(0, bytes.length - 100));
    expect(await codeOf('短.fpkg')).toBe('packageTruncated');
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(at('坏.fpkg'), bytes);
    expect(await codeOf('坏.fpkg')).toBe('packageDamaged');
    expect(await codeOf('东片.fpkg')).toBe('packageIsFieldPackage');
    writeFileSync(at('不是.fpkg'), 'not a package at all');
    expect(await codeOf('不是.fpkg')).toBe('packageUnknown');
    const again = await field.openFieldPackage({ path: at('好.fpkg'), password, target: at('x.gpkg'), jobId: 'x' });
    expect(again).toMatchObject({ failure: { code: 'packageIsFieldReturn' } });
    expect(existsSync(at('x.gpkg'))).toBe(false);
  });

  it('made of another workspace', { timeout: 30_000 }, async () => {
    const other = newRecord();
    successOf(await other.open({ path: at('另一大队.gpkg'), create: { name: '另一大队' }, actor: 'x' }));
    const refused = await other.mergeFieldPackage({ path: at('好.fpkg'), password, jobId: 'o', commit: true });
    expect(refused).toMatchObject({ failure: { code: 'packageOtherWorkspace', details: { name: '红山大队' } } });
    expect(await other.giveBackFieldPackage({ target: at('y.fpkg'), password, jobId: 'y' })).toMatchObject({
      failure: { code: 'notAWorkingCopy' },
    });
    await other.close(null);
  });

  it('made of this workspace after a state the open file never had', { timeout: 60_000 }, async () => {
    // A restored disk brings an older file back, and work goes on in it another way than it went before.
    await office.close(null);
    copyFileSync(at('大队.gpkg'), at('早先的副本.gpkg'));
    successOf(await office.open({ path: at('大队.gpkg'), create: null, actor: '王参谋（大队）' }));
    await put(office, ids[40] as string, { note: '这边的路' });
    const expiresOn = '2999-12-31';
    successOf(await office.makeFieldPackage({ zoneId: zone.id, target: at('后来.fpkg'), password, expiresOn, jobId: 'l' }));
    const later = newRecord();
    successOf(await later.openFieldPackage({ path: at('后来.fpkg'), password, target: at('后来的现场.gpkg'), jobId: 'l' }));
    successOf(await later.open({ path: at('后来的现场.gpkg'), create: null, actor: '李网格（社区）' }));
    successOf(await later.giveBackFieldPackage({ target: at('后来回收.fpkg'), password, jobId: 'l' }));
    await later.close(null);
    const older = newRecord();
    successOf(await older.open({ path: at('早先的副本.gpkg'), create: null, actor: '王参谋（大队）' }));
    const mergeOlder = async () => {
      const rev = (await older.info(null))?.rev;
      const answer = await older.mergeFieldPackage({ path: at('后来回收.fpkg'), password, jobId: 'l', commit: true });
      expect((await older.info(null))?.rev).toBe(rev);
      return answer;
    };
    expect(await mergeOlder()).toMatchObject({ failure: { code: 'packageOtherHistory' } });
    await put(older, ids[40] as string, { note: '另一条路' });
    await put(older, ids[41] as string, { note: '另一条路' });
    expect(await mergeOlder()).toMatchObject({ failure: { code: 'packageOtherHistory' } });
    await older.close(null);
    expect(await merge('后来回收.fpkg', false)).toMatchObject({ ok: true, value: { alreadyMerged: false } });
  });

  /** Works on a copy of the working copy, as another program could, and packs that. */
  const tampered = async (name: string, sql: string) => {
    await field.close(null);
    copyFileSync(at('现场.gpkg'), at(`${name}.gpkg`));
    const database = connectionTo(openSqlite(at(`${name}.gpkg`), { readOnly: false }));
    database.exec(sql);
    database.close();
    sealFile(at(`${name}.gpkg`), at(`${name}.fpkg`), password, { contents: 'fieldReturn' });
    successOf(await field.open({ path: at('现场.gpkg'), create: null, actor: '李网格（社区）' }));
    return codeOf(`${name}.fpkg`);
  };

  it('changed behind the record, or of an older or newer schema', { timeout: 60_000 }, async () => {
    expect(await tampered('改行', `UPDATE premises SET phone = '1' WHERE id = '${ids[30]}'`)).toBe('packageTampered');
    expect(await tampered('改史', "UPDATE change_log SET actor = '别人' WHERE rev = 2")).toBe('packageTampered');
    expect(await tampered('旧', 'UPDATE workspace_meta SET schema_version = 3')).toBe('packageOlderSchema');
    expect(await tampered('新', 'UPDATE workspace_meta SET schema_version = 99')).toBe('packageNewerSchema');
  });

  it('after its last day, and for a zone that is not there', { timeout: 30_000 }, async () => {
    const make = (zoneId: string, expiresOn: string) =>
      office.makeFieldPackage({ zoneId, target: at(`${expiresOn}.fpkg`), password, expiresOn, jobId: 'm' });
    expect(await make(crypto.randomUUID(), '2999-01-01')).toMatchObject({ failure: { code: 'zoneUnknown' } });
    successOf(await make(zone.id, '2020-01-01'));
    const late = await field.openFieldPackage({ path: at('2020-01-01.fpkg'), password, target: at('late.gpkg'), jobId: 'l' });
    expect(late).toMatchObject({ failure: { code: 'packageExpired', details: { expiresOn: '2020-01-01' } } });
    expect(existsSync(at('late.gpkg'))).toBe(false);
  });

  it('when cancelled, with nothing left behind', { timeout: 30_000 }, async () => {
    const rev = await revNow();
    const merging = office.mergeFieldPackage({ path: at('好.fpkg'), password, jobId: 'stop', commit: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await office.cancelJob({ jobId: 'stop' });
    expect(await merging).toMatchObject({ failure: { code: 'cancelled' } });
    const making = office.makeFieldPackage({ zoneId: zone.id, target: at('停.fpkg'), password, expiresOn: '2999-01-01', jobId: 'stop' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await office.cancelJob({ jobId: 'stop' });
    expect(await making).toMatchObject({ failure: { code: 'cancelled' } });
    expect(existsSync(at('停.fpkg'))).toBe(false);
    expect(await revNow()).toBe(rev);
    expect(readdirSync(folder).filter((file) => file.includes('partial') || file.startsWith('.copy'))).toEqual([]);
  });
});
