import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordEvent } from '../api.ts';
import { createRecord, type RecordHandle } from '../record.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { scriptedIntakeWorkerUrl, successOf } from './open-test-record.ts';

export const backupWorkerUrl = new URL('../backups/backup-worker.ts', import.meta.url);

/** A new workspace with backups and a witness, as the app keeps them, in a folder of its own. */
export interface KeptRecord {
  record: RecordHandle;
  path: string;
  folder: string;
  events: RecordEvent[];
  reopen(): ReturnType<RecordHandle['open']>;
  dispose(): Promise<void>;
}

export async function openKeptRecord(driver?: SqliteDriver): Promise<KeptRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const path = join(folder, '工作区.gpkg');
  const events: RecordEvent[] = [];
  const record = createRecord({
    intakeWorkerUrl: scriptedIntakeWorkerUrl,
    backupWorkerUrl,
    onEvent: (event) => events.push(event),
    ...(driver === undefined ? {} : { driver }),
  });
  const reopen = () => record.open({ path, create: null, actor: 'tester' });
  successOf(await record.open({ path, create: { name: '测试区' }, actor: 'tester' }));
  return {
    record,
    path,
    folder,
    events,
    reopen,
    dispose: async () => {
      await record.close(null);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
