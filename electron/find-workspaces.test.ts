import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findWorkspaces } from './find-workspaces.ts';
import { openKeptRecord } from './record/testing/open-kept-record.ts';
import { successOf } from './record/testing/open-test-record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds workspaces that were opened, and those of which only backups are left, once each and near ones first', async () => {
  const kept = await openKeptRecord();
  try {
    successOf(await kept.record.createBackup(null));
    await kept.record.close(null);
    const places = [
      { folder: kept.folder, levels: 1 },
      { folder: kept.folder, levels: 3 },
      { folder: join(folder, 'nowhere'), levels: 3 },
    ];
    expect(await findWorkspaces(places)).toMatchObject([{ path: kept.path, backups: 1, changedAt: expect.any(String) }]);
    rmSync(kept.path);
    expect(await findWorkspaces(places)).toMatchObject([{ path: kept.path, backups: 1, changedAt: null }]);
  } finally {
    await kept.dispose();
  }
});

it('looks no deeper than told, not into what programs keep, and not for longer than told', async () => {
  const put = (...parts: string[]) => {
    const path = join(folder, ...parts);
    mkdirSync(path.replace(/\.gpkg$/, '.backups'), { recursive: true });
    writeFileSync(path, '');
  };
  put('near.gpkg');
  put('a', 'b', 'deep.gpkg');
  put('.cache', 'hidden.gpkg');
  put('node_modules', 'other.gpkg');
  writeFileSync(join(folder, 'foreign.gpkg'), '');
  const names = async (levels: number, ms?: number) => (await findWorkspaces([{ folder, levels }], ms)).map(({ name }) => name).sort();
  expect(await names(0)).toEqual(['near']);
  expect(await names(1)).toEqual(['near']);
  expect(await names(2)).toEqual(['deep', 'near']);
  expect(await names(2, -1)).toEqual([]);
});

it('goes on where nobody may look', async () => {
  writeFileSync(join(folder, 'seen.gpkg'), '');
  mkdirSync(join(folder, 'seen.backups'));
  // A link to itself: looking at it fails, whoever looks.
  mkdirSync(join(folder, 'odd.backups'));
  symlinkSync(join(folder, 'odd.gpkg'), join(folder, 'odd.gpkg'));
  const found = await findWorkspaces([{ folder, levels: 1 }]);
  expect(found.map(({ name }) => name)).toEqual(['seen']);
});
