import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRow } from '../../../shared/model/entity.ts';
import { entities } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { type SeededRandom, seededRandom } from '../../../shared/testing/seeded-random.ts';
import { backupFolderOf } from '../backups/backup-folder.ts';
import { hashFile } from '../backups/hash-file.ts';
import { readBackups } from '../backups/manifest.ts';
import { createRecord } from '../record.ts';
import { openWorkspace } from '../workspace.ts';
import { contentHash } from './content-hash.ts';
import { backupWorkerUrl, openKeptRecord } from './open-kept-record.ts';
import { scriptedIntakeWorkerUrl, successOf } from './open-test-record.ts';

export const damagedName = '工作区.gpkg';

/** A workspace to damage copies of: its folder as it is after closing, and as it is while open with changes in its WAL. */
export interface Damageable {
  closed: string;
  unclosed: string;
  /** What it holds. */
  content: string;
  /** A folder for copies. */
  scratch: string;
  dispose(): void;
}

/** What became of one piece of damage. Anything worse throws. */
export type Noticed = 'noticed' | 'harmless';

export async function makeDamageable(): Promise<Damageable> {
  const kept = await openKeptRecord();
  const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'damage-'));
  const { record, folder, path } = kept;
  try {
    successOf(await record.apply({ change: aWorkspace().withPremises(60).withHazards(20).withZones(2).toChange() }));
    await record.close(null);
    successOf(await kept.reopen());
    for (let index = 0; index < 12; index++) {
      const row = newRow(entities.station, crypto.randomUUID(), { name: `第${index}驿站`, address: '红旗路'.repeat(20) });
      const note = { edit: 'editPremises', subject: null, count: 1 };
      successOf(await record.apply({ change: { note, puts: { station: [row] }, deletes: {} } }));
    }
    successOf(await record.createBackup(null));
    const content = contentHash(path);
    const unclosed = join(scratch, 'unclosed');
    cpSync(folder, unclosed, { recursive: true, filter: (source) => !/-shm$|\.lock$/.test(source) });
    await record.close(null);
    const closed = join(scratch, 'closed');
    cpSync(folder, closed, { recursive: true });
    return { closed, unclosed, content, scratch, dispose: () => rmSync(scratch, { recursive: true, force: true }) };
  } finally {
    await kept.dispose();
  }
}

/** Flips one bit of a file or cuts it off somewhere; answers what it did. */
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

/** Damages the workspace file, or its WAL, of a fresh copy and opens that: it is refused and left as it is, or holds what it held. */
export function damageFile({ scratch, content, ...folders }: Damageable, from: 'closed' | 'unclosed', seed: number): Noticed {
  const folder = join(scratch, 'trial');
  rmSync(folder, { recursive: true, force: true });
  cpSync(folders[from], folder, { recursive: true });
  const path = join(folder, damagedName);
  const what = damage(from === 'closed' ? path : `${path}-wal`, seededRandom(seed));
  const hashes = () => ['', '-wal'].map((each) => (existsSync(path + each) ? hashFile(path + each).sha256 : null)).join();
  const before = hashes();
  const opened = openWorkspace({ path, create: null, actor: 'tester' }, undefined);
  if (!opened.ok) {
    const known = ['workspaceCorrupt', 'notADatabase', 'notAWorkspace', 'changesMissing'].includes(opened.failure.code);
    if (!known) throw new Error(`${what}: refused as ${opened.failure.code}`);
    if (hashes() !== before) throw new Error(`${what}: written to`);
    return 'noticed';
  }
  opened.value.close();
  if (contentHash(path) !== content) throw new Error(`${what}: opened with other content`);
  return 'harmless';
}

/**
 * Damages the newest backup of a fresh copy: the list says so, neither a restore nor a recovery takes it, the one before it is still
 * whole, and the workspace is as it was.
 */
export async function damageNewestBackup({ scratch, closed, content }: Damageable, seed: number): Promise<void> {
  const folder = join(scratch, 'trial');
  rmSync(folder, { recursive: true, force: true });
  cpSync(closed, folder, { recursive: true });
  const path = join(folder, damagedName);
  const [newest, older] = readBackups(backupFolderOf(path), false);
  if (newest === undefined || older === undefined) throw new Error('two backups are needed');
  const what = damage(newest.path, seededRandom(seed));
  const damaged = hashFile(newest.path).sha256;
  const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
  const { backups } = successOf(await record.backups({ path, check: true }));
  const stateOf = (id: string) => backups.find((backup) => backup.id === id)?.state;
  if (stateOf(newest.id) !== 'damaged' || stateOf(older.id) !== 'whole') throw new Error(`${what}: listed as ${stateOf(newest.id)}`);
  const recovered = await record.recoverWorkspace({ path, id: newest.id });
  if (recovered.ok || recovered.failure.code !== 'backupDamaged') throw new Error(`${what}: recovered from it`);
  successOf(await record.open({ path, create: null, actor: 'tester' }));
  const restored = await record.restoreBackup({ id: newest.id });
  await record.close(null);
  if (restored.ok || restored.failure.code !== 'backupDamaged') throw new Error(`${what}: restored from it`);
  if (contentHash(path) !== content) throw new Error(`${what}: other content`);
  if (existsSync(newest.path) && hashFile(newest.path).sha256 !== damaged) throw new Error(`${what}: written to`);
}

/** A copy of the closed folder to work on; answers the path of its workspace. */
export function copyOfClosed({ scratch, closed }: Damageable, name: string): string {
  const folder = join(scratch, name);
  cpSync(closed, folder, { recursive: true });
  return join(folder, damagedName);
}
