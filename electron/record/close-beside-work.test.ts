import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { openTestRecord, successOf } from './testing/open-test-record.ts';

const intakeWorkerUrl = new URL('../intake/intake-worker.ts', import.meta.url);

it('closing calls off what reads in other threads and waits for it, so that one file is left', { timeout: 60_000 }, async () => {
  const test = await openTestRecord(undefined, intakeWorkerUrl);
  const { record, folder, path } = test;
  try {
    successOf(await record.apply({ change: aWorkspace().withPremises(500).withRoads(200).toChange() }));
    const table = join(folder, 'many.csv');
    const rows = Array.from({ length: 20_000 }, (_, row) => `店${row},${118.9 + (row % 100) / 1e4},${42.2 + (row % 97) / 1e4}\n`).join('');
    writeFileSync(table, `名称,经度,纬度\n${rows}`);
    for (const afterMs of [0, 400, 900]) {
      const doctor = record.diagnoseCrs({ jobId: 'd', path: table, as: 'premises', encoding: null, mapping: null });
      const preview = record.previewImport({ path: table, encoding: null });
      let ended = 0;
      for (const work of [doctor, preview]) void work.then(() => ended++);
      await wait(afterMs);
      await record.close(null);
      await wait(0);
      expect(ended).toBe(2);
      expect(readdirSync(folder).sort()).toEqual(['many.csv', '工作区.gpkg']);
      for (const answer of [await doctor, await preview]) {
        if (!answer.ok) expect(answer.failure.code).toBe('cancelled');
      }
      successOf(await record.open({ path, create: null, actor: 'tester' }));
    }
  } finally {
    await test.dispose();
  }
});
