import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stageFile } from './staged-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'staged-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the target keeps its content until commit', async () => {
  const path = join(folder, 'a.csv');
  writeFileSync(path, 'old');
  const staged = await stageFile(path, ['new ', new TextEncoder().encode('内容')]);
  if (!staged.ok) throw new Error(staged.failure.code);
  expect(readFileSync(path, 'utf8')).toBe('old');
  staged.value.commit();
  expect(readFileSync(path, 'utf8')).toBe('new 内容');
  expect(readdirSync(folder)).toEqual(['a.csv']);
});

test('discard leaves nothing', async () => {
  const staged = await stageFile(join(folder, 'a.csv'), ['x']);
  if (staged.ok) staged.value.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test('a source that fails midway leaves nothing', async () => {
  async function* broken() {
    yield 'half';
    throw new Error('disk on fire');
  }
  const staged = await stageFile(join(folder, 'a.csv'), broken());
  expect(staged).toMatchObject({ ok: false, failure: { code: 'fileNotWritten', details: { reason: 'disk on fire' } } });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is not there is a failure, not a crash', async () => {
  const staged = await stageFile(join(folder, 'no/such/a.csv'), ['x']);
  expect(staged).toMatchObject({ ok: false, failure: { code: 'fileNotWritten' } });
});
