import { afterAll, expect, test } from 'vitest';
import { fuzz } from '../../shared/testing/fuzz.ts';
import { intakeTargets } from './intake.fuzz.ts';

const { targets, clear } = intakeTargets();
afterAll(clear);

test.each(targets)('100,000 damaged files of $name: no exception, no hang', async (target) => {
  expect((await fuzz(target, 100_000, 1_000_000)).inputs).toBe(100_000);
});
