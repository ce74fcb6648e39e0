import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { BackupEntry } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities } from '../../../shared/model/index.ts';
import { applyChange } from '../apply-change.ts';
import { checkCopy, copyWorkspace } from '../backups/copy-workspace.ts';
import { restoreBackup } from '../backups/restore-backup.ts';
import { undoTop } from '../change-log.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { breathe } from '../work-queue.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { contentHash } from './content-hash.ts';
import { successOf } from './open-test-record.ts';

type Step = { do: 'edit'; change: Change } | { do: 'backup' } | { do: 'restore'; which: number } | { do: 'undo' };

const slots = 5;
const uuid = (digit: number): string => `11111111-0000-4000-8000-${String(digit).padStart(12, '0')}`;
const row = fc
  .record({
    slot: fc.nat(slots - 1),
    name: fc.constantFrom('红旗超市', '东街面馆', '永安旅馆'),
    ref: fc.option(fc.nat(slots - 1)),
    lon: fc.integer({ min: 100, max: 110 }),
  })
  .map(({ slot, name, ref, lon }) =>
    // Source references wander between rows: no two may have the same at any moment of a restore.
    newRow(entities.premises, uuid(slot), {
      name,
      sourceRef: ref === null ? null : `x:${ref}`,
      geom: { type: 'Point', coordinates: [lon, 40] },
    }),
  );
const edit = fc
  .record({
    premises: fc.uniqueArray(row, { maxLength: 3, selector: ({ id }) => id }),
    deletes: fc.uniqueArray(fc.nat(slots - 1).map(uuid), { maxLength: 2 }),
  })
  .map(
    ({ premises, deletes }): Step => ({
      do: 'edit',
      change: { note: { edit: 'editPremises', subject: null, count: 1 }, puts: { premises }, deletes: { premises: deletes } },
    }),
  );
const step = fc.oneof(
  { weight: 5, arbitrary: edit },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'backup' }) },
  { weight: 3, arbitrary: fc.nat(20).map((which): Step => ({ do: 'restore', which })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'undo' }) },
);

/**
 * Runs random sequences of edits, backups, restores and undos. After each restore the content is that of the backup; undoing
 * it brings back what stood before. Throws with the sequence that breaks it.
 */
export async function checkRestoreSequences(runs: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sequences-'));
  let sequence = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const own = join(folder, String(sequence++));
        mkdirSync(own);
        const workspace = successOf(openWorkspace({ path: join(own, 'w.gpkg'), create: { name: 'w' }, actor: 'a' }, undefined));
        try {
          await walk(workspace, own, steps);
        } finally {
          workspace.close();
          rmSync(own, { recursive: true, force: true });
        }
      }),
      { seed, numRuns: runs },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function walk(workspace: Workspace, folder: string, steps: readonly Step[]): Promise<void> {
  // No fsync: what is tested here is what is written, not whether it lasts.
  workspace.writer.exec('PRAGMA synchronous = OFF');
  const backups: { entry: BackupEntry; hash: string }[] = [];
  for (const each of steps) {
    const before = contentHash(workspace.path);
    if (each.do === 'edit') await editOrRefuse(workspace, each.change, before);
    else if (each.do === 'undo') {
      const entry = undoTop(workspace.reader);
      if (entry !== null) await reverseEntry(workspace, entry, 'undo', breathe);
    } else if (each.do === 'backup') backups.push({ entry: makeEntry(workspace, folder, backups.length), hash: before });
    else {
      const backup = backups[each.which % Math.max(1, backups.length)];
      if (backup === undefined) continue;
      const restored = successOf(await restoreBackup(workspace, backup.entry, breathe));
      expectSame(contentHash(workspace.path), backup.hash, 'restored');
      if (restored === null || each.which % 2 === 0) continue;
      const entry = undoTop(workspace.reader);
      if (entry === null) throw new Error('a restore cannot be undone');
      successOf(await reverseEntry(workspace, entry, 'undo', breathe));
      expectSame(contentHash(workspace.path), before, 'undone');
      successOf(await restoreBackup(workspace, backup.entry, breathe));
      expectSame(contentHash(workspace.path), backup.hash, 'restored again');
    }
  }
  const problem = workspace.reader.get<{ integrity_check: string }>('PRAGMA integrity_check')?.integrity_check;
  if (problem !== 'ok') throw new Error(problem);
  const counted = workspace.reader.get<{ n: number }>('SELECT count(*) AS n FROM premises')?.n;
  if (counted !== workspace.counts.premises) throw new Error(`counts say ${workspace.counts.premises}, there are ${counted}`);
}

/** Two rows may not have one source reference: such an edit is refused and changes nothing. */
async function editOrRefuse(workspace: Workspace, change: Change, before: string): Promise<void> {
  try {
    await applyChange(workspace, change, breathe);
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== 2067) throw error;
    expectSame(contentHash(workspace.path), before, 'refused');
  }
}

function makeEntry(workspace: Workspace, folder: string, number: number): BackupEntry {
  const path = join(folder, `${number}.gpkg`);
  const { facts, size, sha256 } = successOf(copyWorkspace(workspace.path, path, undefined));
  const createdAt = new Date().toISOString();
  successOf(checkCopy(path, undefined));
  return {
    id: String(number),
    file: `${number}.gpkg`,
    reason: 'byHand',
    createdAt,
    ...facts,
    size,
    sha256,
    path,
    state: 'whole',
    second: false,
  };
}

function expectSame(actual: string, expected: string, what: string): void {
  if (actual !== expected) throw new Error(`content differs: ${what}`);
}
