import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import type { RecordEvent } from '../../electron/record/api.ts';
import { createRecord } from '../../electron/record/record.ts';
import { thaw } from '../../electron/record/testing/frozen-workspaces.ts';
import { backupWorkerUrl } from '../../electron/record/testing/open-kept-record.ts';
import { scriptedImport, scriptedIntakeWorkerUrl, successOf } from '../../electron/record/testing/open-test-record.ts';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { checkSurvivor, type Survival } from './check-survivor.ts';
import { fillDiskTo, makeImage, mountImage } from './loop-disk.ts';
import { scratchFolder } from './power-cut.ts';

export interface FullDisk extends Survival {
  /** How long the slowest refusal took: from the beginning of the work, or the last of it that got anywhere, to the answer. */
  slowestRefusalMs: number;
  /** What was refused: `edit`, `import`, `backup`. */
  refused: string[];
  /** Work goes on once there is space again. */
  wentOn: boolean;
}

const IMAGE_BYTES = 16 << 20;
const REFUSALS = 4;

/** Fills a small disk to a random rest, works until it is full, makes space, works on, and looks at what is there. */
export async function fillDisk(seed: number): Promise<FullDisk> {
  const random = seededRandom(seed);
  const scratch = scratchFolder();
  const image = join(scratch, 'disk.img');
  makeImage(image, IMAGE_BYTES);
  const disk = mountImage(image, join(scratch, 'disk'));
  try {
    const path = join(disk.folder, 'w.gpkg');
    const ballast = join(disk.folder, 'ballast');
    let gotOnAt = 0;
    let reached = '';
    const onEvent = (event: RecordEvent): void => {
      if (event.event !== 'progress') return;
      const { jobId, stage, done } = event.progress;
      if (reached !== `${jobId} ${stage} ${done}`) gotOnAt = performance.now();
      reached = `${jobId} ${stage} ${done}`;
    };
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent });
    successOf(await record.open({ path, create: { name: '满盘' }, actor: 'tester' }));
    fillDiskTo(ballast, 4096 * random.integer(300));
    const lines: string[] = [];
    const refused: string[] = [];
    const wrong: string[] = [];
    let slowestRefusalMs = 0;
    let next = 0;
    const attempt = async (): Promise<boolean> => {
      gotOnAt = performance.now();
      const choice = random.next();
      const kind = choice < 0.8 ? 'edit' : choice < 0.9 ? 'import' : 'backup';
      const code = `${seed}-${next++}`;
      const answer =
        kind === 'edit'
          ? await record.apply({ change: edit(code, random.integer(3000)) })
          : kind === 'import'
            ? await record.runImport({ jobId: code, request: scriptedImport('premises=60&batchRows=20'), commit: true })
            : await record.createBackup({ jobId: code });
      if (!answer.ok) {
        slowestRefusalMs = Math.max(slowestRefusalMs, performance.now() - gotOnAt);
        refused.push(kind);
        if (answer.failure.code !== 'diskFull') wrong.push(`${kind} refused as ${JSON.stringify(answer.failure)}`);
        return false;
      }
      if (kind === 'edit') lines.push(`edit ${code}`);
      else if ('importBatchId' in answer.value) lines.push(`import ${answer.value.importBatchId ?? 'none'}`);
      return true;
    };
    while (refused.length < REFUSALS) await attempt();
    rmSync(ballast);
    let wentOn = true;
    for (let times = 0; times < 3; times++) {
      const code = `${seed}-after-${times}`;
      wentOn &&= (await record.apply({ change: edit(code, 100) })).ok;
      lines.push(`edit ${code}`);
    }
    await record.close(null);
    const survival = checkSurvivor(path, lines);
    return { ...survival, wrong: [...wrong, ...survival.wrong], slowestRefusalMs, refused, wentOn };
  } finally {
    disk.unmount();
    rmSync(scratch, { recursive: true, force: true });
  }
}

export interface CrampedMigrations {
  /** How each opening ended: the code of its failure, or `migrated`. */
  outcomes: string[];
  slowestRefusalMs: number;
}

/**
 * Opens a frozen workspace of an older schema with ever more room on its disk, by `stepBytes`, until there was enough to migrate it. A refused
 * one must have left every byte of it, and nothing beside it; with room made, it opens. Throws where that is not so.
 */
export async function migrateWithLittleRoom(name: string, stepBytes: number): Promise<CrampedMigrations> {
  const scratch = scratchFolder();
  const image = join(scratch, 'disk.img');
  makeImage(image, IMAGE_BYTES);
  const disk = mountImage(image, join(scratch, 'disk'));
  const path = join(disk.folder, 'w.gpkg');
  const ballast = join(disk.folder, 'ballast');
  thaw(name, path);
  const frozen = readFileSync(path);
  const found: CrampedMigrations = { outcomes: [], slowestRefusalMs: 0 };
  const open = async (): Promise<string> => {
    const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
    const startedAt = performance.now();
    const opened = await record.open({ path, create: null, actor: 'tester' });
    if (!opened.ok) found.slowestRefusalMs = Math.max(found.slowestRefusalMs, performance.now() - startedAt);
    await record.close(null);
    return opened.ok ? 'migrated' : opened.failure.code;
  };
  try {
    for (let rest = 0; found.outcomes.at(-1) !== 'migrated'; rest += stepBytes) {
      for (const file of readdirSync(disk.folder)) if (file !== 'lost+found') rmSync(join(disk.folder, file), { recursive: true });
      writeFileSync(path, frozen);
      fillDiskTo(ballast, rest);
      found.outcomes.push(await open());
      if (found.outcomes.at(-1) === 'migrated') break;
      if (!readFileSync(path).equals(frozen)) throw new Error(`changed by a refused migration with ${rest} bytes of room`);
      const beside = readdirSync(disk.folder).filter((file) => !['w.gpkg', 'w.backups', 'ballast', 'lost+found'].includes(file));
      if (beside.length > 0) throw new Error(`left behind: ${beside}`);
      rmSync(ballast);
      const after = await open();
      if (after !== 'migrated') throw new Error(`not opened with room made: ${after}`);
    }
    return found;
  } finally {
    disk.unmount();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** So that what is measured is the app's own time: programs of usual priority do not make its threads wait for a processor. Undone by the answer. */
export function beforeOthers(): () => void {
  const usual = getPriority();
  try {
    // Threads started later have the priority of the one that starts them.
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // Root of a container may not: then it is measured among the others.
  }
  return () => setPriority(usual);
}

const edit = (code: string, length: number): Change => ({
  note: { edit: 'editPremises', subject: code, count: 1 },
  puts: { premises: [newRow(entities.premises, crypto.randomUUID(), { name: `第${code}户`, code, note: '录'.repeat(length) })] },
  deletes: {},
});
