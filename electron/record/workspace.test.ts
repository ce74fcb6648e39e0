import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entityOf, tableNames } from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { openReader } from './connection.ts';
import { schemaVersion } from './migrations/index.ts';
import { createRecord } from './record.ts';
import { openSqlite, type SqliteDriver, sqliteDrivers } from './sqlite.ts';
import { columnOfField } from './table-layout.ts';
import { openTestRecord, scriptedImport, scriptedIntakeWorkerUrl, successOf, type TestRecord } from './testing/open-test-record.ts';
import { lockPathOf } from './workspace-lock.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
});
afterEach(() => test.dispose());

const bytesHash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const reopen = () => test.record.open({ path: test.path, create: null, actor: 'tester' });
const withDatabase = (path: string, sql: string, driver?: SqliteDriver) => {
  const database = openSqlite(path, { readOnly: false, driver });
  database.exec(sql);
  database.close();
};

describe('closing', () => {
  it.each(sqliteDrivers)('folds every commit into the file, even while another program has it open (%s)', async (driver) => {
    await test.record.close(null);
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined, driver });
    successOf(await record.open({ path: test.path, create: null, actor: 'tester' }));
    successOf(await record.apply({ change: aWorkspace().withPremises(5).toChange() }));
    const other = openReader(test.path, driver);
    expect(other.get('SELECT count(*) AS n FROM premises')).toEqual({ n: 5 });
    expect(statSync(`${test.path}-wal`).size).toBeGreaterThan(0);
    await record.close(null);
    expect(statSync(`${test.path}-wal`).size).toBe(0);
    other.close();
  });
});

describe('the schema', () => {
  it('is what the entities say', () => {
    const connection = openReader(test.path);
    const sqlTypes = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'BOOLEAN', json: 'TEXT' };
    for (const table of tableNames) {
      const entity = entityOf(table);
      const expected: Record<string, [type: string, notNull: number]> = { fid: ['INTEGER', 1], id: ['TEXT', 1], rev: ['INTEGER', 1] };
      if (entity.geometry !== null) expected.geom = [entity.geometry, 0];
      for (const [field, { sql, required }] of Object.entries(entity.fields))
        expected[columnOfField(field)] = [sqlTypes[sql], required ? 1 : 0];
      const columns = connection.all<{ name: string; type: string; notnull: number }>(`PRAGMA table_info(${table})`);
      expect(Object.fromEntries(columns.map(({ name, type, notnull }) => [name, [type, notnull]]))).toEqual(expected);
      const indexes = connection.all<{ name: string; unique: number; partial: number }>(`PRAGMA index_list(${table})`);
      if ('sourceRef' in entity.fields)
        expect(indexes).toContainEqual(expect.objectContaining({ name: `${table}_source_ref`, unique: 1, partial: 1 }));
    }
    connection.close();
  });

  it('registers every layer and table as GeoPackage wants it', () => {
    const connection = openReader(test.path);
    expect(connection.get('PRAGMA application_id')).toEqual({ application_id: 0x47504b47 });
    expect(connection.get('PRAGMA user_version')).toEqual({ user_version: 10300 });
    expect(connection.all<{ srs_id: number }>('SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1').map((row) => row.srs_id)).toEqual([
      -1, 0, 4326,
    ]);
    const contents = connection.all<{ table_name: string; data_type: string }>('SELECT table_name, data_type FROM gpkg_contents');
    expect(Object.fromEntries(contents.map((row) => [row.table_name, row.data_type]))).toEqual(
      Object.fromEntries(tableNames.map((table) => [table, entityOf(table).geometry === null ? 'attributes' : 'features'])),
    );
    const layers = connection.all<{ table_name: string; geometry_type_name: string }>(
      'SELECT table_name, geometry_type_name FROM gpkg_geometry_columns',
    );
    expect(Object.fromEntries(layers.map((row) => [row.table_name, row.geometry_type_name]))).toEqual(
      Object.fromEntries(tableNames.filter((table) => entityOf(table).geometry !== null).map((table) => [table, entityOf(table).geometry])),
    );
    connection.close();
  });
});

describe('the file', () => {
  it('is read by GDAL with the same counts and no warning', async ({ skip }) => {
    const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;
    skip(!hasGdal, 'ogrinfo (gdal-bin) is not installed');
    const builder = aWorkspace().withPremises(1300).withHazards(200).withStations(5).withRoads(60).withZones(3);
    successOf(await test.record.apply({ change: builder.toChange() }));
    await test.record.close(null);
    const read = spawnSync('ogrinfo', ['-so', '-al', test.path], { encoding: 'utf8' });
    expect({ status: read.status, stderr: read.stderr }).toEqual({ status: 0, stderr: '' });
    const counts = Object.fromEntries(
      [...read.stdout.matchAll(/Layer name: (\w+)[\s\S]*?Feature Count: (\d+)/g)].map(([, layer, count]) => [layer, Number(count)]),
    );
    expect(counts).toMatchObject({ premises: 1300, hazard: 200, station: 5, road: 60, zone: 3, building: 0, setting: 0 });
    expect(Object.keys(counts).sort()).toEqual([...tableNames].sort());
    // The spatial index and the layer's bounds serve it too: a box query goes through the R-tree.
    const box = spawnSync('ogrinfo', ['-so', '-spat', '118.9', '42.2', '119', '42.3', test.path, 'premises'], { encoding: 'utf8' });
    const inBox = (builder.rows.premises ?? []).filter(({ geom }) => {
      const [lon, lat] = geom?.type === 'Point' ? (geom.coordinates as [number, number]) : [0, 0];
      return lon >= 118.9 && lon <= 119 && lat >= 42.2 && lat <= 42.3;
    });
    expect(Number(/Feature Count: (\d+)/.exec(box.stdout)?.[1])).toBe(inBox.length);
  });

  it('is one file after closing, and untouched by opening and reading', async () => {
    successOf(await test.record.apply({ change: aWorkspace().withPremises(30).toChange() }));
    await test.record.close(null);
    expect(readdirSync(test.folder)).toEqual(['工作区.gpkg']);
    const before = bytesHash(test.path);
    successOf(await reopen());
    await test.record.search({ text: '店', limit: 5 });
    await test.record.close(null);
    expect(bytesHash(test.path)).toBe(before);
  });
});

describe('opening', () => {
  it('never overwrites a file and never starts empty in silence', async () => {
    expect(await test.record.open({ path: test.path, create: { name: 'x' }, actor: 'a' })).toMatchObject({
      failure: { code: 'workspaceExists' },
    });
    const missing = join(test.folder, 'missing.gpkg');
    expect(await test.record.open({ path: missing, create: null, actor: 'a' })).toMatchObject({ failure: { code: 'workspaceNotFound' } });
    expect(existsSync(missing)).toBe(false);
  });

  it('refuses what is no database', async () => {
    const path = join(test.folder, 'letter.gpkg');
    for (const content of ['', 'Dear Sir or Madam,'.repeat(40)]) {
      writeFileSync(path, content);
      expect(await test.record.open({ path, create: null, actor: 'a' })).toMatchObject({ failure: { code: 'notADatabase' } });
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });

  it("refuses another program's database and GeoPackage", async () => {
    const path = join(test.folder, 'other.gpkg');
    withDatabase(path, 'CREATE TABLE t (x)');
    expect(await test.record.open({ path, create: null, actor: 'a' })).toMatchObject({ failure: { code: 'notAWorkspace' } });
    withDatabase(path, 'PRAGMA application_id = 1196444487');
    expect(await test.record.open({ path, create: null, actor: 'a' })).toMatchObject({ failure: { code: 'notAWorkspace' } });
  });

  it('refuses a damaged file and leaves it as it is', async () => {
    successOf(await test.record.apply({ change: aWorkspace().withPremises(200).toChange() }));
    await test.record.close(null);
    truncateSync(test.path, Math.floor(readFileSync(test.path).length / 2));
    const before = bytesHash(test.path);
    expect(await reopen()).toMatchObject({ failure: { code: 'workspaceCorrupt' } });
    expect(bytesHash(test.path)).toBe(before);
    writeFileSync(test.path, Buffer.concat([readFileSync(test.path).subarray(0, 100), Buffer.alloc(500_000, 7)]));
    expect(await reopen()).toMatchObject({ failure: { code: 'workspaceCorrupt' } });
  });

  it('opens a newer schema to be read only and leaves every byte', async () => {
    successOf(await test.record.apply({ change: aWorkspace().withPremises(20).toChange() }));
    await test.record.close(null);
    withDatabase(test.path, `UPDATE workspace_meta SET schema_version = ${schemaVersion + 1}; ALTER TABLE setting ADD COLUMN later TEXT`);
    const before = bytesHash(test.path);
    expect(successOf(await reopen())).toMatchObject({
      readOnly: 'newerSchema',
      schemaVersion: schemaVersion + 1,
      counts: { premises: 20 },
    });
    const { record } = test;
    const [row] = await record.page({ table: 'premises', afterFid: 0, limit: 1 });
    expect(await record.historyOf({ table: 'premises', id: row?.id as string, before: null, limit: 5 })).toHaveLength(1);
    expect(await record.stateAt({ when: { rev: 0 }, table: 'premises', afterFid: 0, limit: 5 })).toMatchObject({ value: { total: 0 } });
    expect(await record.verifyLog({ jobId: 'v' })).toMatchObject({ value: { faultsTotal: 0 } });
    expect(await record.search({ text: '店', limit: 5 })).not.toBeNull();
    expect([...(record.columns('premises', 50) ?? [])]).toHaveLength(1);
    const refused = { ok: false, failure: { code: 'readOnly', details: {} } };
    expect(await record.apply({ change: aWorkspace().withStations(1).toChange() })).toEqual(refused);
    expect(await record.undo(null)).toEqual(refused);
    expect(await record.redo(null)).toEqual(refused);
    expect(await record.undoBatch({ importBatchId: crypto.randomUUID() })).toEqual(refused);
    expect(await record.runImport({ jobId: 'i', request: scriptedImport('premises=3'), commit: true })).toEqual(refused);
    expect(await record.generateSample({ jobId: 's' })).toEqual(refused);
    expect(await record.adoptOutsideEdits({ jobId: 'o' })).toEqual(refused);
    expect(await record.rejectOutsideEdits({ jobId: 'o' })).toEqual(refused);
    await record.close(null);
    expect(bytesHash(test.path)).toBe(before);
    expect(readdirSync(test.folder)).toEqual(['工作区.gpkg']);
  });

  it('refuses a workspace another program took a column or a table from', async () => {
    await test.record.close(null);
    withDatabase(test.path, 'ALTER TABLE person DROP COLUMN unit');
    expect(await reopen()).toMatchObject({ failure: { code: 'workspaceCorrupt' } });
    withDatabase(test.path, 'ALTER TABLE person ADD COLUMN unit TEXT');
    successOf(await reopen());
    await test.record.close(null);
    withDatabase(test.path, 'DROP TABLE campaign');
    expect(await reopen()).toMatchObject({ failure: { code: 'workspaceCorrupt' } });
  });

  it('refuses a newer schema it cannot read and leaves every byte', async () => {
    await test.record.close(null);
    withDatabase(
      test.path,
      `UPDATE workspace_meta SET schema_version = ${schemaVersion + 1}; ALTER TABLE person RENAME COLUMN unit TO organization`,
    );
    const before = bytesHash(test.path);
    expect(await reopen()).toEqual({
      ok: false,
      failure: { code: 'schemaTooNew', details: { path: test.path, version: schemaVersion + 1, known: schemaVersion } },
    });
    expect(bytesHash(test.path)).toBe(before);
    expect(readdirSync(test.folder)).toEqual(['工作区.gpkg']);
  });

  it('clears away a creation that was cut short', async () => {
    const path = join(test.folder, '新.gpkg');
    writeFileSync(`${path}.new`, 'half');
    successOf(await test.record.open({ path, create: { name: 'x' }, actor: 'a' }));
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});

describe('the lock', () => {
  it('names who has the workspace open', async () => {
    const second = await openTestRecord();
    expect(await second.record.open({ path: test.path, create: null, actor: 'b' })).toMatchObject({
      ok: false,
      failure: { code: 'workspaceInUse', details: { host: hostname(), pid: process.pid } },
    });
    await test.record.close(null);
    successOf(await second.record.open({ path: test.path, create: null, actor: 'b' }));
    await second.dispose();
  });

  it('is taken over from a process that is gone', async () => {
    await test.record.close(null);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const since = new Date().toISOString();
    for (const content of [JSON.stringify({ host: hostname(), user: 'x', pid: gone, since }), 'not json']) {
      writeFileSync(lockPathOf(test.path), content);
      successOf(await reopen());
      await test.record.close(null);
    }
  });

  it('is respected from another computer while it is fresh', async () => {
    await test.record.close(null);
    const holder = { host: 'other-pc', user: '李四', pid: 4, since: new Date().toISOString() };
    writeFileSync(lockPathOf(test.path), JSON.stringify(holder));
    expect(await reopen()).toEqual({ ok: false, failure: { code: 'workspaceInUse', details: holder } });
    expect(existsSync(lockPathOf(test.path))).toBe(true);
    rmSync(lockPathOf(test.path));
  });

  it.each([
    ['of a computer that was switched off', 'other-pc', -11],
    ['of a computer whose clock runs ahead', 'other-pc', 600],
    ['whose process number another process has got', hostname(), -11],
  ])('%s, untouched for ten minutes, is taken over', async (_which, host, minutes) => {
    await test.record.close(null);
    const path = lockPathOf(test.path);
    writeFileSync(path, JSON.stringify({ host, user: '李四', pid: process.ppid, since: new Date().toISOString() }));
    const touched = new Date(Date.now() + minutes * 60_000);
    utimesSync(path, touched, touched);
    successOf(await reopen());
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid });
  });

  it('of a living process on this computer is respected, and one taken over by another is left to it', async () => {
    const path = lockPathOf(test.path);
    const taken = JSON.stringify({ host: hostname(), user: '李四', pid: process.ppid, since: new Date().toISOString() });
    writeFileSync(path, taken);
    await test.record.close(null);
    expect(readFileSync(path, 'utf8')).toBe(taken);
    expect(await reopen()).toMatchObject({ failure: { code: 'workspaceInUse', details: { user: '李四' } } });
    rmSync(path);
  });
});

describe('a process killed in the middle of its commits', () => {
  it.each(sqliteDrivers)('loses nothing that was acknowledged (%s)', (driver) => {
    const folder = mkdtempSync(join(tmpdir(), 'killed-'));
    const path = join(folder, 'w.gpkg');
    try {
      const program = join(import.meta.dirname, 'testing/commit-until-killed.ts');
      const child = spawnSync(process.execPath, [program, path, driver, '12'], { encoding: 'utf8' });
      expect(child.signal).toBe('SIGKILL');
      const acknowledged = child.stdout.trim().split('\n').map(Number);
      expect(acknowledged.length).toBeGreaterThan(11);
      const connection = openReader(path);
      const kept = new Set(connection.all<{ code: string }>('SELECT code FROM premises').map((row) => Number(row.code)));
      expect(acknowledged.filter((number) => !kept.has(number))).toEqual([]);
      expect(connection.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
      connection.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
