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
 * Mode `record` edits, imports and backs up as the app does; `full` and `normal` only commit, with that `synchronous`.
 */
const [path, seedText, mode] = process.argv.slice(2) as [string, string, 'record' | 'full' | 'normal'];
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

async function workAsTheApp(): Promise<never> {
  const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, backupWorkerUrl, onEvent: () => undefined });
  successOf(await record.open({ path, create: null, actor: 'tester' }));
  say('opened');
  for (;;) {
    const choice = random.next();
    if (choice < 0.93) await edit(record);
    else if (choice < 0.97) {
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

async function onlyCommit(synchronous: 'full' | 'normal'): Promise<never> {
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

await (mode === 'record' ? workAsTheApp() : onlyCommit(mode));
