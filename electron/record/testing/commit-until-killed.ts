import { writeSync } from 'node:fs';
import { newRow } from '../../../shared/model/entity.ts';
import { entities } from '../../../shared/model/index.ts';
import { createRecord } from '../record.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { scriptedIntakeWorkerUrl } from './open-test-record.ts';

/**
 * Run as a process of its own: `PATH DRIVER COUNT`. Commits without pause, several changes under way at once, prints the number of each one
 * acknowledged, and kills itself with SIGKILL as soon as COUNT are.
 */
const [path, driver, count] = process.argv.slice(2) as [string, SqliteDriver, string];
const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined, driver });
const opened = await record.open({ path, create: { name: '断电' }, actor: 'tester' });
if (!opened.ok) throw new Error(opened.failure.code);
let acknowledged = 0;
let next = 0;

async function commitOn(): Promise<void> {
  for (;;) {
    const code = String(next++);
    const row = newRow(entities.premises, crypto.randomUUID(), { name: `第${code}户`, code, note: '录'.repeat(400) });
    const result = await record.apply({
      change: { note: { edit: 'editPremises', subject: null, count: 1 }, puts: { premises: [row] }, deletes: {} },
    });
    if (!result.ok) throw new Error(result.failure.code);
    writeSync(1, `${code}\n`);
    if (++acknowledged >= Number(count)) process.kill(process.pid, 'SIGKILL');
  }
}
await Promise.all([commitOn(), commitOn(), commitOn()]);
