import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../shared/formats/intake.ts';
import type { ImportOutcome, StoredRow } from '../../../shared/ipc/index.ts';
import { readSheet } from '../../intake/read-sheet.ts';
import { createRecord, type RecordHandle } from '../record.ts';
import { contentHash } from '../testing/content-hash.ts';
import { successOf } from '../testing/open-test-record.ts';

const intakeWorkerUrl = new URL('../../intake/intake-worker.ts', import.meta.url);
const files = mkdtempSync(join(tmpdir(), 'imports-files-'));
afterAll(() => rmSync(files, { recursive: true, force: true }));
const longAgo = new Date('2026-01-05T00:00:00Z');

/** A file last written long ago, as one handed over on a stick is. */
function file(name: string, text: string): string {
  const path = join(files, name);
  writeFileSync(path, text);
  utimesSync(path, longAgo, longAgo);
  return path;
}

let folder: string;
let record: RecordHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
  record = createRecord({ intakeWorkerUrl, onEvent: () => undefined });
  successOf(await record.open({ path: join(folder, '区.gpkg'), create: { name: '区' }, actor: '李四' }));
});
afterEach(async () => {
  await record.close(null);
  rmSync(folder, { recursive: true, force: true });
});

const run = async (commit: boolean, path: string, more: Partial<ImportRequest> = {}): Promise<ImportOutcome> => {
  const request: ImportRequest = { path, as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null, ...more };
  return successOf(await record.runImport({ jobId: 'import', request, commit }));
};
const check = (path: string, more: Partial<ImportRequest> = {}) => run(false, path, more);
const commit = (path: string, more: Partial<ImportRequest> = {}) => run(true, path, more);
const rowsOf = async ({ reviewId }: ImportOutcome, state: 'created' | 'updated' | 'unchanged' | 'rejected' | 'conflict') =>
  successOf(await record.importRows({ reviewId: reviewId as string, state, offset: 0, limit: 1000 }));
const premises = async (): Promise<StoredRow[]> => record.all({ table: 'premises' });
const edit = async (row: StoredRow, values: object) => {
  const { fid: _fid, rev: _rev, ...rest } = row;
  const note = { edit: 'editPremises', subject: null, count: 1 };
  successOf(await record.apply({ change: { note, puts: { premises: [{ ...rest, ...values }] }, deletes: {} } as never }));
};

const header = '编号,名称,地址,电话,座位数,经度,纬度\n';

describe('a dry run', () => {
  it('tells what is new, different, equal and refused, field by field, and writes nothing', async () => {
    await commit(file('a.csv', `${header}1,红旗超市,东街1号,13800000000,10,118.9,42.2\n2,幸福饭店,西街2号,,,118.91,42.21\n`));
    const before = contentHash(join(folder, '区.gpkg'));
    const next = file(
      'b.csv',
      `${header}1,红旗超市,东街1号,13900000000,12,118.9,42.2\n2,幸福饭店,西街2号,,,118.91,42.21\n3,新店,南街3号,,x,118.92,42.22\n4,,北街,,,,\n`,
    );
    const outcome = await check(next);
    expect(contentHash(join(folder, '区.gpkg'))).toBe(before);
    expect(outcome.counts).toMatchObject({ read: 4, created: 1, updated: 1, unchanged: 1, rejected: 1 });
    expect((await rowsOf(outcome, 'updated')).rows).toMatchObject([
      {
        row: 2,
        name: '红旗超市',
        fields: [
          { field: 'phone', before: '13800000000', after: '13900000000', newer: null },
          { field: 'seats', before: 10, after: 12 },
        ],
      },
    ]);
    expect((await rowsOf(outcome, 'unchanged')).rows).toMatchObject([{ row: 3, fields: [] }]);
    const [created] = (await rowsOf(outcome, 'created')).rows;
    expect(created).toMatchObject({ row: 4, table: 'premises', name: '新店' });
    expect(created?.fields).toContainEqual({ field: 'address', before: null, after: '南街3号', newer: null });
    expect((await rowsOf(outcome, 'rejected')).rows).toMatchObject([{ row: 5, id: null, state: 'rejected' }]);
    const { reviewId } = outcome as { reviewId: string };
    const issues = successOf(await record.importIssues({ reviewId, codes: null, column: null, offset: 0, limit: 10 }));
    expect(issues).toMatchObject({ total: outcome.issuesTotal, table: 'premises' });
    expect(
      successOf(await record.importIssues({ reviewId, codes: ['invalidNumber'], column: null, offset: 0, limit: 10 })).issues,
    ).toMatchObject([{ row: 4, column: '座位数', value: 'x', field: 'seats' }]);
    await check(next);
    expect(await record.importRows({ reviewId, state: null, offset: 0, limit: 1 })).toMatchObject({ failure: { code: 'reviewGone' } });
  });

  it('keeps every issue of 5,000 rows, to be paged through by reason', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `店${row},多少\n`).join('');
    const outcome = await check(file('many.csv', `名称,座位数\n${rows}`));
    const reviewId = outcome.reviewId as string;
    const page = successOf(await record.importIssues({ reviewId, codes: ['invalidNumber'], column: null, offset: 4990, limit: 100 }));
    expect(page.total).toBe(5000);
    expect(page.issues.map(({ row }) => row)).toEqual(Array.from({ length: 10 }, (_, index) => 4992 + index));
    expect(page.columns).toEqual([{ column: '座位数', count: 5000 }]);
    const codes = ['invalidNumber', 'noCoordinates'];
    const ofColumn = successOf(await record.importIssues({ reviewId, codes, column: '座位数', offset: 4999, limit: 100 }));
    expect([ofColumn.total, ofColumn.issues.length]).toEqual([5000, 1]);
    expect(successOf(await record.importIssues({ reviewId, codes, column: '名称', offset: 0, limit: 1 })).total).toBe(0);
  });
});

describe('edits in the record that are newer than the file', () => {
  const source = () => file('old.csv', `${header}1,红旗超市,东街1号,13800000000,10,118.9,42.2\n`);
  it('stay, are named with who made them, and give way only when that is asked for', async () => {
    await commit(source());
    await edit((await premises())[0] as StoredRow, { phone: '13911112222' });
    const outcome = await check(source());
    expect(outcome).toMatchObject({ conflicts: 1, counts: { unchanged: 1, updated: 0 }, byReason: { recordNewer: 1 } });
    expect((await rowsOf(outcome, 'conflict')).rows[0]?.fields).toMatchObject([
      { field: 'phone', before: '13911112222', after: '13800000000', newer: { actor: '李四' } },
    ]);
    expect((await commit(source())).summary).toBeNull();
    await commit(source(), { newerInRecord: 'takeFile' });
    expect((await premises())[0]).toMatchObject({ phone: '13800000000' });
  });
  it('are no hindrance to what nobody edited, nor after an undo', async () => {
    await commit(source());
    await edit((await premises())[0] as StoredRow, { phone: '13911112222' });
    await commit(file('new.csv', `${header}1,红旗大超市,东街1号,13800000000,10,118.9,42.2\n`));
    expect((await premises())[0]).toMatchObject({ name: '红旗大超市', phone: '13911112222' });
    successOf(await record.undo(null));
    successOf(await record.undo(null));
    successOf(await record.undo(null));
    expect((await commit(source())).counts.created).toBe(1);
  });
});

describe('which record a row stands for', () => {
  it('is told by the key that was chosen', async () => {
    await commit(file('one.csv', '名称,地址\n红旗超市,东街1号\n'));
    const [known] = await premises();
    const spaced = file('two.csv', '编号,名称,地址,座位数\nX1,红旗　超市,东街 1 号,5\nX2,别的店,西街,1\n');
    expect((await check(spaced)).counts).toMatchObject({ created: 2 });
    await commit(spaced, { matchBy: 'nameAddress' });
    expect(await premises()).toMatchObject([{ id: known?.id, seats: 5, code: 'X1' }, { name: '别的店' }]);
    expect((await commit(spaced, { matchBy: 'nameAddress' })).summary).toBeNull();
    await commit(file('three.csv', '编号,名称\nX1,红旗购物中心\n'), { matchBy: 'code' });
    expect((await premises())[0]).toMatchObject({ id: known?.id, name: '红旗购物中心' });
    const nameless = await check(file('four.csv', '编号,名称\n,无编号\n'), { matchBy: 'code' });
    expect(nameless).toMatchObject({ counts: { rejected: 1 }, byReason: { missingKey: 1 } });
    const byId = file('five.csv', `标识,名称\n${known?.id},按标识改名\n`);
    await commit(byId, { matchBy: 'id', mapping: { id: '标识', name: '名称' } });
    expect((await premises())[0]).toMatchObject({ id: known?.id, name: '按标识改名' });
    expect(await premises()).toHaveLength(2);
  });

  it('is a question where a new row looks like a known one; the answer is remembered', async () => {
    await commit(file('k.csv', `${header}1,红山宾馆,东街10号,,,118.9,42.2\n2,远方书店,北街,,,119.9,42.9\n`));
    const [known] = await premises();
    const like = file(
      'l.csv',
      '名称,地址,经度,纬度,座位数\n红山宾馆有限公司,东街10号,118.9001,42.2001,7\n蓝天网吧,南街9号,118.95,42.25,3\n',
    );
    const asked = await check(like);
    expect(asked).toMatchObject({ duplicates: 1, counts: { created: 2 } });
    const found = successOf(await record.importDuplicates({ reviewId: asked.reviewId as string, offset: 0, limit: 10 }));
    expect(found).toMatchObject({
      total: 1,
      duplicates: [{ row: 2, known: { id: known?.id, name: '红山宾馆' }, reason: { address: 1, sameCode: false }, decided: null }],
    });
    expect(found.duplicates[0]?.score).toBeGreaterThan(0.85);
    const same = { duplicates: [{ row: 2, id: known?.id as string }] };
    await commit(like, same);
    expect(await premises()).toMatchObject([{ id: known?.id, name: '红山宾馆有限公司', seats: 7, code: '1' }, {}, { name: '蓝天网吧' }]);
    expect((await commit(like)).summary).toBeNull();
    successOf(await record.undo(null));
    expect((await check(like)).duplicates).toBe(1);
    expect(await check(like, { duplicates: [{ row: 2, id: null }] })).toMatchObject({ duplicates: 0, counts: { created: 2 } });
    const gone = await check(like, { duplicates: [{ row: 2, id: crypto.randomUUID() }] });
    expect(gone).toMatchObject({ counts: { rejected: 1 }, byReason: { recordUnknown: 1 } });
  });
});

it('joins hazards and inspections to premises by code, standard address code, or name, and says which it cannot', async () => {
  await commit(file('p.csv', '编号,名称,地址,标准地址编码\nA1,红旗超市,东街1号,S1\nA2,利民超市,西街2号,S2\nA3,利民超市,南街3号,S3\n'));
  const ids = new Map((await premises()).map(({ code, id }) => [code, id]));
  await commit(file('i.csv', '检查编号,场所编号,检查日期,检查方式\nN1,A1,2026-03-01,日常检查\n'), { as: 'inspections' });
  const [inspection] = await record.all({ table: 'inspection' });
  expect(inspection).toMatchObject({ premisesId: ids.get('A1'), inspectedOn: '2026-03-01', mode: 'routine' });
  const hazards = file(
    'h.csv',
    '隐患编号,场所编号,标准地址编码,单位名称,单位地址,检查编号,隐患内容\n' +
      'H1,A1,,,,N1,疏散通道堵塞\nH2,,S2,,,,线路老化\nH3,,,红旗 超市,,,灭火器过期\nH4,,,利民超市,南街3号,,缺标志\nH5,,,利民超市,,,缺标志\nH6,,,红旗大超市,,,缺标志\n',
  );
  const mapping = {
    number: '隐患编号',
    premisesCode: '场所编号',
    standardAddressCode: '标准地址编码',
    premisesName: '单位名称',
    premisesAddress: '单位地址',
    inspectionNumber: '检查编号',
    description: '隐患内容',
  };
  const outcome = await commit(hazards, { as: 'hazards', mapping });
  const stored = await record.all({ table: 'hazard' });
  expect(stored.map(({ number, premisesId }) => [number, premisesId])).toEqual([
    ['H1', ids.get('A1')],
    ['H2', ids.get('A2')],
    ['H3', ids.get('A1')],
    ['H4', ids.get('A3')],
    ['H5', null],
    ['H6', null],
  ]);
  expect(stored[0]).toMatchObject({ inspectionId: inspection?.id });
  expect(outcome.byReason).toMatchObject({ ambiguousPremises: 1, unknownPremises: 1 });
  const reviewId = outcome.reviewId as string;
  const unknown = successOf(await record.importIssues({ reviewId, codes: ['unknownPremises'], column: null, offset: 0, limit: 10 })).issues;
  expect(unknown).toMatchObject([{ row: 7, column: '单位名称', value: '红旗大超市' }]);
  expect(unknown[0]?.suggestion).toContain('红旗超市（A1，东街1号）');
});

it('writes the sheet again with what is wrong in a last column', async () => {
  const path = file('s.csv', '名称,座位数,地址\n好店,5,东街\n坏店,很多,"西街,2号"\n短\n,3,北街\n=1+1,2,南街\n');
  const outcome = await check(path, { corrections: [{ row: 2, column: '地址', value: '东街1号' }] });
  const target = join(folder, '问题.csv');
  const sheet = { jobId: 'sheet', reviewId: outcome.reviewId as string, language: 'zh-CN' as const };
  successOf(await record.writeIssueSheet({ ...sheet, path: target }));
  const lines = readFileSync(target, 'utf8').split('\r\n');
  expect(lines[0]).toBe('\ufeff名称,座位数,地址,问题');
  expect(lines[1]).toMatch(/^好店,5,东街1号,没有坐标/);
  expect(lines[2]).toMatch(/^坏店,很多,"西街,2号",座位数：/);
  expect(lines[3]).toMatch(/^,,,.*列数与表头不一致/);
  expect(lines[4]).toMatch(/^,3,北街,名称：缺少名称/);
  successOf(await record.writeIssueSheet({ ...sheet, path: join(folder, '问题.xlsx') }));
  const again = readSheet(
    { path: join(folder, '问题.xlsx'), as: 'premises', crs: 'wgs84', encoding: null, mapping: null, clip: null },
    () => {},
  );
  expect((await again.next()).value).toMatchObject({ columns: ['名称', '座位数', '地址', '问题'] });
  expect((await again.next()).value).toMatchObject([{ values: { 名称: '好店', 座位数: '5' } }, { values: { 名称: '坏店' } }, {}, {}, {}]);
  expect(await check(target, { mapping: { name: '名称', address: '地址', seats: '座位数' } })).toMatchObject({ counts: { created: 3 } });
});

it('tells its history with file, hash, size, mapping and counts, undone or not', async () => {
  const one = await commit(file('h1.csv', '名称,地址\n甲店,东街\n'));
  await commit(file('h2.csv', '名称,地址\n乙店,西街\n'));
  successOf(await record.undoBatch({ importBatchId: one.importBatchId as string }));
  const { total, imports } = await record.importHistory({ offset: 0, limit: 10 });
  expect(total).toBe(2);
  expect(imports).toMatchObject([
    { fileName: 'h2.csv', importedAs: 'premises', actor: '李四', undone: null, mapping: { name: '名称', address: '地址' } },
    {
      fileName: 'h1.csv',
      fileSize: 28,
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      counts: { created: 1 },
      undone: { actor: '李四' },
    },
  ]);
  successOf(await record.redo(null));
  expect((await record.importHistory({ offset: 1, limit: 1 })).imports).toMatchObject([{ fileName: 'h1.csv', undone: null }]);
});

it('takes a row without a code for the one premises of its name and address, unless a person says it is another', async () => {
  await commit(file('coded.csv', '编号,名称,地址,座位数\n1,红旗超市,东街1号,10\n2,利民店,西街2号,20\n3,利民店,西街2号,21\n'));
  const plain = file('plain.csv', '名称,地址,座位数\n红旗 超市,东街１号,12\n利民店,西街2号,22\n红旗超市,东街9号,13\n');
  const checked = await check(plain);
  expect(checked.counts).toMatchObject({ created: 2, updated: 1 });
  expect((await rowsOf(checked, 'updated')).rows).toMatchObject([
    { row: 2, fields: [{ field: 'name', before: '红旗超市' }, { field: 'address' }, { field: 'seats', before: 10, after: 12 }] },
  ]);
  expect((await check(plain, { duplicates: [{ row: 2, id: null }] })).counts).toMatchObject({ created: 3, updated: 0 });
  await commit(plain);
  expect((await commit(plain)).summary).toBeNull();
  // Rows of one file are records of their own, in whatever order they stand.
  const both = file('both.csv', '编号,名称,地址\n8,新店,南街1号\n,新店,南街1号\n');
  expect((await commit(both)).counts).toMatchObject({ created: 2 });
  expect((await commit(both)).summary).toBeNull();
});

it('proposes places for premises without one, by code, address and name, and places them as one change', async () => {
  await commit(
    file(
      'placed.csv',
      '编号,名称,地址,标准地址编码,经度,纬度\n1,红旗超市,东街1号,S1,118.9,42.2\n2,利民超市,西街2号,S2,118.91,42.21\n3,连锁店,甲路,S3,118.92,42.22\n4,连锁店,乙路,S4,118.95,42.25\n',
    ),
  );
  await commit(
    file(
      'unplaced.csv',
      '编号,名称,地址,标准地址编码\n11,红旗超市二楼,,S1\n12,西街新店,西街 2 号,\n13,利民超市,,\n14,连锁店,,\n15,从未听说,,\n',
    ),
  );
  const proposed = successOf(await record.proposePlacements({ jobId: 'p', offset: 0, limit: 10 }));
  expect(proposed.proposals.map(({ name, by, lon }) => [name, by, lon])).toEqual([
    ['红旗超市二楼', 'standardAddressCode', 118.9],
    ['西街新店', 'address', 118.91],
    ['利民超市', 'name', 118.91],
  ]);
  expect(proposed).toMatchObject({ matched: 3, unmatched: 2, unmatchedPremises: [{ name: '连锁店' }, { name: '从未听说' }] });
  const [first] = proposed.proposals;
  expect(successOf(await record.acceptPlacements({ jobId: 'a', premisesIds: [first?.premisesId as string] })).tables).toEqual({
    premises: 1,
  });
  expect(successOf(await record.acceptPlacements({ jobId: 'a', premisesIds: null })).tables).toEqual({ premises: 2 });
  expect((await record.unplaced({ text: '', offset: 0, limit: 10 })).total).toBe(2);
  successOf(await record.undo(null));
  expect((await record.unplaced({ text: '', offset: 0, limit: 10 })).total).toBe(4);
});

describe('whatever is in a file', () => {
  const word = fc.stringMatching(/^[店馆东西南北红旗a-z0-9 ]{1,8}$/);
  const rowsOfFile = fc.array(
    fc.record({
      name: word,
      address: fc.option(word, { nil: '' }),
      seats: fc.integer({ min: 0, max: 500 }),
      code: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
      placed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  );
  type FileRow = { name: string; address: string; seats: number; code: number | null; placed: boolean };
  const textOf = (rows: readonly FileRow[]): string =>
    `编号,名称,地址,座位数,经度,纬度\n${rows
      .map(({ name, address, seats, code, placed }, index) =>
        [code ?? '', name, address, seats, ...(placed ? [118.9 + index / 1000, 42.2] : ['', ''])].join(','),
      )
      .join('\n')}\n`;

  it('importing it twice changes nothing', { timeout: 60_000 }, async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(rowsOfFile, fc.constantFrom('auto' as const, 'nameAddress' as const, 'code' as const), async (rows, matchBy) => {
        const path = file(`twice-${number++}.csv`, textOf(rows));
        await commit(path, { matchBy });
        const before = contentHash(join(folder, '区.gpkg'));
        const again = await commit(path, { matchBy });
        expect([again.counts.created, again.counts.updated, again.summary]).toEqual([0, 0, null]);
        expect(contentHash(join(folder, '区.gpkg'))).toBe(before);
      }),
      { numRuns: 5, seed: 4 },
    );
  });

  it('corrections change the cells they name and no others', { timeout: 60_000 }, async () => {
    let number = 0;
    const corrections = fc.array(
      fc.record({ at: fc.nat(59), column: fc.constantFrom('座位数', '地址'), value: fc.integer({ min: 501, max: 900 }) }),
      {
        maxLength: 10,
      },
    );
    await fc.assert(
      fc.asyncProperty(rowsOfFile, corrections, async (drawn, wanted) => {
        const rows = drawn.map((row, index) => ({ ...row, name: `店${number}之${index}`, code: number * 100 + index }));
        const path = file(`corrected-${number++}.csv`, textOf(rows));
        const chosen = wanted.filter(({ at }) => at < rows.length);
        await commit(path, { corrections: chosen.map(({ at, column, value }) => ({ row: at + 2, column, value: String(value) })) });
        const expected = new Map(
          rows.map(({ name, seats, address }) => [name, { seats, address: address.trim() === '' ? null : address.trim() }]),
        );
        for (const { at, column, value } of chosen) {
          const row = expected.get(rows[at]?.name as string) as { seats: number; address: string | null };
          if (column === '座位数') row.seats = value;
          else row.address = String(value);
        }
        const stored = (await premises()).filter(({ name }) => expected.has(name as string));
        expect(new Map(stored.map(({ name, seats, address }) => [name, { seats, address }]))).toEqual(expected);
      }),
      { numRuns: 4, seed: 5 },
    );
  });
});
