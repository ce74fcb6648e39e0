import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobProgress, JobStage } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import { stateHash } from '../testing/content-hash.ts';
import { type KeptRecord, openKeptRecord } from '../testing/open-kept-record.ts';
import { successOf } from '../testing/open-test-record.ts';
import { backupFolderOf } from './backup-folder.ts';

let kept: KeptRecord;
let id: string;
let sealed: string;
const secret = '红旗超市的密码';

beforeAll(async () => {
  kept = await openKeptRecord();
  const { record, folder } = kept;
  successOf(await record.apply({ change: aWorkspace().withPremises(2500).withHazards(300).toChange() }));
  id = successOf(await record.createBackup(null)).id;
  successOf(await record.apply({ change: aWorkspace().withPremises(2500).toChange() }));
  sealed = join(folder, '拷贝.firemap');
  successOf(await record.copyOut({ target: sealed, password: secret }));
}, 60_000);
afterAll(() => kept.dispose());

/** Every piece of long work on backups, by the stages it goes through. */
const works: [what: string, stages: JobStage[], run: (jobId: string) => Promise<Result<unknown>>][] = [
  ['create', ['copying', 'verifying'], (jobId) => kept.record.createBackup({ jobId })],
  ['list', ['verifying'], (jobId) => kept.record.backups({ path: null, check: true, jobId })],
  ['previewRestore', ['verifying', 'comparing'], (jobId) => kept.record.previewRestore({ id, jobId })],
  ['restore', ['verifying', 'copying', 'comparing', 'writing'], (jobId) => kept.record.restoreBackup({ id, jobId })],
  ['copyToUsb', ['copying', 'verifying'], (jobId) => kept.record.copyOut({ target: target(`${jobId}.gpkg`), password: null, jobId })],
  [
    'encrypted copyToUsb',
    ['copying', 'encrypting', 'verifying'],
    (jobId) => kept.record.copyOut({ target: target(`${jobId}.firemap`), password: secret, jobId }),
  ],
  [
    'openPackage',
    ['decrypting', 'verifying'],
    (jobId) => kept.record.openPackage({ path: sealed, password: secret, target: target(`${jobId}.opened.gpkg`), jobId }),
  ],
];
const target = (name: string): string => join(kept.folder, name);

const progressOf = (jobId: string): JobProgress[] =>
  kept.events.flatMap((event) => (event.event === 'progress' && event.progress.jobId === jobId ? [event.progress] : []));

/** Files that are neither the workspace's own nor a backup with its manifest. */
function strangers(): string[] {
  const folder = backupFolderOf(kept.path);
  const backups = readdirSync(folder).filter((name) => {
    const other = name.endsWith('.gpkg') ? name.replace(/gpkg$/, 'json') : name.replace(/json$/, 'gpkg');
    return name !== 'witness.json' && (name.startsWith('.') || !existsSync(join(folder, other)));
  });
  const beside = readdirSync(dirname(kept.path)).filter((name) => !name.startsWith('工作区') && name !== '拷贝.firemap');
  return [...backups, ...beside];
}

const cancelled = works.flatMap(([what, stages, run]) => stages.map((stage) => ({ what, stage, run })));

it.each(cancelled)('$what leaves nothing when cancelled while $stage', { timeout: 60_000 }, async ({ what, stage, run }) => {
  let before = '';
  let answer: Result<unknown> | null = null;
  // Told too late, when the work is over, it is done in whole: then it is begun anew.
  for (let times = 1; answer === null || (answer.ok && times <= 10); times++) {
    const jobId = `${what}-${stage}-${times}`;
    before = stateHash(kept.path);
    const watching = setInterval(() => {
      if (progressOf(jobId).some((progress) => progress.stage === stage)) void kept.record.cancelJob({ jobId });
    }, 1);
    answer = await run(jobId).finally(() => clearInterval(watching));
    if (answer.ok) for (const name of readdirSync(kept.folder)) if (name.startsWith(jobId)) rmSync(target(name));
  }
  expect(answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(strangers()).toEqual([]);
  expect(stateHash(kept.path)).toBe(before);
  expect(await kept.record.backupState(null)).toMatchObject({ running: false, failure: null });
});

it.each(works)('%s tells its stages, each as far as it is', { timeout: 60_000 }, async (what, stages, run) => {
  const jobId = `told-${what}`;
  successOf(await run(jobId));
  const told = progressOf(jobId);
  const seen = [...new Set(told.map(({ stage }) => stage))];
  expect(seen).toEqual(expect.arrayContaining(stages));
  for (const { done, total } of told) if (total > 0) expect(done).toBeLessThanOrEqual(total);
});
