import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secondFolderOf } from '../../electron/record/backups/backup-folder.ts';
import { openKeptRecord } from '../../electron/record/testing/open-kept-record.ts';
import { successOf } from '../../electron/record/testing/open-test-record.ts';
import { makeImage, mountImage, whyNoLoopDisk } from './loop-disk.ts';
import { scratchFolder } from './power-cut.ts';

const probe = scratchFolder();
const reason = whyNoLoopDisk(probe) ?? (spawnSync('chattr', ['-V']).error ? 'chattr is not installed' : null);
rmSync(probe, { recursive: true, force: true });
if (reason !== null) process.stderr.write(`Held files are not tested here: ${reason}\n`);

describe.runIf(reason === null)('a folder that refuses writes for a while, as while an antivirus is at it', () => {
  it('gets its backup when it lets go', { timeout: 60_000 }, async () => {
    const scratch = scratchFolder();
    makeImage(join(scratch, 'disk.img'), 16 << 20);
    const disk = mountImage(join(scratch, 'disk.img'), join(scratch, 'disk'));
    const kept = await openKeptRecord();
    const { record, path } = kept;
    try {
      successOf(await record.setBackupSettings({ secondFolder: disk.folder }));
      const held = secondFolderOf(disk.folder, path, (await record.info(null))?.workspaceId ?? '');
      mkdirSync(held);
      // An immutable folder answers EPERM, as Windows does for a file another program has open.
      setImmutable(held, true);
      let letGo = false;
      setTimeout(() => {
        setImmutable(held, false);
        letGo = true;
      }, 1500);
      const made = successOf(await record.createBackup(null));
      expect(letGo).toBe(true);
      expect(await record.backupState(null)).toMatchObject({ failure: null, secondFailure: null });
      rmSync(made.path);
      expect(successOf(await record.previewRestore({ id: made.id })).backup).toMatchObject({ second: true, state: 'whole' });
    } finally {
      await kept.dispose();
      disk.unmount();
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});

function setImmutable(folder: string, on: boolean): void {
  const { status, stderr } = spawnSync('chattr', [on ? '+i' : '-i', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
