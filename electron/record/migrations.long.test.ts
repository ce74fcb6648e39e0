import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { frozenNames } from './testing/frozen-workspaces.ts';
import { countSteps, killMigration } from './testing/kill-migration.ts';

const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(frozenNames.slice(0, -1))('a process killed in the middle of migrating %s', (name) => {
  const path = join(folder, 'old.gpkg');

  it('at every statement leaves the old schema or the newest, whole, and the next opening carries it on', async () => {
    const steps = countSteps(name, path);
    for (let step = 0; step < steps; step++) expect(await killMigration(name, path, step)).toEqual([]);
  });
});
