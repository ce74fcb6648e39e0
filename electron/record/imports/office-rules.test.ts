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

    writeFileSync(path, '编号,名称,类别,座位数\n3,红山饭店,,60\n4,大饭店,,120\n5,小饭店,小餐饮,150\n6,某某,,9\n');
    const suggested = successOf(await record.runImport({ jobId: 'import', request: { ...request, suggestCategory: true }, commit: true }));
    expect(suggested.issues.filter(({ field }) => field === 'category')).toMatchObject([
      { code: 'categorySuggested', value: '红山饭店', suggestion: '小餐饮 (60 < 100)' },
      { code: 'categorySuggested', value: '大饭店', suggestion: '消防安全重点单位 (120 ≥ 100)' },
      { code: 'categoryTooLarge', value: '小餐饮', suggestion: '消防安全重点单位 (150 ≥ 100)' },
    ]);
    const rows = await record.all({ table: 'premises' });
    expect(rows.slice(2).map(({ category }) => category)).toEqual(['smallEatery', 'keyFireUnit', 'smallEatery', null]);
  } finally {
    await record.close(null);
    rmSync(folder, { recursive: true, force: true });
  }
});
