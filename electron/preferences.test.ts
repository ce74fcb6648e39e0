import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPreferences, rememberWorkspace } from './preferences.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preferences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

let problems: string[] = [];
const read = () => {
  problems = [];
  return readPreferences({ folder, onProblem: (message) => problems.push(message) });
};
const path = () => join(folder, 'preferences.json');
const copyPath = () => join(folder, 'preferences.copy.json');

test('the first start is Chinese and light', () => {
  expect(read().values).toEqual({
    language: 'zh-CN',
    operator: null,
    theme: 'light',
    recent: [],
    recentLost: false,
    windowStates: {},
    lastDisplay: null,
    exportFolder: null,
  });
});

test('what is set is there at the next start', () => {
  read().update({ language: 'en', theme: 'dark' });
  expect(read().values).toMatchObject({ language: 'en', theme: 'dark' });
  expect(readdirSync(folder).sort()).toEqual(['preferences.copy.json', 'preferences.json']);
  expect(read().state).toBe('kept');
});

test('a damaged file costs only what is damaged', () => {
  writeFileSync(path(), '{"language":"en","theme":"purple","recent":"none"}');
  expect(read().values).toMatchObject({ language: 'en', theme: 'light', recent: [] });
  writeFileSync(path(), '{"language":"en"');
  expect(read().values.language).toBe('zh-CN');
  writeFileSync(path(), 'null');
  expect(read().values.theme).toBe('light');
});

const workspace = { path: '/w/a.gpkg', name: '甲' };

test.each([
  ['is gone', () => rmSync(path())],
  ['is cut short', () => writeFileSync(path(), readFileSync(path()).subarray(0, 40))],
  ['is empty', () => writeFileSync(path(), '')],
  ['lost its list', () => writeFileSync(path(), '{"language":"en"}')],
])('where the file %s, the copy is taken, and it is said', (_what, damage) => {
  const before = read();
  before.update({ language: 'en' });
  rememberWorkspace(before, workspace, new Date(1));
  damage();
  const after = read();
  expect(after.state).toBe('fromCopy');
  expect(after.values).toMatchObject({ language: 'en', recent: [workspace] });
  after.update({});
  expect(read().state).toBe('kept');
});

test('where both are gone from a profile that was used, the list is lost until a workspace is opened', () => {
  expect(read().state).toBe('kept');
  mkdirSync(join(folder, 'IndexedDB'));
  writeFileSync(path(), '{"recent":[');
  writeFileSync(copyPath(), 'x');
  expect(read().state).toBe('lost');
  expect(readFileSync(join(folder, 'preferences.damaged.json'), 'utf8')).toBe('{"recent":[');
  const lost = read();
  lost.update({ theme: 'dark' });
  expect(read().state).toBe('lost');
  rememberWorkspace(lost, workspace, new Date(1));
  expect(read()).toMatchObject({ state: 'kept', values: { theme: 'dark', recentLost: false, recent: [workspace] } });
  expect(problems).toEqual([]);
});

test('a disk that refuses is told of, and what was set holds until the end', () => {
  const preferences = read();
  mkdirSync(path());
  expect(preferences.update({ theme: 'dark' })).toBe(false);
  expect(preferences.values.theme).toBe('dark');
  expect(problems).toHaveLength(1);
});

test('recent workspaces: newest first, each once, ten at most', () => {
  const preferences = read();
  for (let index = 0; index < 12; index += 1) {
    rememberWorkspace(preferences, { path: `/w/${index}.gpkg`, name: String(index) }, new Date(index));
  }
  rememberWorkspace(preferences, { path: '/w/5.gpkg', name: '五' }, new Date(99));
  const { recent } = JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'));
  expect(recent).toHaveLength(10);
  expect(recent[0]).toEqual({ path: '/w/5.gpkg', name: '五', openedAt: new Date(99).toISOString() });
  expect(new Set(recent.map((entry: { path: string }) => entry.path)).size).toBe(10);
});

test('the operator is kept, and a damaged one is asked for again', () => {
  const operator = { name: '张三', unit: '东街消防所', role: 'recorder' } as const;
  read().update({ operator });
  expect(read().values.operator).toEqual(operator);
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ theme: 'dark', operator: { ...operator, role: 'owner' } }));
  expect(read().values).toMatchObject({ theme: 'dark', operator: null });
});
