import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { entities } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { type SeededRandom, seededRandom } from '../../../shared/testing/seeded-random.ts';
import { backupFolderOf } from '../backups/backup-folder.ts';
import { checkCopy } from '../backups/copy-workspace.ts';
import { hashFile } from '../backups/hash-file.ts';
import { readBackups } from '../backups/manifest.ts';
import { contentHash } from '../testing/content-hash.ts';
import { type KeptRecord, openKeptRecord } from '../testing/open-kept-record.ts';
import { successOf } from '../testing/open-test-record.ts';
import { openWorkspace } from '../workspace.ts';

const NAME = '工作区.gpkg';
let kept: KeptRecord;
/** The folder as it is after closing, and as it is while the record is open with changes in its WAL. */
let closed: string;
let unclosed: string;
let content: string;
let scratch: string;

beforeAll(async () => {
  kept = await openKeptRecord();
  scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'damage-'));
  const { record, folder, path } = kept;
  successOf(await record.apply({ change: aWorkspace().withPremises(60).withHazards(20).withZones(2).toChange() }));
  await record.close(null);
  successOf(await kept.reopen());
  for (let index = 0; index < 12; index++) {
    const row = newRow(entities.station, crypto.randomUUID(), { name: `第${index}驿站`, address: '红旗路'.repeat(20) });
    const note = { edit: 'editPremises', subject: null, count: 1 };
    successOf(await record.apply({ change: { note, puts: { station: [row] }, deletes: {} } }));
  }
  successOf(await record.createBackup(null));
  content = contentHash(path);
  unclosed = join(scratch, 'unclosed');
  cpSync(folder, unclosed, { recursive: true, filter: (source) => !/-shm$|\.lock$/.test(source) });
  await record.close(null);
  closed = join(scratch, 'closed');
  cpSync(folder, closed, { recursive: true });
}, 60_000);
afterAll(async () => {
  await kept.dispose();
  rmSync(scratch, { recursive: true, force: true });
});

function damage(path: string, random: SeededRandom): string {
  const size = statSync(path).size;
  if (random.chance(0.25)) {
    const length = random.integer(size);
    truncateSync(path, length);
    return `truncated to ${length} of ${size}`;
  }
  const bytes = readFileSync(path);
  const at = random.integer(size);
  const bit = random.integer(8);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
  writeFileSync(path, bytes);
  return `bit ${bit} of byte ${at} of ${size}`;
}

/** Damages one file of a fresh copy and opens that; answers whether it was noticed. */
function noticed(from: string, ending: string, seed: number): 'noticed' | 'harmless' {
  const folder = join(scratch, 'trial');
  rmSync(folder, { recursive: true, force: true });
  cpSync(from, folder, { recursive: true });
  const path = join(folder, NAME);
  const what = damage(path + ending, seededRandom(seed));
  const before = ['', '-wal'].map((each) => (existsSync(path + each) ? hashFile(path + each).sha256 : null));
  const opened = openWorkspace({ path, create: null, actor: 'tester' }, undefined);
  if (!opened.ok) {
    expect(['workspaceCorrupt', 'notADatabase', 'notAWorkspace', 'changesMissing'], what).toContain(opened.failure.code);
    const after = ['', '-wal'].map((each) => (existsSync(path + each) ? hashFile(path + each).sha256 : null));
    expect(after, `${what}: written to`).toEqual(before);
    return 'noticed';
  }
  opened.value.close();
  expect(contentHash(path), `${what}: opened with other content`).toBe(content);
  return 'harmless';
}

describe('damage', () => {
  it('to a closed workspace is noticed or harmless, 100 times', { timeout: 120_000 }, () => {
    const outcomes = Array.from({ length: 100 }, (_, seed) => noticed(closed, '', seed));
    expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(90);
  });

  it('to the WAL of one that was not closed is noticed or harmless, 100 times', { timeout: 120_000 }, () => {
    expect(statSync(join(unclosed, `${NAME}-wal`)).size).toBeGreaterThan(10_000);
    const outcomes = Array.from({ length: 100 }, (_, seed) => noticed(unclosed, '-wal', 1000 + seed));
    expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(50);
  });

  it('to the newest backup is noticed, 100 times', { timeout: 120_000 }, () => {
    const [newest] = readBackups(backupFolderOf(join(closed, NAME)), false);
    if (newest === undefined) throw new Error('no backup');
    expect(checkCopy(newest.path, undefined).ok).toBe(true);
    const trial = join(scratch, 'backup.gpkg');
    for (let seed = 0; seed < 100; seed++) {
      copyFileSync(newest.path, trial);
      const what = damage(trial, seededRandom(2000 + seed));
      expect(hashFile(trial).sha256, what).not.toBe(newest.sha256);
    }
  });
});

describe('the way back', () => {
  const copyOf = (name: string): string => {
    const folder = join(scratch, name);
    cpSync(closed, folder, { recursive: true });
    return join(folder, NAME);
  };

  it('goes on from a checked backup and keeps the damaged file with its WAL', async () => {
    const path = copyOf('recover');
    truncateSync(path, 20_000);
    writeFileSync(`${path}-wal`, 'what was in the log');
    const damaged = hashFile(path).sha256;
    const { record } = kept;
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({ ok: false, failure: { code: 'workspaceCorrupt' } });
    const { backups } = successOf(await record.backups({ path, check: true }));
    expect(backups[0]).toMatchObject({ state: 'whole' });
    const { keptAside } = successOf(await record.recoverWorkspace({ path, id: backups[0]?.id as string }));
    expect(hashFile(keptAside as string).sha256).toBe(damaged);
    expect(readFileSync(`${keptAside}-wal`, 'utf8')).toBe('what was in the log');
    successOf(await record.open({ path, create: null, actor: 'tester' }));
    await record.close(null);
    expect(contentHash(path)).toBe(content);
    expect(successOf(await record.backups({ path, check: false })).keptAside.map((each) => each.path)).toEqual([keptAside]);
  });

  it('is carried on when it was cut short', () => {
    const path = copyOf('cut-short');
    const [newest] = readBackups(backupFolderOf(path), false);
    copyFileSync(newest?.path as string, `${path}.recovering`);
    rmSync(path);
    const opened = openWorkspace({ path, create: null, actor: 'tester' }, undefined);
    successOf(opened).close();
    expect(contentHash(path)).toBe(content);
    expect(readdirSync(dirname(path)).filter((name) => name.includes('recovering'))).toEqual([]);
  });

  it('takes a sound but older file as it stands only when told to', async () => {
    const path = copyOf('older');
    const backups = readBackups(backupFolderOf(path), false);
    const older = backups.find(({ rev }) => rev === 1);
    copyFileSync(older?.path as string, path);
    const { record } = kept;
    expect(await record.open({ path, create: null, actor: 'tester' })).toMatchObject({
      failure: { code: 'changesMissing', details: { rev: 1, expected: 13, count: 12 } },
    });
    successOf(await record.acceptAsIs({ path }));
    expect(successOf(await record.open({ path, create: null, actor: 'tester' })).rev).toBe(1);
    await record.close(null);
  });
});
