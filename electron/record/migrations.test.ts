import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackupEntry } from '../../shared/ipc/index.ts';
import { backupFolderOf } from './backups/backup-folder.ts';
import { backupTaskRunner } from './backups/backup-task.ts';
import { backUpBeforeMigration } from './backups/before-migration.ts';
import { openReader } from './connection.ts';
import { schemaVersion } from './migrations/index.ts';
import { createRecord, type RecordHandle } from './record.ts';
import { sqliteDrivers } from './sqlite.ts';
import { frozenNames, frozenPath, frozenVersion, goldenOf, thaw } from './testing/frozen-workspaces.ts';
import { type GoldenExport, goldenExport } from './testing/golden-export.ts';
import { countSteps, killMigration } from './testing/kill-migration.ts';
import { backupWorkerUrl } from './testing/open-kept-record.ts';
import { scriptedIntakeWorkerUrl, successOf } from './testing/open-test-record.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  path = join(folder, 'old.gpkg');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = <T>(work: (connection: ReturnType<typeof openReader>) => T): T => {
  const connection = openReader(path);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
};
const versionNow = () => read((connection) => connection.get<{ v: number }>('SELECT schema_version AS v FROM workspace_meta')?.v);

it('has a frozen workspace and its golden export of every schema, the newest one too, none above 100 kB', () => {
  expect(frozenNames).toEqual(Array.from({ length: schemaVersion }, (_, index) => `${String(index + 1).padStart(4, '0')}.gpkg.gz`));
  for (const [index, name] of frozenNames.entries()) {
    expect(statSync(frozenPath(name)).size).toBeLessThan(100_000);
    thaw(name, path);
    // A migration without its frozen workspace: run testing/freeze-workspace.ts.
    expect(versionNow()).toBe(index + 1);
    const { changes, tables } = goldenOf(name);
    expect(changes.length).toBeGreaterThan(5);
    expect(tables.premises?.length).toBeGreaterThan(10);
  }
});

describe.each(frozenNames)('a workspace frozen as %s', (name) => {
  const open = async (driver?: (typeof sqliteDrivers)[number]): Promise<RecordHandle> => {
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined, ...(driver && { driver }) });
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    return record;
  };

  it.each(sqliteDrivers)('is migrated with all it held, and works on (%s)', { timeout: 30_000 }, async (driver) => {
    thaw(name, path);
    const record = await open(driver);
    expect(read(goldenExport)).toEqual(goldenOf(name));
    expect(await record.info(null)).toMatchObject({ schemaVersion, readOnly: null, rev: goldenOf(name).changes.length });
    expect(successOf(await record.verifyLog({ jobId: 'v' }))).toMatchObject({ entries: goldenOf(name).changes.length, faultsTotal: 0 });
    expect(successOf(await record.outsideEdits(null))).toEqual([]);
    expect(successOf(await record.outsideEdits(null))).toEqual([]);
    const removed = await record.historyOf({ table: 'premises', id: removedPremises(goldenOf(name)), before: null, limit: 20 });
    expect(removed.map(({ what }) => what)).toEqual(['created', 'removed', 'created', 'removed', 'created']);
    for (let undone = 0; undone < 4; undone++) successOf(await record.undo(null));
    expect(await record.undo(null)).toMatchObject({ failure: { code: 'nothingToUndo' } });
    expect((await record.info(null))?.counts).toMatchObject({ premises: 0, road: 0, setting: 1 });
    expect(successOf(await record.verifyLog({ jobId: 'v' }))).toMatchObject({ faultsTotal: 0 });
    await record.close(null);
    expect(readdirSync(folder).filter((file) => file.startsWith('old'))).toEqual(['old.gpkg']);
    read((connection) => expect(connection.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' }));
  });
});

/** The premises that a frozen workspace removed and brought back. */
function removedPremises({ tables }: GoldenExport): string {
  const back = (tables.premises ?? []).filter(({ rev }) => (rev as number) > 4 && (rev as number) < 9);
  expect(back).toHaveLength(1);
  return back[0]?.id as string;
}

describe('the backup before a migration', () => {
  const name = frozenNames[0] as string;
  const open = async (): Promise<RecordHandle> => {
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    return record;
  };
  const madeBefore = async (record: RecordHandle) =>
    successOf(await record.backups({ path, check: true })).backups.filter(({ reason }) => reason === 'beforeMigration');

  it('holds the file as it was, checked, and can be restored', { timeout: 30_000 }, async () => {
    thaw(name, path);
    const record = await open();
    const made = await madeBefore(record);
    expect(made).toMatchObject([{ schemaVersion: 1, state: 'whole', rev: goldenOf(name).changes.length }]);
    const backup = made[0] as BackupEntry;
    const connection = openReader(backup.path);
    expect(goldenExport(connection)).toEqual(goldenOf(name));
    connection.close();
    expect(successOf(await record.previewRestore({ id: backup.id })).tables).toEqual({});
    await record.close(null);
    await (await open()).close(null);
    expect(await madeBefore(record)).toHaveLength(1);
  });

  it('was made, and the process ended before the migration: the next opening makes it anew and goes on', { timeout: 30_000 }, async () => {
    thaw(name, path);
    const untouched = readFileSync(path);
    const run = backupTaskRunner(backupWorkerUrl);
    const job = { cancelled: false, stopWorker: null, report: () => undefined };
    successOf(await backUpBeforeMigration({ path, workspacePath: path, driver: undefined, run, job }));
    expect(readFileSync(path).equals(untouched)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['old.backups', 'old.gpkg']);
    const record = await open();
    expect(await madeBefore(record)).toMatchObject([{ state: 'whole' }, { state: 'whole' }]);
    expect([versionNow(), read(goldenExport)]).toEqual([schemaVersion, goldenOf(name)]);
    await record.close(null);
  });

  it('could not be made: nothing is changed, and it is said why', async () => {
    thaw(name, path);
    const untouched = readFileSync(path);
    writeFileSync(backupFolderOf(path), 'a file where the folder belongs');
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({
      failure: { code: 'migrationNotBackedUp', details: { path, cause: 'backupFailed' } },
    });
    expect(readFileSync(path).equals(untouched)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['old.backups', 'old.gpkg']);
  });

  it('of a working copy is put with those of the workspace it will replace', { timeout: 30_000 }, async () => {
    thaw(name, path);
    const copy = join(folder, '.old.1.partial.gpkg');
    writeFileSync(copy, readFileSync(path));
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    successOf(await record.open({ path: copy, create: null, actor: 'tester', replaces: path }));
    await record.close(null);
    expect(await madeBefore(record)).toHaveLength(1);
    expect(versionNow()).toBe(1);
  });
});

/** Of the statements of every migration one in so many; migrations.long.test.ts has them all. */
const EVERY = 9;

describe.each(frozenNames.slice(0, -1))('a process killed in the middle of migrating %s', (name) => {
  it('leaves the old schema or the newest, whole, and the next opening carries it on', { timeout: 120_000 }, async () => {
    const last = countSteps(name, path) - 1;
    expect(last).toBeGreaterThan(5);
    // The last one is COMMIT.
    for (let step = frozenVersion(name); step < last; step += EVERY) expect(await killMigration(name, path, step)).toEqual([]);
    expect(await killMigration(name, path, last)).toEqual([]);
  });
});
