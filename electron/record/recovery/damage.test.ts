import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupFolderOf } from '../backups/backup-folder.ts';
import { hashFile } from '../backups/hash-file.ts';
import { readBackups } from '../backups/manifest.ts';
import { createRecord } from '../record.ts';
import { contentHash } from '../testing/content-hash.ts';
import { copyOfClosed, type Damageable, damagedName, damageFile, damageNewestBackup, makeDamageable } from '../testing/damage-workspace.ts';
import { backupWorkerUrl, openKeptRecord } from '../testing/open-kept-record.ts';
import { scriptedImport, scriptedIntakeWorkerUrl, successOf } from '../testing/open-test-record.ts';
import { openWorkspace } from '../workspace.ts';

let from: Damageable;
beforeAll(async () => {
  from = await makeDamageable();
}, 60_000);
afterAll(() => from.dispose());

/** With the 60 of the cache (renderer/cache), 300 in all. */
describe('damage', () => {
  it('to a closed workspace is noticed or harmless, 120 times', { timeout: 120_000 }, () => {
    const outcomes = Array.from({ length: 120 }, (_, seed) => damageFile(from, 'closed', seed));
    expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(108);
  });

  it('to the WAL of one that was not closed is noticed or harmless, 100 times', { timeout: 120_000 }, () => {
    expect(statSync(join(from.unclosed, `${damagedName}-wal`)).size).toBeGreaterThan(10_000);
    const outcomes = Array.from({ length: 100 }, (_, seed) => damageFile(from, 'unclosed', 1000 + seed));
    expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(50);
  });

  it('to the newest backup is noticed before anything is taken from it, 20 times', { timeout: 120_000 }, async () => {
    for (let seed = 2000; seed < 2020; seed++) await damageNewestBackup(from, seed);
  });
});

describe('the way back', () => {
  const copyOf = (name: string): string => copyOfClosed(from, name);

  it('goes on from a checked backup and keeps the damaged file with its WAL', async () => {
    const path = copyOf('recover');
    truncateSync(path, 20_000);
    writeFileSync(`${path}-wal`, 'what was in the log');
    const damaged = hashFile(path).sha256;
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({ ok: false, failure: { code: 'workspaceCorrupt' } });
    const { backups } = successOf(await record.backups({ path, check: true }));
    expect(backups[0]).toMatchObject({ state: 'whole' });
    const { keptAside } = successOf(await record.recoverWorkspace({ path, id: backups[0]?.id as string }));
    expect(hashFile(keptAside as string).sha256).toBe(damaged);
    expect(readFileSync(`${keptAside}-wal`, 'utf8')).toBe('what was in the log');
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    await record.close(null);
    expect(contentHash(path)).toBe(from.content);
    expect(successOf(await record.backups({ path, check: false })).keptAside.map((each) => each.path)).toEqual([keptAside]);
  });

  it('is carried on when it was cut short', () => {
    const path = copyOf('cut-short');
    const [newest] = readBackups(backupFolderOf(path), false);
    copyFileSync(newest?.path as string, `${path}.recovering`);
    rmSync(path);
    const opened = openWorkspace({ path, create: null, actor: 'tester' }, undefined);
    successOf(opened).close();
    expect(contentHash(path)).toBe(from.content);
    expect(readdirSync(dirname(path)).filter((name) => name.includes('recovering'))).toEqual([]);
  });

  it('takes a sound but older file as it stands only when told to', async () => {
    const path = copyOf('older');
    const backups = readBackups(backupFolderOf(path), false);
    const older = backups.find(({ rev }) => rev === 1);
    copyFileSync(older?.path as string, path);
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({
      failure: { code: 'changesMissing', details: { rev: 1, expected: 13, count: 12 } },
    });
    successOf(await record.acceptAsIs({ path }));
    expect(successOf(await record.open({ path, create: null, actor: 'tester' })).rev).toBe(1);
    await record.close(null);
  });

  it('is not suspected where an import was only checked, or cancelled, and nothing else was done before closing', async () => {
    const kept = await openKeptRecord();
    successOf(await kept.record.runImport({ jobId: 'a', request: scriptedImport('premises=300'), commit: true }));
    await kept.record.close(null);
    for (let session = 0; session < 2; session += 1) {
      successOf(await kept.reopen());
      successOf(await kept.record.runImport({ jobId: 'b', request: scriptedImport('premises=3000&start=1000'), commit: false }));
      await kept.record.close(null);
    }
    expect(successOf(await kept.reopen()).counts.premises).toBe(300);
    await kept.dispose();
  });
});
