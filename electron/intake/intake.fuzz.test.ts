import { afterAll, expect, test } from 'vitest';
import { fuzz } from '../../shared/testing/fuzz.ts';
import { intakeTargets } from './intake.fuzz.ts';

const { targets, clear } = intakeTargets();
afterAll(clear);

test.each(targets)(
  'damaged $name ends in rows, issues or a failure: never in an exception, never in a hang',
  { timeout: 120_000 },
  async (target) => {
    const report = await fuzz(target, 2000);
    expect(report.inputs).toBe(2000);
    expect(report.readThrough).toBeGreaterThan(50);
  },
);

test('a GeoPackage that names a column of shapes it has not is refused', async () => {
  const geopackage = targets.find(({ name }) => name === 'geopackage')!;
  expect(await fuzz(geopackage, 1, 1_006_574)).toMatchObject({ inputs: 1, readThrough: 0 });
});
