import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPreferences, rememberWorkspace } from './preferences.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preferences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the first start is Chinese and light', () => {
  expect(readPreferences(folder).values).toEqual({
    language: 'zh-CN',
    operator: null,
    theme: 'light',
    recent: [],
    windowStates: {},
    lastDisplay: null,
    exportFolder: null,
  });
});

test('what is set is there at the next start', () => {
  readPreferences(folder).update({ language: 'en', theme: 'dark' });
  expect(readPreferences(folder).values).toMatchObject({ language: 'en', theme: 'dark' });
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});

test('a damaged file costs only what is damaged', () => {
  const path = join(folder, 'preferences.json');
  writeFileSync(path, '{"language":"en","theme":"purple","recent":"none"}');
  expect(readPreferences(folder).values).toMatchObject({ language: 'en', theme: 'light', recent: [] });
  writeFileSync(path, '{"language":"en"');
  expect(readPreferences(folder).values.language).toBe('zh-CN');
  writeFileSync(path, 'null');
  expect(readPreferences(folder).values.theme).toBe('light');
});

test('recent workspaces: newest first, each once, ten at most', () => {
  const preferences = readPreferences(folder);
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
  readPreferences(folder).update({ operator });
  expect(readPreferences(folder).values.operator).toEqual(operator);
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ theme: 'dark', operator: { ...operator, role: 'owner' } }));
  expect(readPreferences(folder).values).toMatchObject({ theme: 'dark', operator: null });
});
