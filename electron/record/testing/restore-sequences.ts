import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { BackupEntry } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import { type Change, entities, tableNames } from '../../../shared/model/index.ts';
import { applyChange } from '../apply-change.ts';
import { checkCopy, copyWorkspace } from '../backups/copy-workspace.ts';
import { restoreBackup } from '../backups/restore-backup.ts';
import { redoTop, undoTop } from '../change-log.ts';
import { encodeRow } from '../encode-row.ts';
import { computeDigest, sameDigest, storedDigest } from '../outside/table-digest.ts';
import { reverseEntry } from '../reverse-entry.ts';
import { layoutOf } from '../table-layout.ts';
import { breathe } from '../work-queue.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { beginWriteSession } from '../write-session.ts';
import { stateHash } from './content-hash.ts';
import { successOf } from './open-test-record.ts';

type Step =
  | { do: 'edit'; change: Change }
  | { do: 'sample' }
  | { do: 'backup' }
  | { do: 'restore'; which: number }
  | { do: 'undo' }
  | { do: 'redo' };

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
/** Kept settings change beside the history of edits, and are restored with it. */
const setting = fc.record({ key: fc.nat(1), value: fc.nat(3) }).map(
  ({ key, value }): Step => ({
    do: 'edit',
    change: {
      note: { edit: 'changeSetting', subject: null, count: 1 },
      puts: { setting: [newRow(entities.setting, uuid(100 + key), { key: `layers${key}`, value: { shown: value } })] },
      deletes: {},
    },
  }),
);
const step = fc.oneof(
  { weight: 5, arbitrary: edit },
  { weight: 2, arbitrary: setting },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'sample' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'backup' }) },
  { weight: 3, arbitrary: fc.nat(20).map((which): Step => ({ do: 'restore', which })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'undo' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'redo' }) },
);

/** Half of the sequences begin with an empty workspace that is backed up and becomes the sample. */
const sequence = fc
  .tuple(fc.boolean(), fc.array(step, { minLength: 4, maxLength: 12 }))
  .map(([sample, steps]): Step[] => (sample ? [{ do: 'backup' }, { do: 'sample' }, ...steps] : steps));

/**
 * Runs random sequences of edits, backups, restores and undos. After each restore the whole state (rows, settings, sample flag,
 * what is kept of them) is that of the backup; undoing it brings back what stood before. Throws with the sequence that breaks it.
 */
export async function checkRestoreSequences(runs: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sequences-'));
  let count = 0;
  try {
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const own = join(folder, String(count++));
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
    const before = stateHash(workspace.path);
    if (each.do === 'edit') await editOrRefuse(workspace, each.change, before);
    else if (each.do === 'undo') {
      const entry = undoTop(workspace.reader);
      if (entry !== null) await reverseEntry(workspace, entry, 'undo', breathe);
    } else if (each.do === 'redo') {
      const entry = redoTop(workspace.reader);
      if (entry !== null) await reverseEntry(workspace, entry, 'redo', breathe);
    } else if (each.do === 'sample') makeSample(workspace);
    else if (each.do === 'backup') backups.push({ entry: makeEntry(workspace, folder, backups.length), hash: before });
    else {
      const backup = backups[each.which % Math.max(1, backups.length)];
      if (backup === undefined) continue;
      const restored = successOf(await restoreBackup(workspace, backup.entry, breathe));
      expectSame(stateHash(workspace.path), backup.hash, 'restored');
      if (restored === null || each.which % 2 === 0) continue;
      const entry = undoTop(workspace.reader);
      if (entry === null) throw new Error('a restore cannot be undone');
      successOf(await reverseEntry(workspace, entry, 'undo', breathe));
      expectSame(stateHash(workspace.path), before, 'undone');
      successOf(await restoreBackup(workspace, backup.entry, breathe));
      expectSame(stateHash(workspace.path), backup.hash, 'restored again');
    }
  }
  const problem = workspace.reader.get<{ integrity_check: string }>('PRAGMA integrity_check')?.integrity_check;
  if (problem !== 'ok') throw new Error(problem);
  for (const table of tableNames) {
    const digest = await computeDigest(workspace.reader, table, breathe);
    if (!sameDigest(digest, storedDigest(workspace.reader, table))) throw new Error(`the digest of ${table} is not that of its rows`);
  }
  const counted = workspace.reader.get<{ n: number }>('SELECT count(*) AS n FROM premises')?.n;
  if (counted !== workspace.counts.premises) throw new Error(`counts say ${workspace.counts.premises}, there are ${counted}`);
}

/** What the sample generator does to an empty workspace, in small. */
function makeSample(workspace: Workspace): void {
  if (workspace.counts.premises > 0) return;
  const session = beginWriteSession(workspace, { derive: true });
  const image = encodeRow(layoutOf('premises'), newRow(entities.premises, uuid(0), { name: '示范超市' }), session.rev);
  session.insert('premises', uuid(0), successOf(image));
  const note = { edit: 'generateSample', subject: null, count: 1 };
  session.commit({ note, kind: 'edit', undoOf: null, importBatchId: null, sample: true });
}

/** Two rows may not have one source reference: such an edit is refused and changes nothing. */
async function editOrRefuse(workspace: Workspace, change: Change, before: string): Promise<void> {
  try {
    await applyChange(workspace, change, breathe);
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== 2067) throw error;
    expectSame(stateHash(workspace.path), before, 'refused');
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
