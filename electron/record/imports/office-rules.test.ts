import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newRow } from '../../../shared/model/entity.ts';
import { entities } from '../../../shared/model/index.ts';
import { createRecord } from '../record.ts';
import { successOf } from '../testing/open-test-record.ts';

it('reads cells by the words of the record’s code table', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'office-rules-'));
  const intakeWorkerUrl = new URL('../../intake/intake-worker.ts', import.meta.url);
  const record = createRecord({ intakeWorkerUrl, onEvent: () => undefined });
  try {
    successOf(await record.open({ path: join(folder, '区.gpkg'), create: { name: '区' }, actor: '李四' }));
    const code = newRow(entities.code_entry, crypto.randomUUID(), {
      list: 'category',
      code: 'smallEatery',
      parameters: { synonyms: '夜宵档、苍蝇馆子' },
    });
    const note = { edit: 'changeSetting', subject: null, count: 1 };
    successOf(await record.apply({ change: { note, puts: { code_entry: [code] }, deletes: {} } }));
    const path = join(folder, 'a.csv');
    writeFileSync(path, '编号,名称,类别\n1,老王家,夜宵档\n2,小李家,夔\n');
    const request = { path, as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null } as const;
    const outcome = successOf(await record.runImport({ jobId: 'import', request, commit: true }));
    expect(outcome.byReason).toMatchObject({ unknownCode: 1 });
    expect(await record.all({ table: 'premises' })).toMatchObject([{ category: 'smallEatery' }, { category: null }]);
  } finally {
    await record.close(null);
    rmSync(folder, { recursive: true, force: true });
  }
});
