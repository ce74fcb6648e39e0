import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecord, type RecordHandle } from '../../electron/record/record.ts';
import { type SqliteDriver, sqliteDrivers } from '../../electron/record/sqlite.ts';
import { frozenNames, thaw } from '../../electron/record/testing/frozen-workspaces.ts';
import { backupWorkerUrl } from '../../electron/record/testing/open-kept-record.ts';
import { scriptedIntakeWorkerUrl, successOf } from '../../electron/record/testing/open-test-record.ts';
import { lockPathOf } from '../../electron/record/workspace-lock.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { type LoopDisk, makeImage, mountImage, whyNoLoopDisk } from './loop-disk.ts';
import { scratchFolder } from './power-cut.ts';

const probe = scratchFolder();
const reason = whyNoLoopDisk(probe) ?? (spawnSync('chattr', ['-V']).error ? 'chattr is not installed' : null);
rmSync(probe, { recursive: true, force: true });
if (reason !== null) process.stderr.write(`Read-only disks are not tested here: ${reason}\n`);

describe.runIf(reason === null).each(sqliteDrivers)('a workspace that cannot be written to (%s)', (driver) => {
  let scratch: string;
  let disk: LoopDisk;
  let path: string;
  beforeEach(() => {
    scratch = scratchFolder();
    makeImage(join(scratch, 'disk.img'), 16 << 20);
    disk = mountImage(join(scratch, 'disk.img'), join(scratch, 'disk'));
    path = join(disk.folder, '工作区.gpkg');
  });
  afterEach(() => {
    disk.unmount();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('is viewed from a disk that cannot be written to, its past too, and nothing is put beside it', { timeout: 60_000 }, async () => {
    await makeWorkspace(path, driver);
    const before = readFileSync(path);
    remount('ro');
    await viewOnly();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('工作区.gpkg'))).toEqual(['工作区.gpkg']);
  });

  it('is viewed while the file alone cannot be written to', { timeout: 60_000 }, async () => {
    await makeWorkspace(path, driver);
    const before = readFileSync(path);
    run('chattr', ['+i', path]);
    try {
      await viewOnly();
    } finally {
      run('chattr', ['-i', path]);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is viewed from a folder that refuses new files, a lock left by a dead process in it', { timeout: 60_000 }, async () => {
    await makeWorkspace(path, driver);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(lockPathOf(path), JSON.stringify({ host: hostname(), user: '李四', pid: gone, since: new Date().toISOString() }));
    // An immutable folder answers EPERM, as Windows does.
    run('chattr', ['+i', disk.folder]);
    try {
      await viewOnly();
    } finally {
      run('chattr', ['-i', disk.folder]);
    }
  });

  it('for a moment, as while an antivirus is at it, is opened to be changed', { timeout: 60_000 }, async () => {
    await makeWorkspace(path, driver);
    run('chattr', ['+i', disk.folder]);
    const letGo = spawn('sh', ['-c', 'sleep 0.1; chattr -i "$0"', disk.folder]);
    const record = recordWith(driver);
    expect(successOf(await record.open({ path, create: null, actor: 'tester' }))).toMatchObject({ readOnly: null });
    await record.close(null);
    expect(letGo.exitCode ?? (await once(letGo, 'exit'))[0]).toBe(0);
  });

  it('of which the disk is full is viewed, and changed again when there is space', { timeout: 60_000 }, async () => {
    await makeWorkspace(path, driver);
    const before = readFileSync(path);
    const ballast = join(disk.folder, 'ballast');
    run('sh', ['-c', 'cat /dev/zero > "$0" 2> /dev/null; true', ballast]);
    await viewOnly('diskFull');
    expect(readFileSync(path).equals(before)).toBe(true);
    rmSync(ballast);
    const record = recordWith(driver);
    expect(successOf(await record.open({ path, create: null, actor: 'tester' }))).toMatchObject({ readOnly: null });
    successOf(await record.apply({ change: aWorkspace().withZones(1).toChange() }));
    await record.close(null);
  });

  it('is not made, which is said in words, and nothing is left of it', { timeout: 60_000 }, async () => {
    const create = { path, create: { name: '新建' }, actor: 'tester' };
    const before = readdirSync(disk.folder);
    run('chattr', ['+i', disk.folder]);
    expect(await recordWith(driver).open(create)).toMatchObject({ failure: { code: 'fileHeld', details: { path } } });
    run('chattr', ['-i', disk.folder]);
    const ballast = join(disk.folder, 'ballast');
    run('sh', ['-c', 'cat /dev/zero > "$0" 2> /dev/null; true', ballast]);
    expect(await recordWith(driver).open(create)).toMatchObject({ failure: { code: 'fileNoRoom', details: { path } } });
    rmSync(ballast);
    expect(readdirSync(disk.folder)).toEqual(before);
  });

  it('of an older schema, or open on another computer, is refused with the reason', { timeout: 60_000 }, async () => {
    thaw(frozenNames[0] as string, path);
    const other = join(disk.folder, 'other.gpkg');
    await makeWorkspace(other, driver);
    writeFileSync(lockPathOf(other), JSON.stringify({ host: '值班室', user: '李四', pid: 1, since: '2026-11-22T08:00:00Z' }));
    remount('ro');
    const record = recordWith(driver);
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({ failure: { code: 'workspaceReadOnly' } });
    expect(await record.open({ path: other, create: null, actor: 'tester' })).toMatchObject({
      failure: { code: 'workspaceInUse', details: { host: '值班室', user: '李四' } },
    });
  });

  async function viewOnly(readOnly: 'notWritable' | 'diskFull' = 'notWritable'): Promise<void> {
    const record = recordWith(driver);
    expect(successOf(await record.open({ path, create: null, actor: 'tester' }))).toMatchObject({
      readOnly,
      counts: { premises: 20, station: 1 },
    });
    expect([...(record.columns('premises', 50) ?? [])]).toHaveLength(1);
    expect(await record.search({ text: '店', limit: 5 })).not.toEqual([]);
    expect(successOf(await record.stateAt({ when: { rev: 1 }, table: 'station', afterFid: 0, limit: 5 })).total).toBe(0);
    expect(successOf(await record.verifyLog({ jobId: 'v' })).faultsTotal).toBe(0);
    const change = aWorkspace().withZones(1).toChange();
    expect(await record.apply({ change })).toMatchObject({ failure: { code: 'readOnly' } });
    expect(await record.createBackup(null)).toMatchObject({ ok: false });
    await record.close(null);
  }

  const remount = (how: 'ro' | 'rw'): void => run('mount', ['-o', `remount,${how}`, disk.folder]);
});

const recordWith = (driver: SqliteDriver): RecordHandle =>
  createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined, driver });

/** Two changes: premises, then a station. */
async function makeWorkspace(path: string, driver: SqliteDriver): Promise<void> {
  const record = recordWith(driver);
  successOf(await record.open({ path, create: { name: '只读' }, actor: 'tester' }));
  successOf(await record.apply({ change: aWorkspace().withPremises(20).toChange() }));
  successOf(await record.apply({ change: aWorkspace().withStations(1).toChange() }));
  await record.close(null);
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
