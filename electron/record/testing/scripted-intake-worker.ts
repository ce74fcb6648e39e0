import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { tableHead } from '../../../shared/formats/format.ts';
import type { IntakeMessage, IntakeReply } from '../../../shared/formats/intake.ts';
import { failed } from '../../../shared/model/index.ts';
import { aWorkspace } from '../../../shared/testing/a-workspace.ts';
import type { IntakeTask } from '../run-intake.ts';

/**
 * An intake worker for tests that speaks the real protocol. What it makes is said in the path of the request, as
 * `premises=400&hazards=90&crashAfter=2`; `edited` gives every premises another address, `orphans` lets hazards name
 * premises nobody has.
 */
const port = parentPort;
if (port === null) throw new Error('run as a worker');
const task = workerData as IntakeTask;
const post = (message: IntakeMessage) => port.postMessage(message);

function scriptOf(): URLSearchParams {
  if (task.kind === 'sample') return new URLSearchParams('premises=120&hazards=40&roads=30');
  return new URLSearchParams(task.kind === 'import' || task.kind === 'sheet' ? task.request.path : task.path);
}

async function run(): Promise<void> {
  const script = scriptOf();
  const number = (name: string) => Number(script.get(name) ?? 0);
  if (script.has('fail')) return post({ kind: 'failed', failure: failed('fileUnreadable', { name: 'x' }).failure });
  if (task.kind === 'preview') {
    return post({
      kind: 'preview',
      preview: {
        path: task.path,
        name: 'x.csv',
        size: 1,
        format: 'csv',
        ...tableHead({ columns: ['名称'], encoding: task.encoding }),
        geometryType: null,
        sample: [],
        suggestedAs: 'premises',
        suggested: {},
      },
    });
  }
  const builder = aWorkspace().withPremises(number('premises')).withHazards(number('hazards')).withRoads(number('roads'));
  const batches = builder.toBatches(number('batchRows') || 100);
  let read = 0;
  for (const [index, batch] of batches.entries()) {
    if (script.has('crashAfter') && index === number('crashAfter')) throw new Error('scripted crash');
    if (script.has('exitAfter') && index === number('exitAfter')) process.exit(3);
    for (const row of batch.rows) {
      if (script.has('edited') && batch.table === 'premises') (row.values as Record<string, unknown>).address = '改后的地址';
      if (script.has('bare')) row.values.geom = null;
      if (script.has('orphans')) for (const lookup of row.lookups ?? []) lookup.value = 'nobody';
      if (script.has('nameless') && batch.table === 'premises') (row.values as Record<string, unknown>).name = '';
    }
    post({ kind: 'batch', batch });
    const [reply] = (await once(port as NonNullable<typeof port>, 'message')) as [IntakeReply];
    if (reply.kind === 'cancel') return post({ kind: 'failed', failure: failed('cancelled').failure });
    read += batch.rows.length;
    post({ kind: 'progress', done: read, total: 0 });
    if (script.has('pauseMs')) await sleep(number('pauseMs'));
  }
  post({
    kind: 'end',
    read: read + number('rejected'),
    rejected: number('rejected'),
    issues: [],
    issuesTotal: 0,
    byReason: {},
    fileHash: 'abc',
  });
}

await run();
port.close();
