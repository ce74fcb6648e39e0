import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Damageable, damageFile, damageNewestBackup, makeDamageable } from '../testing/damage-workspace.ts';

let from: Damageable;
beforeAll(async () => {
  from = await makeDamageable();
}, 60_000);
afterAll(() => from.dispose());

const TIMES = 2000;
const BACKUPS = 300;

it.each(['closed', 'unclosed'] as const)(`damage to a workspace that is %s is noticed or harmless, ${TIMES} times`, (state) => {
  const outcomes = Array.from({ length: TIMES }, (_, seed) => damageFile(from, state, 10_000 + seed));
  expect(outcomes.filter((outcome) => outcome === 'noticed').length).toBeGreaterThan(TIMES / 2);
});

it(`damage to the newest backup is noticed before anything is taken from it, ${BACKUPS} times`, async () => {
  for (let seed = 20_000; seed < 20_000 + BACKUPS; seed++) await damageNewestBackup(from, seed);
});
