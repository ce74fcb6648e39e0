import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkingCopy } from './working-copy.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function copyOf(workspace: string) {
  const made = await makeWorkingCopy(workspace);
  if (!made.ok) throw new Error(made.failure.code);
  return made.value;
}

test('the copy brings along what the last crash left', async () => {
  const workspace = join(folder, 'w.gpkg');
  writeFileSync(workspace, 'database');
  writeFileSync(`${workspace}-wal`, 'last commits');
  const copy = await copyOf(workspace);
  expect(copy.existing).toBe(true);
  expect(readFileSync(copy.path, 'utf8')).toBe('database');
  expect(readFileSync(`${copy.path}-wal`, 'utf8')).toBe('last commits');
  copy.discard();
  expect(readdirSync(folder).sort()).toEqual(['w.gpkg', 'w.gpkg-wal']);
});

test('commit puts the copy in place and leaves nothing beside it', async () => {
  const workspace = join(folder, 'w.gpkg');
  writeFileSync(workspace, 'old');
  const copy = await copyOf(workspace);
  writeFileSync(copy.path, 'new');
  await copy.commit();
  expect(readFileSync(workspace, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['w.gpkg']);
});

test('copies of killed calls are cleared away, those of living ones and other files are not', async () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const kept = [`.w.${process.ppid}.partial.gpkg`, '.w.notes.partial.gpkg', `.v.${ended}.partial.gpkg`];
  for (const name of [...kept, `.w.${ended}.partial.gpkg`, `.w.${ended}.partial.gpkg-wal`]) writeFileSync(join(folder, name), '');
  const copy = await copyOf(join(folder, 'w.gpkg'));
  expect(copy.existing).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});
