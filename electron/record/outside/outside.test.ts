import { spawnSync } from 'node:child_process';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities, type Premises } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { type Connection, connectionTo, openReader } from '../connection.ts';
import { openSqlite } from '../sqlite.ts';
import { contentHash } from '../testing/content-hash.ts';
import { openTestRecord, successOf, type TestRecord } from '../testing/open-test-record.ts';

let test: TestRecord;
beforeEach(async () => {
  test = await openTestRecord();
  const { record } = test;
  const builder = aWorkspace().withPremises(40).withHazards(20).withStations(3).withRoads(4).withZones(2);
  const person = newRow(entities.person, '99999999-9999-4999-8999-999999999999', { name: '王五' });
  successOf(await record.apply({ change: builder.with('person', person).toChange() }));
});
afterEach(() => test.dispose());

const reopen = async () => {
  await test.record.close(null);
  successOf(await test.record.open({ path: test.path, create: null, actor: 'tester' }));
};
/** Writes as another program does that knows GeoPackage's functions. */
function editOutside(sql: string): void {
  const other = connectionTo(openSqlite(test.path, { readOnly: false }));
  other.exec(sql);
  other.close();
}
const found = async () =>
  successOf(await test.record.outsideEdits(null)).map(({ table, added, changed, removed }) => ({ table, added, changed, removed }));
const told = () =>
  test.events.filter((event) => event.event === 'outsideEdits').map((event) => (event.event === 'outsideEdits' ? event.edits : []));
const changePhone = (row: Premises, phone: string): Change => ({
  note: { edit: 'editPremises', subject: null, count: 1 },
  puts: { premises: [{ ...row, phone }] },
  deletes: {},
});
const firstPremises = async (): Promise<Premises> => {
  const [row] = await test.record.page({ table: 'premises', afterFid: 0, limit: 1 });
  const { fid: _fid, rev: _rev, ...premises } = row as unknown as Premises & { fid: number; rev: number };
  return premises;
};
const rtreeRows = (connection: Connection) => connection.allValues('SELECT id FROM rtree_premises_geom ORDER BY id').map(([id]) => id);

describe('edits from outside', () => {
  it('are none after any work of the record itself', async () => {
    const { record } = test;
    successOf(await record.apply({ change: changePhone(await firstPremises(), '1\ud800') }));
    successOf(await record.undo(null));
    successOf(await record.redo(null));
    expect(await found()).toEqual([]);
    await reopen();
    expect(await found()).toEqual([]);
  });

  it('are found while the workspace is open, adopted as one change, and undone like any other', { timeout: 30_000 }, async () => {
    const { record, path } = test;
    const before = contentHash(path);
    editOutside(`UPDATE premises SET name = '外面改的' WHERE fid = 3;
      DELETE FROM hazard WHERE fid IN (1, 2);
      INSERT INTO station (fid, id, rev, name, equipment) VALUES (70, 'qgis-1', 0, '新站', '[]');
      UPDATE person SET phone = '123' WHERE fid = 1`);
    while (told().length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const expected = [
      { table: 'premises', added: 0, changed: 1, removed: 0 },
      { table: 'hazard', added: 0, changed: 0, removed: 2 },
      { table: 'station', added: 1, changed: 0, removed: 0 },
      { table: 'person', added: 0, changed: 1, removed: 0 },
    ];
    expect(told()[0]).toEqual(expect.arrayContaining(expected));
    expect(told()[0]).toHaveLength(4);
    const summary = successOf(await record.adoptOutsideEdits({ jobId: 'o' }));
    expect(summary).toMatchObject({ rev: 2, note: { edit: 'adoptOutsideEdits', count: 5 }, tables: { hazard: 2, station: 1, person: 1 } });
    expect(told().at(-1)).toEqual([]);
    expect(await record.search({ text: '外面改的', limit: 5 })).toHaveLength(1);
    expect(await record.byFid({ table: 'station', fid: 70 })).toMatchObject({
      name: '新站',
      rev: 2,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await record.info(null)).toMatchObject({
      rev: 2,
      counts: { hazard: 18, station: 4, premises: 40 },
      undo: { edit: 'adoptOutsideEdits' },
    });
    expect(await found()).toEqual([]);
    successOf(await record.undo(null));
    expect(contentHash(path)).toBe(before);
    expect(await found()).toEqual([]);
    expect(await record.adoptOutsideEdits({ jobId: 'o' })).toMatchObject({ failure: { code: 'noOutsideEdits' } });
    expect(await record.verifyLog({ jobId: 'v' })).toMatchObject({ value: { faultsTotal: 0 } });
  });

  it('made while the workspace is closed are found at opening and can be rejected', async () => {
    const { record, path } = test;
    const before = contentHash(path);
    await record.close(null);
    editOutside("UPDATE premises SET fid = fid + 500, name = 'x' WHERE fid < 5; DELETE FROM zone; UPDATE road SET rev = 9");
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    while (told().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told()[0]).toEqual([
      { table: 'premises', added: 4, changed: 0, removed: 4 },
      { table: 'zone', added: 0, changed: 0, removed: 2 },
      { table: 'road', added: 0, changed: 4, removed: 0 },
    ]);
    expect(successOf(await record.rejectOutsideEdits({ jobId: 'o' }))).toEqual({ premises: 8, zone: 2, road: 4 });
    expect(contentHash(path)).toBe(before);
    expect(await found()).toEqual([]);
    expect(await record.info(null)).toMatchObject({ rev: 1, counts: { premises: 40, zone: 2 } });
    const connection = openReader(path);
    expect(rtreeRows(connection)).toEqual(
      connection.allValues('SELECT fid FROM premises WHERE geom IS NOT NULL ORDER BY fid').map(([fid]) => fid),
    );
    connection.close();
  });

  it('that no entity can hold are refused as a whole, with the row named', async () => {
    const { record, path } = test;
    editOutside("UPDATE premises SET category = 'castle' WHERE fid = 7; UPDATE station SET name = '好站' WHERE fid = 1");
    const before = contentHash(path);
    expect(await record.adoptOutsideEdits({ jobId: 'o' })).toEqual({
      ok: false,
      failure: { code: 'outsideRowInvalid', details: { count: 1, table: 'premises', fid: 7, field: 'category' } },
    });
    expect(contentHash(path)).toBe(before);
    editOutside(
      "UPDATE station SET equipment = 'no json' WHERE fid = 1; UPDATE premises SET category = NULL, geom = (SELECT geom FROM road LIMIT 1) WHERE fid = 7",
    );
    expect(await record.adoptOutsideEdits({ jobId: 'o' })).toMatchObject({ failure: { code: 'outsideRowInvalid', details: { count: 2 } } });
  });

  it('stay where they are when settling them is cancelled', async () => {
    const { record, path } = test;
    editOutside("UPDATE premises SET name = 'x' WHERE fid < 9");
    const before = contentHash(path);
    for (const settle of [record.adoptOutsideEdits, record.rejectOutsideEdits]) {
      const running = settle({ jobId: 'o' });
      await record.cancelJob({ jobId: 'o' });
      expect(await running).toEqual({ ok: false, failure: { code: 'cancelled', details: {} } });
      expect(contentHash(path)).toBe(before);
    }
    expect(await record.info(null)).toMatchObject({ rev: 1 });
    successOf(await record.rejectOutsideEdits({ jobId: 'o' }));
  });

  it('in rows edited here later stay out of the way', async () => {
    const { record } = test;
    editOutside('UPDATE premises SET seats = 77 WHERE fid = 1');
    successOf(await record.apply({ change: changePhone(await firstPremises(), '555') }));
    expect(await found()).toEqual([]);
    expect(await record.byFid({ table: 'premises', fid: 1 })).toMatchObject({ seats: 77, phone: '555' });
    editOutside('UPDATE premises SET seats = 78 WHERE fid = 1');
    expect(await found()).toEqual([{ table: 'premises', added: 0, changed: 1, removed: 0 }]);
  });

  it('are not looked for in a file that is as it was closed', async () => {
    await found();
    await test.record.close(null);
    const connection = openReader(test.path);
    const { closed_at: closedAt } = connection.get<{ closed_at: number }>('SELECT closed_at FROM workspace_meta') as { closed_at: number };
    connection.close();
    expect(statSync(test.path).mtimeMs).toBe(closedAt * 1000);
    // An edit that puts the time and size back goes unseen at opening, and is seen when asked for.
    editOutside("UPDATE person SET name = '赵六'");
    utimesSync(test.path, closedAt, closedAt);
    successOf(await test.record.open({ path: test.path, create: null, actor: 'tester' }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told()).toEqual([]);
    expect(await found()).toEqual([{ table: 'person', added: 0, changed: 1, removed: 0 }]);
  });

  it('are found to the row, whatever they are', { timeout: 60_000 }, async () => {
    const { record, path } = test;
    const edit = fc.oneof(
      fc
        .tuple(
          fc.integer({ min: 1, max: 40 }),
          fc.constantFrom("name = name || 'x'", 'seats = coalesce(seats, 0) + 1', 'geom = NULL', 'rev = rev + 5'),
        )
        .map(([fid, set]) => ({ key: fid, sql: `UPDATE premises SET ${set} WHERE fid = ${fid}` })),
      fc.integer({ min: 1, max: 40 }).map((fid) => ({ key: fid, sql: `DELETE FROM premises WHERE fid = ${fid}` })),
      fc.integer({ min: 900, max: 999 }).map((fid) => ({
        key: fid,
        sql: `INSERT OR IGNORE INTO premises (fid, id, rev, name, mixed_use, color_reasons) VALUES (${fid}, 'n${fid}', 1, '新', 0, '[]')`,
      })),
    );
    const before = contentHash(path);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(edit, { selector: ({ key }) => key, minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (edits, adopt) => {
          editOutside(edits.map(({ sql }) => sql).join(';'));
          const effective = edits.filter(({ sql, key }) => !sql.includes('geom = NULL') || unplacedFids.includes(key) === false);
          const [tally] = await found();
          expect((tally?.added ?? 0) + (tally?.changed ?? 0) + (tally?.removed ?? 0)).toBe(effective.length);
          if (adopt && effective.length > 0) {
            const rev = (await record.info(null))?.rev;
            const summary = successOf(await record.adoptOutsideEdits({ jobId: 'o' }));
            expect(await found()).toEqual([]);
            if (summary.rev !== rev) successOf(await record.undo(null));
          } else successOf(await record.rejectOutsideEdits({ jobId: 'o' }));
          expect(contentHash(path)).toBe(before);
          expect(await found()).toEqual([]);
        },
      ),
      { seed: 5, numRuns: 25 },
    );
    expect(await record.verifyLog({ jobId: 'v' })).toMatchObject({ value: { faultsTotal: 0 } });
  });
});

/** Premises the builder leaves without a position: taking theirs away is no edit. */
const unplacedFids = (aWorkspace().withPremises(40).rows.premises ?? []).flatMap(({ geom }, index) => (geom === null ? [index + 1] : []));

describe('GDAL', () => {
  const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0;
  it.skipIf(!hasGdal)('edits and appends, and both are adopted', { timeout: 60_000 }, async () => {
    const { record, path } = test;
    await record.close(null);
    const run = (command: string, ...args: string[]) => {
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      expect({ command, status, stderr }).toMatchObject({ status: 0 });
    };
    run('ogrinfo', path, '-sql', "UPDATE premises SET name = '在地图软件里改的' WHERE fid = 2");
    run('ogrinfo', path, '-sql', "UPDATE station SET geom = AsGPB(ST_GeomFromText('POINT(119.5 42.5)', 4326)) WHERE fid = 1");
    const csv = `${path}.csv`;
    writeFileSync(csv, 'id,rev,name,equipment,x,y\n{8A1B2C3D-0000-4000-8000-00000000000A},0,追加的站,[],118.95,42.25\n');
    run(
      'ogr2ogr',
      '-append',
      path,
      csv,
      '-nln',
      'station',
      '-oo',
      'X_POSSIBLE_NAMES=x',
      '-oo',
      'Y_POSSIBLE_NAMES=y',
      '-a_srs',
      'EPSG:4326',
    );
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    while (told().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told()[0]).toEqual([
      { table: 'premises', added: 0, changed: 1, removed: 0 },
      { table: 'station', added: 1, changed: 1, removed: 0 },
    ]);
    successOf(await record.adoptOutsideEdits({ jobId: 'o' }));
    const [hit] = await record.search({ text: '追加的站', limit: 2 });
    expect(hit).toMatchObject({ table: 'station', id: '8a1b2c3d-0000-4000-8000-00000000000a', lon: 118.95, lat: 42.25 });
    expect(await record.byFid({ table: 'station', fid: 1 })).toMatchObject({ geom: { type: 'Point', coordinates: [119.5, 42.5] } });
    expect(await record.search({ text: '地图软件', limit: 2 })).toHaveLength(1);
    expect(await found()).toEqual([]);
    const history = await record.historyOf({ table: 'station', id: '8a1b2c3d-0000-4000-8000-00000000000a', before: null, limit: 5 });
    expect(history).toMatchObject([{ what: 'created', note: { edit: 'adoptOutsideEdits' } }]);
  });

  it.skipIf(spawnSync('sqlite3', ['--version']).status !== 0)('and the plain sqlite3 shell edit tables without geometry', async () => {
    const { status } = spawnSync('sqlite3', [test.path, "UPDATE person SET unit = '三中队'"]);
    expect(status).toBe(0);
    expect(await found()).toEqual([{ table: 'person', added: 0, changed: 1, removed: 0 }]);
    const [shown] = successOf(await test.record.outsideEdits(null));
    expect(shown?.rows).toMatchObject([
      { what: 'changed', row: { name: '王五' }, fields: [{ field: 'unit', before: null, after: '三中队' }] },
    ]);
    const summary = successOf(await test.record.adoptOutsideEdits({ jobId: 'o' }));
    expect(summary).toMatchObject({ tables: { person: 1 } });
  });
});
