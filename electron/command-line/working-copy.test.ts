import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { entities } from '../../shared/model/index.ts';
import { createRecord } from '../record/record.ts';
import { checkBeforeOpening } from '../record/recovery/check-before-opening.ts';
import { keepWitness, readHeader, readWitness } from '../record/recovery/witness.ts';
import { openSqlite } from '../record/sqlite.ts';
import { scriptedIntakeWorkerUrl, successOf } from '../record/testing/open-test-record.ts';
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

test('a workspace sealed when it was closed opens again after a call has changed it', async () => {
  const workspace = join(folder, 'w.gpkg');
  const record = createRecord({ intakeWorkerUrl: scriptedIntakeWorkerUrl, onEvent: () => undefined });
  const addPremises = async (path: string, create: { name: string } | null) => {
    const opened = successOf(await record.open({ path, create, actor: 'tester' }));
    const row = newRow(entities.premises, crypto.randomUUID(), { name: '红旗超市' });
    successOf(
      await record.apply({ change: { note: { edit: 'editPremises', subject: null, count: 1 }, puts: { premises: [row] }, deletes: {} } }),
    );
    await record.close(null);
    return opened.workspaceId;
  };
  const workspaceId = await addPremises(workspace, { name: '测试区' });
  const check = () =>
    checkBeforeOpening(workspace, (work) => {
      const database = openSqlite(workspace, { readOnly: true });
      try {
        return work(database);
      } finally {
        database.close();
      }
    });
  keepWitness(workspace, workspaceId, 1).seal({ written: true });
  expect(check()).toMatchObject({ ok: true });
  const copy = await copyOf(workspace);
  await addPremises(copy.path, null);
  // What makes the seal take the new file for the old one, damaged: the header does not tell.
  expect(readHeader(copy.path)).toBe(readHeader(workspace));
  await copy.commit();
  expect(check()).toMatchObject({ ok: true });
  expect(readWitness(workspace)).toBeNull();
});

test('copies of killed calls are cleared away, those of living ones and other files are not', async () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const kept = [`.w.${process.ppid}.partial.gpkg`, '.w.notes.partial.gpkg', `.v.${ended}.partial.gpkg`];
  for (const name of [...kept, `.w.${ended}.partial.gpkg`, `.w.${ended}.partial.gpkg-wal`]) writeFileSync(join(folder, name), '');
  const copy = await copyOf(join(folder, 'w.gpkg'));
  expect(copy.existing).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});
