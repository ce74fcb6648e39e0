import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('whatever goes wrong midway, nothing is left', async () => {
  async function* breaking(error: Error) {
    yield 'half';
    throw error;
  }
  const path = join(folder, 'a.csv');
  const full = await stageFile(path, breaking(Object.assign(new Error('no space left'), { code: 'ENOSPC' })));
  expect(full).toMatchObject({ ok: false, failure: { code: 'fileNoRoom', details: { path, reason: 'no space left' } } });
  const held = await stageFile(path, breaking(Object.assign(new Error('busy'), { code: 'EBUSY' })));
  expect(held).toMatchObject({ ok: false, failure: { code: 'fileHeld' } });
  await expect(stageFile(path, breaking(new TypeError('a bug')))).rejects.toThrow('a bug');
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is not there is a failure, not a crash', async () => {
  const staged = await stageFile(join(folder, 'no/such/a.csv'), ['x']);
  expect(staged).toMatchObject({ ok: false, failure: { code: 'fileNotWritten' } });
});

test('a place that refuses it says so, and nothing is left', async () => {
  const path = join(folder, 'a.csv');
  mkdirSync(path);
  const staged = await stageFile(path, ['x']);
  expect(staged.ok && staged.value.commit()).toMatchObject({ ok: false, failure: { code: 'fileNotWritten', details: { path } } });
  expect(readdirSync(folder)).toEqual(['a.csv']);
});
