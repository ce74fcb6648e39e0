import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readMapping } from '../../command-line/read-mapping.ts';
import { openReader } from '../connection.ts';
import { createRecord } from '../record.ts';
import { successOf } from '../testing/open-test-record.ts';
import { sfImports } from '../testing/sf-inspections.ts';

const data = resolve(import.meta.dirname, '../../../../shared/data/sf-inspections');

it.runIf(existsSync(data))(
  'takes 6,253 restaurants, 26,663 inspections and 40,210 violations in whole, each joined to its restaurant, and again without a change',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sf-'));
    const path = join(folder, 'sf.gpkg');
    const record = createRecord({ intakeWorkerUrl: new URL('../../intake/intake-worker.ts', import.meta.url), onEvent: () => undefined });
    successOf(await record.open({ path, create: { name: 'SF' }, actor: 'tester' }));
    const importAll = async (commit: boolean) => {
      const outcomes = [];
      for (const { path: source, as, mappingPath } of sfImports(data, folder)) {
        const { mapping, cellRules } = successOf(await readMapping(mappingPath));
        const request = { path: source, as, crs: 'wgs84', encoding: null, clip: null, mapping, cellRules };
        outcomes.push(successOf(await record.runImport({ jobId: as, request, commit })));
      }
      return outcomes;
    };
    const [businesses, inspections, violations] = await importAll(true);
    expect(businesses?.counts).toMatchObject({ read: 6253, created: 6253, rejected: 0, placed: 2751 });
    expect(inspections).toMatchObject({ counts: { read: 26663, created: 26663, rejected: 0 }, byReason: {} });
    expect(violations).toMatchObject({ counts: { read: 40210, created: 40210, rejected: 0 } });
    expect(violations?.byReason).not.toHaveProperty('unknownPremises');
    const again = await importAll(false);
    expect(again.map(({ counts: { created, updated, unchanged } }) => [created, updated, unchanged])).toEqual([
      [0, 0, 6253],
      [0, 0, 26663],
      [0, 0, 40210],
    ]);
    await record.close(null);
    const connection = openReader(path);
    const one = (sql: string) => connection.getValues(sql)?.[0];
    expect(one('SELECT count(*) FROM inspection i JOIN premises p ON p.id = i.premises_id')).toBe(26663);
    expect(one('SELECT count(*) FROM hazard h JOIN premises p ON p.id = h.premises_id JOIN inspection i ON i.id = h.inspection_id')).toBe(
      40210,
    );
    expect(one('SELECT count(*) FROM hazard WHERE found_on IS NULL')).toBe(0);
    expect(
      connection.allValues('SELECT severity, count(*) FROM hazard GROUP BY severity ORDER BY severity').map((row) => [...row]),
    ).toEqual([
      ['severityGeneralCommon', 15297],
      ['severityHigh', 5818],
      ['severityLow', 19095],
    ]);
    // Open on a day: found by then, and of none it is known that it was settled.
    expect(
      connection
        .allValues('SELECT substr(found_on, 1, 4) AS year, count(*) FROM hazard GROUP BY year ORDER BY year')
        .map((row) => [...row]),
    ).toEqual([
      ['2016', 2755],
      ['2017', 12134],
      ['2018', 12047],
      ['2019', 13274],
    ]);
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
