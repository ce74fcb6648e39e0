import { statSync } from 'node:fs';
import { keepRowsYoung } from '../../../electron/record/keep-rows-young.ts';
import { createRecord } from '../../../electron/record/record.ts';
import { backupWorkerUrl } from '../../../electron/record/testing/open-kept-record.ts';
import type { Result } from '../../../shared/model/index.ts';
import { type WatchedMemory, watchMemory } from '../watch-memory.ts';

/** What one piece of the record's work took, as a line of JSON on stdout. */
export interface WatchedWork extends WatchedMemory {
  what: 'import' | 'backup';
  wallMs: number;
  cpuMs: number;
  fileBytes: number;
}

/**
 * Run as `watch-record.ts WORKSPACE [TABLE]`: imports a table of premises into a new workspace as the record's process does; without a
 * table, makes a checked backup of the workspace that is there.
 */
const [path, table] = process.argv.slice(2) as [string, string | undefined];
keepRowsYoung();
const record = createRecord({
  intakeWorkerUrl: new URL('../../../electron/intake/intake-worker.ts', import.meta.url),
  backupWorkerUrl,
  onEvent: () => undefined,
});
expectOk(await record.open({ path, create: table === undefined ? null : { name: 'bench' }, actor: 'bench' }));
if (table === undefined) await watched('backup', () => record.createBackup(null));
else {
  const request = { path: table, as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null } as const;
  await watched('import', () => record.runImport({ jobId: 'bench', request, commit: true }));
}
await record.close(null);

async function watched(what: WatchedWork['what'], work: () => Promise<Result<unknown>>): Promise<void> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { result, pssBefore, pssPeak } = await watchMemory(work);
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  expectOk(result);
  const line: WatchedWork = { what, wallMs, cpuMs: (user + system) / 1000, pssBefore, pssPeak, fileBytes: statSync(path).size };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function expectOk(result: Result<unknown>): void {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
}
