import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { applyChange } from '../../electron/record/apply-change.ts';
import { copyWorkspace } from '../../electron/record/backups/copy-workspace.ts';
import { openWorkspace, type Workspace } from '../../electron/record/workspace.ts';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities } from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import { writePremisesTable } from './make-premises-workspace.ts';
import { type Measurement, median } from './measure.ts';
import type { WatchedWork } from './records/watch-record.ts';

const ROWS = 200_000;
const COMMITS = 300;
const RUNS = 3;

/** The record on the disk of the temporary folder: one row a commit, many rows in one commit, and a checked backup of them. */
export const recordsBench: Bench = {
  id: 'records',
  title: 'the record: single commits with an fsync each, 200,000 premises in one change, and their backup, read back and hashed',
  async run({ say }) {
    return inTemporaryFolder(async (folder) => {
      say(`${COMMITS} single commits, synchronous=FULL and OFF`);
      const rows = [await measureCommits(folder, 'FULL'), await measureCommits(folder, 'OFF')];
      say(`${ROWS.toLocaleString('en')} premises in one change`);
      const path = join(folder, 'large.gpkg');
      const workspace = opened(path);
      const change = aWorkspace().withPremises(ROWS).toChange();
      rows.push(
        await timed(`insert of ${ROWS.toLocaleString('en')} premises`, 'one change, indexed, logged', () =>
          applyOrThrow(workspace, change),
        ),
      );
      workspace.close();
      say('backups');
      rows.push(...measureBackups(folder, path));
      say('memory of an import and a backup of as many');
      rows.push(...measureMemory(folder));
      return rows;
    });
  },
};

async function measureCommits(folder: string, synchronous: 'FULL' | 'OFF'): Promise<Measurement> {
  const workspace = opened(join(folder, `${synchronous}.gpkg`));
  workspace.writer.exec(`PRAGMA synchronous = ${synchronous}`);
  const measured = await timed(`${COMMITS} commits of one premises`, `synchronous=${synchronous}`, async () => {
    for (let index = 0; index < COMMITS; index++) {
      const row = newRow(entities.premises, crypto.randomUUID(), {
        name: `第${index}户`,
        geom: { type: 'Point', coordinates: [118.9, 42.2] },
      });
      await applyOrThrow(workspace, { note: { edit: 'editPremises', subject: null, count: 1 }, puts: { premises: [row] }, deletes: {} });
    }
  });
  workspace.close();
  const note = `${Math.round((COMMITS / measured.wallMs) * 1000)} commits a second`;
  return { ...measured, ours: synchronous === 'FULL', note };
}

function measureBackups(folder: string, path: string): Measurement[] {
  const wall: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const copied = copyWorkspace(path, join(folder, 'backup.gpkg'), undefined);
    wall.push(performance.now() - started);
    if (!copied.ok) throw new Error(JSON.stringify(copied.failure));
  }
  const note = `${(statSync(path).size / 1e6).toFixed(0)} MB; on a thread of its own in the app`;
  const work = `backup of ${ROWS.toLocaleString('en')} premises`;
  return [
    {
      work,
      method: 'VACUUM INTO, fsync, integrity_check, counts, SHA-256',
      ours: true,
      wallMs: median(wall),
      cpuMs: null,
      runs: RUNS,
      note,
    },
  ];
}

/** The same amount as the app takes it in, from a table, and its backup, each in a process of its own whose memory is watched. */
function measureMemory(folder: string): Measurement[] {
  const table = join(folder, 'premises.csv');
  writePremisesTable(table, ROWS);
  return [[table], []].map((more) => {
    const script = join(import.meta.dirname, 'records/watch-record.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, join(folder, 'imported.gpkg'), ...more], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`watch-record.ts ended with ${status}: ${stderr}`);
    const { what, wallMs, cpuMs, pssBefore, pssPeak, fileBytes } = JSON.parse(stdout) as WatchedWork;
    return {
      work: `${what} of ${ROWS.toLocaleString('en')} premises, with its memory`,
      method: what === 'import' ? 'CSV, intake thread, one revision' : 'backup thread',
      ours: true,
      wallMs,
      cpuMs,
      runs: 1,
      note: `PSS +${Math.round(pssPeak - pssBefore)} MB over ${Math.round(pssBefore)} MB idle; file ${Math.round(fileBytes / 1e6)} MB`,
    };
  });
}

function opened(path: string): Workspace {
  const result = openWorkspace({ path, create: { name: 'bench' }, actor: 'bench' }, undefined);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function applyOrThrow(workspace: Workspace, change: Change): Promise<void> {
  const result = await applyChange(workspace, change, async () => undefined);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
}

async function timed(work: string, method: string, run: () => Promise<void>): Promise<Measurement> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await run();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { work, method, ours: true, wallMs, cpuMs: (user + system) / 1000, runs: 1, note: '' };
}
