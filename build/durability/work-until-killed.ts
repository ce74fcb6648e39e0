import { writeSync } from 'node:fs';
import { applyChange } from '../../electron/record/apply-change.ts';
import { createRecord, type RecordHandle } from '../../electron/record/record.ts';
import { backupWorkerUrl } from '../../electron/record/testing/open-kept-record.ts';
import { scriptedImport, scriptedIntakeWorkerUrl, successOf } from '../../electron/record/testing/open-test-record.ts';
import { breathe } from '../../electron/record/work-queue.ts';
import { openWorkspace } from '../../electron/record/workspace.ts';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities } from '../../shared/model/index.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';

/**
 * Run as a process of its own, `PATH SEED MODE`: works on a workspace without end and says each thing acknowledged on stdout, at once.
 * Mode `record` edits, imports and backs up as the app does; `edit`, `import` and `backup` do mostly that one; `normal` only
 * commits, with that `synchronous`. Before opening, which may bring an older schema forward, it says `opening`.
 */
export type WorkMode = 'record' | 'edit' | 'import' | 'backup' | 'normal';

const [path, seedText, mode] = process.argv.slice(2) as [string, string, WorkMode];
/** Share of edits and of imports in what is done; the rest are backups. */
const shares = { record: [0.93, 0.04], edit: [1, 0], import: [0.1, 0.9], backup: [0.3, 0] } as const;
const random = seededRandom(Number(seedText));
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
let next = 0;

function nextEdit(): { code: string; change: Change } {
  const code = `${seedText}-${next++}`;
  const row = newRow(entities.premises, crypto.randomUUID(), { name: `第${code}户`, code, note: '录'.repeat(random.integer(600)) });
  return { code, change: { note: { edit: 'editPremises', subject: code, count: 1 }, puts: { premises: [row] }, deletes: {} } };
}

async function workAsTheApp([edits, imports]: readonly [number, number]): Promise<never> {
  const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
  say('opening');
  successOf(await record.open({ path, create: null, actor: 'tester' }));
  say('opened');
  for (;;) {
    const choice = random.next();
    if (choice < edits) await edit(record);
    else if (choice < edits + imports) {
      const script = random.chance(0.5) ? 'premises=60&batchRows=20&edited' : 'premises=60&batchRows=20';
      const { importBatchId } = successOf(await record.runImport({ jobId: 'import', request: scriptedImport(script), commit: true }));
      say(`import ${importBatchId ?? 'none'}`);
    } else say(`backup ${successOf(await record.createBackup(null)).id}`);
    await breathe();
  }
}

async function edit(record: RecordHandle): Promise<void> {
  const { code, change } = nextEdit();
  successOf(await record.apply({ change }));
  say(`edit ${code}`);
}

async function onlyCommit(synchronous: 'normal'): Promise<never> {
  const workspace = successOf(openWorkspace({ path, create: null, actor: 'tester' }, undefined));
  workspace.writer.exec(`PRAGMA synchronous = ${synchronous}`);
  say('opened');
  for (;;) {
    const { code, change } = nextEdit();
    successOf(await applyChange(workspace, change, breathe));
    say(`edit ${code}`);
    await breathe();
  }
}

await (mode === 'normal' ? onlyCommit(mode) : workAsTheApp(shares[mode]));
