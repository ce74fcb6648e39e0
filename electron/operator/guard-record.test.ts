import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities, entityOf, type Operator, operatorRoles, type TableName, tableNames } from '../../shared/model/index.ts';
import { personalMask } from '../../shared/model/personal-mask.ts';
import { type AccessRole, allows, backupNeeds, fieldPackageNeeds, needOfChange, tableNeeds } from '../../shared/rules/permissions.ts';
import { searchable } from '../record/search-index.ts';
import { openTestRecord, scriptedImport, successOf, type TestRecord } from '../record/testing/open-test-record.ts';
import { type Asker, type GuardedRecord, guardRecord } from './guard-record.ts';
import { isPersonal } from './mask-personal.ts';

const operator = (role: Operator['role']): Operator => ({ name: '张三', unit: '东街消防所', role });
const note = { edit: 'editPremises', subject: null, count: 1 };
const phone = '13800001234';

let opened: TestRecord;
let guarded: GuardedRecord;
beforeEach(async () => {
  opened = await openTestRecord();
  guarded = guardRecord(opened.record);
  successOf(await guarded.ask('open', { path: opened.path, create: null, operator: operator('administrator') }, 'host'));
});
afterEach(() => opened.dispose());

const workAs = (role: Operator['role']) => guarded.ask('setOperator', operator(role), 'host');
/** A row of any table with every personal field filled. */
function personalRow(table: TableName): Record<string, unknown> {
  const entity = entityOf(table);
  const row: Record<string, unknown> = { ...newRow(entity, crypto.randomUUID(), {}) };
  for (const [name, field] of Object.entries(entity.fields)) {
    if (field.personal) row[name] = phone;
    else if (field.required && field.sql === 'text') row[name] = '名';
  }
  return row;
}
const putting = (table: TableName, row = personalRow(table)): Change => ({ note, puts: { [table]: [row] }, deletes: {} }) as Change;
const everyTable = (): Change => ({
  note,
  puts: Object.fromEntries(tableNames.map((table) => [table, [personalRow(table)]])),
  deletes: {},
});

const accesses: [AccessRole, Operator['role'], Asker][] = [
  ...operatorRoles.map((role): [AccessRole, Operator['role'], Asker] => [role, role, 'main']),
  ['wall', 'administrator', 'wall'],
  ['snapshot', 'administrator', 'snapshot'],
];

describe.each(accesses)('as %s', (access, role, asker) => {
  const refusal = (need: string) => ({ ok: false, failure: { code: 'roleForbids', details: { role: access, need } } });

  test('changes only the tables the role may change, by put and by delete', async () => {
    await workAs(role);
    for (const table of tableNames) {
      const before = opened.record.version()?.rev;
      const row = personalRow(table);
      const answer = await guarded.ask('apply', { change: putting(table, row) }, asker);
      if (allows(access, tableNeeds[table])) {
        successOf(answer);
        successOf(await guarded.ask('apply', { change: { note, puts: {}, deletes: { [table]: [row.id as string] } } }, asker));
      } else {
        expect(answer, table).toEqual(refusal(tableNeeds[table]));
        const deleting = await guarded.ask('apply', { change: { note, puts: {}, deletes: { [table]: [row.id as string] } } }, asker);
        expect(deleting, table).toEqual(refusal(tableNeeds[table]));
        expect(opened.record.version()?.rev).toBe(before);
      }
    }
  });

  test('takes back only what the role could have done', async () => {
    successOf(await guarded.ask('apply', { change: putting('zone') }, 'host'));
    await workAs(role);
    const undone = await guarded.ask('undo', null, asker);
    expect(undone).toMatchObject(allows(access, 'planner') ? { ok: true } : refusal('planner'));
    if (!undone.ok) successOf(await guarded.ask('undo', null, 'host'));
    expect(await guarded.ask('redo', null, asker)).toMatchObject(allows(access, 'planner') ? { ok: true } : refusal('planner'));
  });

  test('imports and undoes imports as far as the role goes', async () => {
    await workAs(role);
    const importing = (as: 'premises' | 'zones', commit: boolean) =>
      guarded.ask('runImport', { jobId: 'a', request: { ...scriptedImport('premises=3'), as }, commit }, asker);
    const may = allows(access, 'recorder');
    expect(await importing('premises', false)).toMatchObject(may ? { ok: true } : refusal('recorder'));
    expect(await importing('premises', true)).toMatchObject(may ? { ok: true } : refusal('recorder'));
    expect(await importing('zones', true)).toMatchObject(allows(access, 'planner') ? { ok: true } : refusal('planner'));
    const batch = successOf(
      await guarded.ask('runImport', { jobId: 'b', request: scriptedImport('premises=5&start=50'), commit: true }, 'host'),
    );
    const undone = await guarded.ask('undoBatch', { importBatchId: batch.importBatchId ?? '' }, asker);
    expect(undone).toMatchObject(may ? { ok: true } : refusal('recorder'));
  });

  test('basemaps and the sample are an administrator’s', async () => {
    await workAs(role);
    const path = join(opened.folder, 'x.pmtiles');
    writeFileSync(path, 'no archive');
    const may = allows(access, 'administrator');
    expect(await guarded.ask('addBasemap', { path }, asker)).toMatchObject(
      may ? { failure: { code: expect.stringMatching(/^basemap/) } } : refusal('administrator'),
    );
    expect(await guarded.ask('removeBasemap', { id: 'x' }, asker)).toMatchObject(may ? {} : refusal('administrator'));
    if (!may) expect(await guarded.ask('generateSample', { jobId: 's' }, asker)).toEqual(refusal('administrator'));
  });

  test('the way back from a damaged file, restores, copies and packages need their roles', async () => {
    await workAs(role);
    const other = join(opened.folder, '别的.gpkg');
    const asked: [keyof typeof backupNeeds, () => Promise<unknown>][] = [
      ['list', () => guarded.ask('backups', { path: other, check: false }, asker)],
      ['create', () => guarded.ask('createBackup', null, asker)],
      ['previewRestore', () => guarded.ask('previewRestore', { id: 'x' }, asker)],
      ['restore', () => guarded.ask('restoreBackup', { id: 'x' }, asker)],
      ['recover', () => guarded.ask('recoverWorkspace', { path: other, id: 'x' }, asker)],
      ['acceptAsIs', () => guarded.ask('acceptAsIs', { path: other }, asker)],
      ['copyToUsb', () => guarded.ask('copyOut', { target: other, password: null }, asker)],
      ['openPackage', () => guarded.ask('openPackage', { path: other, password: 'x', target: other }, asker)],
      ['chooseSecondFolder', () => guarded.ask('setBackupSettings', { secondFolder: null }, asker)],
    ];
    expect(asked.map(([name]) => name)).toEqual(Object.keys(backupNeeds));
    for (const [name, ask] of asked) {
      const answer = await ask();
      if (!allows(access, backupNeeds[name])) expect(answer, name).toEqual(refusal(backupNeeds[name]));
      // This record keeps no backups: whoever may ask is told so.
      else expect(answer, name).toMatchObject(name === 'acceptAsIs' ? { ok: true } : { failure: { code: 'backupsOff' } });
    }
  });

  test('field packages need their roles, and so does looking at both values of a conflict', async () => {
    await workAs(role);
    const other = join(opened.folder, '现场.fpkg');
    const id = crypto.randomUUID();
    const job = { password: 'x', jobId: 'x' };
    const asked: [keyof typeof fieldPackageNeeds, () => Promise<unknown>][] = [
      ['make', () => guarded.ask('makeFieldPackage', { ...job, zoneId: id, target: other, expiresOn: '2999-01-01' }, asker)],
      ['open', () => guarded.ask('openFieldPackage', { ...job, path: other, target: other }, asker)],
      ['giveBack', () => guarded.ask('giveBackFieldPackage', { ...job, target: other }, asker)],
      ['merge', () => guarded.ask('mergeFieldPackage', { ...job, path: other, commit: true }, asker)],
      ['decide', () => guarded.ask('decideConflicts', { ids: [id], decision: 'ours' }, asker)],
    ];
    expect(asked.map(([name]) => name)).toEqual(Object.keys(fieldPackageNeeds));
    for (const [name, ask] of asked) {
      const code = name === 'decide' ? 'conflictDecided' : 'backupsOff';
      expect(await ask(), name).toMatchObject(
        allows(access, fieldPackageNeeds[name]) ? { failure: { code } } : refusal(fieldPackageNeeds[name]),
      );
    }
    expect(await guarded.ask('measureFieldPackage', { zoneId: id }, asker)).toMatchObject(
      allows(access, fieldPackageNeeds.make) ? { failure: { code: 'zoneUnknown' } } : refusal(fieldPackageNeeds.make),
    );
  });

  test('personal fields are masked in every way of reading, or shown in all', async () => {
    successOf(await guarded.ask('apply', { change: everyTable() }, 'host'));
    await workAs(role);
    const shown = allows(access, 'recorder');
    for (const table of tableNames) {
      const personal = Object.keys(entityOf(table).fields).filter((field) => isPersonal(table, field));
      const ways: Record<string, StoredRow | null | undefined> = {};
      const [first] = await guarded.ask('all', { table }, asker);
      ways.all = first;
      [ways.page] = await guarded.ask('page', { table, afterFid: 0, limit: 10 }, asker);
      ways.get = await guarded.ask('get', { table, id: first!.id }, asker);
      ways.byFid = await guarded.ask('byFid', { table, fid: first!.fid }, asker);
      [ways.related] = await guarded.ask('related', { table, field: 'id', value: first!.id, limit: 5 }, asker);
      if (table === 'premises') [ways.unplaced] = (await guarded.ask('unplaced', { text: '', offset: 0, limit: 5 }, asker)).rows;
      for (const [way, row] of Object.entries(ways)) {
        if (way !== 'related') expect(row, `${table} by ${way}`).toBeTruthy();
        for (const field of personal) if (row) expect(row[field], `${table}.${field} by ${way}`).toBe(shown ? phone : personalMask);
      }
      for (const field of personal) {
        const value = entityOf(table).fields[field]?.sql === 'json' ? JSON.stringify(phone) : phone;
        const asked = await guarded.ask('related', { table, field, value, limit: 5 }, asker);
        expect(asked.length, `${table} by ${field}`).toBe(shown ? 1 : 0);
      }
    }
    const answers = JSON.stringify([
      await guarded.ask('mergeConflicts', { decided: false, offset: 0, limit: 10 }, asker),
      await guarded.ask('search', { text: phone, limit: 10 }, asker),
      await guarded.ask('info', null, asker),
    ]);
    expect(answers).not.toContain(phone);
  });

  test('what belongs to the main process is not to be had', () => {
    expect(() => guarded.ask('setOperator', operator('administrator'), asker)).toThrow();
    expect(() => guarded.ask('close', null, asker)).toThrow();
    expect(() => guarded.ask('open', { path: opened.path, create: null, operator: operator('administrator') }, asker)).toThrow();
  });
});

test('before a workspace was opened for somebody, nobody may write', async () => {
  const unopened = guardRecord(opened.record);
  expect(await unopened.ask('apply', { change: putting('premises') }, 'main')).toMatchObject({ failure: { code: 'roleForbids' } });
});

test('who may recover a workspace is known before any opens', async () => {
  const unopened = guardRecord(opened.record);
  const path = join(opened.folder, '坏的.gpkg');
  expect(await unopened.ask('acceptAsIs', { path }, 'main')).toMatchObject({ failure: { code: 'roleForbids' } });
  await unopened.ask('setOperator', operator('recorder'), 'host');
  expect(await unopened.ask('acceptAsIs', { path }, 'main')).toMatchObject({ failure: { code: 'roleForbids' } });
  await unopened.ask('setOperator', operator('administrator'), 'host');
  successOf(await unopened.ask('acceptAsIs', { path }, 'main'));
});

test('changes name the operator and the unit, from the next change on when somebody else goes on', async () => {
  successOf(await guarded.ask('apply', { change: putting('premises') }, 'main'));
  await guarded.ask('setOperator', { name: '李四', unit: '', role: 'recorder' }, 'host');
  successOf(await guarded.ask('runImport', { jobId: 'a', request: scriptedImport('premises=2'), commit: true }, 'main'));
  const history = await guarded.ask('history', { before: null, limit: 10 }, 'main');
  expect(history.map(({ actor }) => actor)).toEqual(['李四', '张三（东街消防所）']);
  expect((await guarded.ask('all', { table: 'import_batch' }, 'main'))[0]?.actor).toBe('李四');
});

test('no personal field can be searched for', () => {
  for (const [table, { other }] of Object.entries(searchable)) {
    for (const field of ['name', ...other]) expect(isPersonal(table as TableName, field), `${table}.${field}`).toBe(false);
  }
});

test('a change of several tables needs the highest of their roles', () => {
  expect(needOfChange({ puts: {}, deletes: {} })).toBe('recorder');
  expect(needOfChange({ puts: { premises: [], setting: [] }, deletes: {} })).toBe('recorder');
  expect(needOfChange({ puts: { premises: [newRow(entities.premises, 'x', {})] }, deletes: { zone: ['y'] } })).toBe('planner');
  expect(needOfChange({ puts: { premises: [newRow(entities.premises, 'x', {})] }, deletes: { setting: ['y'] } })).toBe('administrator');
});
