import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { sqliteDrivers } from '../sqlite.ts';
import { contentHash } from '../testing/content-hash.ts';
import { type KeptRecord, openKeptRecord } from '../testing/open-kept-record.ts';
import { successOf } from '../testing/open-test-record.ts';
import { breathe } from '../work-queue.ts';
import { backupFolderOf } from './backup-folder.ts';

const premises = (name: string): Change => ({
  note: { edit: 'editPremises', subject: name, count: 1 },
  puts: { premises: [newRow(entities.premises, crypto.randomUUID(), { name })] },
  deletes: {},
});

describe.each(sqliteDrivers)('backups on %s', (driver) => {
  let kept: KeptRecord;
  beforeEach(async () => {
    kept = await openKeptRecord(driver);
  });
  afterEach(() => kept.dispose());

  it('are whole workspaces, read back and listed newest first', async () => {
    const { record, path } = kept;
    successOf(await record.apply({ change: aWorkspace().withPremises(300).withHazards(40).withZones(3).toChange() }));
    const first = successOf(await record.createBackup(null));
    expect(first).toMatchObject({ rev: 1, reason: 'byHand', state: 'whole', counts: { premises: 300, hazard: 40, zone: 3 } });
    expect(contentHash(first.path)).toBe(contentHash(path));
    successOf(await record.apply({ change: premises('红旗超市') }));
    const second = successOf(await record.createBackup(null));
    const { backups } = successOf(await record.backups({ path: null, check: true }));
    expect(backups.slice(0, 1).map(({ id, state }) => [id, state])).toEqual([[second.id, 'whole']]);
    expect(backups.map(({ id }) => id)).toContain(first.id);
    expect(backups.every(({ state }) => state === 'whole')).toBe(true);
  });

  it('let changes through while they are made', async () => {
    const { record } = kept;
    successOf(await record.apply({ change: aWorkspace().withPremises(3000).toChange() }));
    let finished = false;
    const backup = record.createBackup(null).finally(() => {
      finished = true;
    });
    let between = 0;
    while (!finished) {
      successOf(await record.apply({ change: premises(`第${between}户`) }));
      between++;
      await breathe();
    }
    expect(between).toBeGreaterThan(2);
    const made = successOf(await backup);
    expect(made.counts.premises).toBe(3000 + made.rev - 1);
  });

  it('come without asking: with the first change, and on closing', async () => {
    const { record, path, reopen } = kept;
    successOf(await record.apply({ change: premises('红旗超市') }));
    await record.close(null);
    const hash = contentHash(path);
    successOf(await reopen());
    const { backups } = successOf(await record.backups({ path: null, check: true }));
    expect(backups[0]).toMatchObject({ rev: 1, state: 'whole' });
    expect(contentHash(backups[0]?.path as string)).toBe(hash);
    const before = readdirSync(backupFolderOf(path)).sort();
    await record.close(null);
    expect(readdirSync(backupFolderOf(path)).sort()).toEqual(before);
  });

  it('restore as one change that undo takes back', async () => {
    const { record, path } = kept;
    successOf(await record.apply({ change: aWorkspace().withPremises(120).withHazards(30).toChange() }));
    const then = contentHash(path);
    const backup = successOf(await record.createBackup(null));
    const rows = await record.page({ table: 'premises', afterFid: 0, limit: 5 });
    const { fid: _fid, rev: _rev, ...row } = rows[0] as (typeof rows)[0];
    successOf(
      await record.apply({
        change: {
          note: { edit: 'editPremises', subject: null, count: 3 },
          puts: { premises: [{ ...row, name: '改名' } as never, newRow(entities.premises, crypto.randomUUID(), { name: '新店' })] },
          deletes: { premises: [rows[1]?.id as string] },
        },
      }),
    );
    const now = contentHash(path);
    const preview = successOf(await record.previewRestore({ id: backup.id }));
    expect(preview.tables).toEqual({ premises: { added: 1, changed: 1, removed: 1 } });
    expect(preview.current).toMatchObject({ rev: 2, counts: { premises: 120 } });
    expect(contentHash(path)).toBe(now);
    const restored = successOf(await record.restoreBackup({ id: backup.id }));
    expect(restored).toMatchObject({ rev: 3, note: { edit: 'restoreBackup', subject: backup.createdAt } });
    expect(contentHash(path)).toBe(then);
    expect(await record.search({ text: '改名', limit: 5 })).toEqual([]);
    expect((await record.info(null))?.counts.premises).toBe(120);
    successOf(await record.undo(null));
    expect(contentHash(path)).toBe(now);
    const { backups } = successOf(await record.backups({ path: null, check: false }));
    expect(backups[0]).toMatchObject({ reason: 'beforeRestore', rev: 2 });
  });

  it('are refused when damaged, and taken from the second folder then', async () => {
    const { record, folder } = kept;
    const secondFolder = join(folder, '移动硬盘');
    mkdirSync(secondFolder);
    expect(successOf(await record.setBackupSettings({ secondFolder }))).toMatchObject({ secondFolder });
    successOf(await record.apply({ change: premises('红旗超市') }));
    const backup = successOf(await record.createBackup(null));
    truncateSync(backup.path, 5000);
    expect(successOf(await record.previewRestore({ id: backup.id })).backup).toMatchObject({ second: true, state: 'whole' });
    const { backups } = successOf(await record.backups({ path: null, check: false }));
    expect(backups.find(({ id }) => id === backup.id)).toMatchObject({ state: 'damaged' });
    rmSync(secondFolder, { recursive: true });
    expect(await record.restoreBackup({ id: backup.id })).toMatchObject({ failure: { code: 'backupDamaged' } });
    expect(await record.restoreBackup({ id: 'unknown' })).toMatchObject({ failure: { code: 'backupUnknown' } });
  });

  it('are kept in the numbers asked for, each changed apart from the others', async () => {
    const { record } = kept;
    const { keep } = successOf(await record.setBackupSettings({ keep: { recent: 7 } }));
    expect(successOf(await record.setBackupSettings({ keep: { days: 30 } })).keep).toEqual({ ...keep, recent: 7, days: 30 });
    expect(successOf(await record.setBackupSettings({ secondFolder: null })).keep).toEqual({ ...keep, recent: 7, days: 30 });
  });

  it('are said to be kept once only while the second folder is away, and nothing is made in its place', async () => {
    const { record, folder } = kept;
    const secondFolder = join(folder, '移动硬盘');
    successOf(await record.setBackupSettings({ secondFolder }));
    successOf(await record.createBackup(null));
    const secondFailure = { code: 'secondFolderAway', details: { path: secondFolder } };
    expect(await record.backupState(null)).toMatchObject({ failure: null, secondFailure });
    expect(existsSync(secondFolder)).toBe(false);
    mkdirSync(secondFolder);
    successOf(await record.createBackup(null));
    expect(await record.backupState(null)).toMatchObject({ failure: null, secondFailure: null });
    expect(readdirSync(secondFolder)).toHaveLength(1);
  });

  it('are found in the second folder when the first has lost them all', async () => {
    const { record, folder, path } = kept;
    const secondFolder = join(folder, '移动硬盘');
    mkdirSync(secondFolder);
    successOf(await record.setBackupSettings({ secondFolder }));
    successOf(await record.apply({ change: premises('红旗超市') }));
    const backup = successOf(await record.createBackup(null));
    await record.close(null);
    const content = contentHash(path);
    for (const name of readdirSync(backupFolderOf(path))) if (name !== 'settings.json') rmSync(join(backupFolderOf(path), name));
    truncateSync(path, 5000);
    const { backups } = successOf(await record.backups({ path, check: true }));
    expect(backups.find(({ id }) => id === backup.id)).toMatchObject({ second: true, state: 'whole' });
    successOf(await record.recoverWorkspace({ path, id: backup.id }));
    expect(contentHash(path)).toBe(content);
  });

  it('say why they failed and leave nothing half behind', async () => {
    const { record, path, events } = kept;
    writeFileSync(backupFolderOf(path), 'a file where the folder belongs');
    expect(await record.createBackup(null)).toMatchObject({ ok: false });
    expect(await record.backupState(null)).toMatchObject({ running: false, failure: { code: expect.any(String) } });
    rmSync(backupFolderOf(path), { recursive: true });
    const made = successOf(await record.createBackup(null));
    expect(events.at(-1)).toMatchObject({ event: 'backups', state: { running: false, failure: null, lastAt: made.createdAt } });
    expect(readdirSync(backupFolderOf(path)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('copy to a stick, plain or encrypted, and open again', { timeout: 60_000 }, async () => {
    const { record, path, folder } = kept;
    successOf(await record.apply({ change: aWorkspace().withPremises(50).toChange() }));
    const plain = join(folder, 'usb.gpkg');
    expect(successOf(await record.copyOut({ target: plain, password: null }))).toMatchObject({ encrypted: false, facts: { rev: 1 } });
    expect(contentHash(plain)).toBe(contentHash(path));
    expect(await record.copyOut({ target: plain, password: null })).toMatchObject({ failure: { code: 'workspaceExists' } });
    const sealed = join(folder, 'usb.firemap');
    successOf(await record.copyOut({ target: sealed, password: '红旗超市的密码' }));
    expect(readFileSync(sealed).includes('红山')).toBe(false);
    const target = join(folder, '打开.gpkg');
    expect(await record.openPackage({ path: sealed, password: '红旗超市的密玛', target })).toMatchObject({
      failure: { code: 'passwordWrong' },
    });
    expect(existsSync(target)).toBe(false);
    successOf(await record.openPackage({ path: sealed, password: '红旗超市的密码', target }));
    expect(contentHash(target)).toBe(contentHash(path));
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
