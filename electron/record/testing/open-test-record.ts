import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportRequest } from '../../../shared/formats/intake.ts';
import type { RecordEvent } from '../api.ts';
import { createRecord, type RecordHandle } from '../record.ts';
import type { SqliteDriver } from '../sqlite.ts';

export interface TestRecord {
  record: RecordHandle;
  path: string;
  folder: string;
  events: RecordEvent[];
  /** Closes and deletes everything. */
  dispose(): Promise<void>;
}

export const scriptedIntakeWorkerUrl = new URL('./scripted-intake-worker.ts', import.meta.url);

/** A new workspace in a folder of its own, opened with the scripted intake worker unless told otherwise. */
export async function openTestRecord(driver?: SqliteDriver, intakeWorkerUrl: URL = scriptedIntakeWorkerUrl): Promise<TestRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  const path = join(folder, '工作区.gpkg');
  const events: RecordEvent[] = [];
  const record = createRecord({
    intakeWorkerUrl,
    onEvent: (event) => events.push(event),
    ...(driver === undefined ? {} : { driver }),
  });
  const opened = await record.open({ path, create: { name: '测试区' }, actor: 'tester' });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return {
    record,
    path,
    folder,
    events,
    dispose: async () => {
      await record.close(null);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An import request whose path tells the scripted worker what to make. */
export const scriptedImport = (script: string): ImportRequest => ({
  path: script,
  as: 'premises',
  crs: 'wgs84',
  encoding: null,
  mapping: { name: '名称' },
  clip: null,
});

/** Value of a result that must be one. */
export function successOf<T>(result: { ok: true; value: T } | { ok: false; failure: { code: string; details: unknown } }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
