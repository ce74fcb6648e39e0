import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRecord, type RecordHandle } from '../record.ts';
import { successOf } from '../testing/open-test-record.ts';

const intakeWorkerUrl = new URL('../../intake/intake-worker.ts', import.meta.url);
let folder: string;
let record: RecordHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saved-mappings-'));
  record = createRecord({ intakeWorkerUrl, onEvent: () => undefined });
  successOf(await record.open({ path: join(folder, '区.gpkg'), create: { name: '区' }, actor: '李四' }));
});
afterEach(async () => {
  await record.close(null);
  rmSync(folder, { recursive: true, force: true });
});

it('what was saved for headers is suggested for the next file with them, in any order, until it is forgotten', async () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const preview = async (path: string) => successOf(await record.previewImport({ path, encoding: null })).suggested.premises!;
  const columns = ['甲方', '乙方', '单位名称'];
  const first = write('a.csv', '甲方,乙方,单位名称\n一店,街1号,总公司\n');
  expect((await preview(first)).mapping).toEqual({ name: '单位名称' });
  const mapping = { name: '甲方', address: '乙方' };
  successOf(await record.saveMapping({ columns, as: 'premises', mapping }));
  const again = await preview(write('b.csv', '單位名稱, 乙 方,甲方\n总公司,街1号,一店\n'));
  expect(again.mapping).toEqual({ name: '甲方', address: '乙 方' });
  expect(again.reasons.name).toMatchObject({ by: 'saved' });
  const request = { path: first, as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null } as const;
  successOf(await record.runImport({ jobId: 'without-a-mapping', request, commit: true }));
  expect(await record.all({ table: 'premises' })).toMatchObject([{ name: '一店', address: '街1号' }]);
  expect(await record.savedMappings(null)).toMatchObject([{ kind: 'premises', columns, mapping, savedBy: '李四' }]);
  successOf(await record.saveMapping({ columns, as: 'premises', mapping: null }));
  expect(await record.savedMappings(null)).toEqual([]);
  expect((await preview(first)).mapping).toEqual({ name: '单位名称' });
});
