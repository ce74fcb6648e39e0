import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { type Change, entities } from '../../shared/model/index.ts';
import { texts } from '../../shared/text/index.ts';
import { applyChange } from './apply-change.ts';
import { openSqlite, type SqliteDriver, sqliteDrivers } from './sqlite.ts';
import { orFailure, storageFailure } from './storage-failure.ts';
import { contentHash } from './testing/content-hash.ts';
import { successOf } from './testing/open-test-record.ts';
import { breathe } from './work-queue.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const change = (note: string): Change => ({
  note: { edit: 'editPremises', subject: null, count: 1 },
  puts: { premises: [newRow(entities.premises, crypto.randomUUID(), { name: '红旗超市', note })] },
  deletes: {},
});

async function withWorkspace(driver: SqliteDriver, work: (workspace: Workspace) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'storage-'));
  const workspace = successOf(openWorkspace({ path: join(folder, 'w.gpkg'), create: { name: 'w' }, actor: 'a' }, driver));
  try {
    await work(workspace);
  } finally {
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(sqliteDrivers)('storage errors on %s', (driver) => {
  it('of a full disk leave everything as it was, and the next change goes through', async () => {
    await withWorkspace(driver, async (workspace) => {
      successOf(await applyChange(workspace, change('x'), breathe));
      const before = contentHash(workspace.path);
      const pages = workspace.writer.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
      workspace.writer.exec(`PRAGMA max_page_count = ${pages + 1}`);
      const large: Change = {
        ...change('x'),
        puts: { premises: Array.from({ length: 60 }, () => change('长'.repeat(3000)).puts.premises?.[0] as never) },
      };
      expect(await orFailure(() => applyChange(workspace, large, breathe))).toMatchObject({ ok: false, failure: { code: 'diskFull' } });
      expect(contentHash(workspace.path)).toBe(before);
      workspace.writer.exec('PRAGMA max_page_count = 1000000');
      expect(await applyChange(workspace, large, breathe)).toMatchObject({ ok: true, value: { rev: 2, tables: { premises: 60 } } });
      expect(workspace.counts.premises).toBe(61);
    });
  });

  it('of another writer are said plainly', async () => {
    await withWorkspace(driver, async (workspace) => {
      const other = openSqlite(workspace.path, { readOnly: false, driver });
      other.exec('BEGIN IMMEDIATE');
      expect(await orFailure(() => applyChange(workspace, change('x'), breathe))).toMatchObject({ failure: { code: 'recordBusy' } });
      other.exec('ROLLBACK');
      other.close();
      expect(await applyChange(workspace, change('x'), breathe)).toMatchObject({ ok: true });
    });
  });
});

it('has words for every failure of storage, and lets bugs through', () => {
  for (const errcode of [5, 6, 8, 10, 11, 13, 14, 23, 26, 2067, 266]) {
    const failure = storageFailure(Object.assign(new Error('x'), { errcode }));
    expect(texts['zh-CN'].failures).toHaveProperty(failure?.code ?? 'none');
  }
  expect(storageFailure(Object.assign(new Error('x'), { errcode: 1 }))).toBeNull();
  expect(storageFailure(new TypeError('x'))).toBeNull();
});
