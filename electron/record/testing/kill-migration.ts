import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openReader } from '../connection.ts';
import { schemaVersion } from '../migrations/index.ts';
import { createRecord } from '../record.ts';
import { frozenVersion, goldenOf, thaw } from './frozen-workspaces.ts';
import { goldenExport } from './golden-export.ts';
import { scriptedIntakeWorkerUrl, successOf } from './open-test-record.ts';

const program = join(import.meta.dirname, 'migrate-until-killed.ts');
const migrateUntil = (name: string, path: string, step: number) =>
  spawnSync(process.execPath, [program, path, String(frozenVersion(name)), String(step)], { encoding: 'utf8' });

/** How many statements bring a frozen workspace to the newest schema: so many places to be killed at. */
export function countSteps(name: string, path: string): number {
  thaw(name, path);
  const { status, stdout, stderr } = migrateUntil(name, path, -1);
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/**
 * Kills the migration of a frozen workspace before its statement `step`, and opens it as the app does. Answers what is wrong, with
 * what the disk had between or after: nothing, when it was whole, of the old schema or the newest, and the opening carried it to the newest.
 */
export async function killMigration(name: string, path: string, step: number): Promise<string[]> {
  thaw(name, path);
  const { signal, stderr } = migrateUntil(name, path, step);
  if (signal !== 'SIGKILL') return [`${step}: not killed: ${stderr}`];
  const wrong = wrongWith(name, path, [frozenVersion(name), schemaVersion]);
  const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined });
  successOf(await record.open({ path, create: null, actor: 'tester' }));
  const { faultsTotal } = successOf(await record.verifyLog({ jobId: 'v' }));
  await record.close(null);
  if (faultsTotal > 0) wrong.push(`${faultsTotal} faults in the change log`);
  wrong.push(...wrongWith(name, path, [schemaVersion]).map((what) => `resumed: ${what}`));
  return wrong.map((what) => `${step}: ${what}`);
}

/** Read without an opening, which would tidy up. */
function wrongWith(name: string, path: string, versions: readonly number[]): string[] {
  const connection = openReader(path);
  try {
    const wrong: string[] = [];
    const version = connection.get<{ v: number }>('SELECT schema_version AS v FROM workspace_meta')?.v;
    if (version === undefined || !versions.includes(version)) wrong.push(`schema ${version}`);
    const [integrity] = connection.getValues('PRAGMA integrity_check') ?? [];
    if (integrity !== 'ok') wrong.push(`integrity: ${integrity}`);
    if (!isDeepStrictEqual(goldenExport(connection), goldenOf(name))) wrong.push('other content');
    return wrong;
  } finally {
    connection.close();
  }
}
