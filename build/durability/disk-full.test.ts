import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frozenNames } from '../../electron/record/testing/frozen-workspaces.ts';
import { beforeOthers, fillDisk, migrateWithLittleRoom } from './disk-full.ts';
import { whyNoLoopDisk } from './loop-disk.ts';
import { scratchFolder } from './power-cut.ts';

const probe = scratchFolder();
const reason = whyNoLoopDisk(probe);
rmSync(probe, { recursive: true, force: true });
if (reason !== null) process.stderr.write(`Full disks are not tested here: ${reason}\n`);

describe.runIf(reason === null)('a full disk', () => {
  let asUsual: () => void;
  beforeAll(() => {
    asUsual = beforeOthers();
  });
  afterAll(() => asUsual());

  it('is said within 2 s, loses nothing acknowledged, and work goes on when there is space', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 3; seed++) {
      const outcome = await fillDisk(seed);
      expect(outcome, `seed ${seed}`).toMatchObject({ lost: [], wrong: [], wentOn: true });
      expect(outcome.slowestRefusalMs).toBeLessThan(2000);
    }
  });

  it('refuses a migration it has no room for, says so within 2 s and changes nothing', { timeout: 120_000 }, async () => {
    const { outcomes, slowestRefusalMs } = await migrateWithLittleRoom(frozenNames[0]!, 96 * 1024);
    expect(new Set(outcomes)).toEqual(new Set(['migrationNeedsSpace', 'diskFull', 'migrated']));
    expect(slowestRefusalMs).toBeLessThan(2000);
  });
});
