import { expect, test } from 'vitest';
import { fuzz } from '../testing/fuzz.ts';
import { formatTargets } from './formats.fuzz.ts';

test.each(formatTargets)('100,000 damaged files of $name: no exception, no hang', async (target) => {
  expect((await fuzz(target, 100_000, 1_000_000)).inputs).toBe(100_000);
});
