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
const TIMES = 200;

describe.runIf(reason === null)('on a disk of its own', () => {
  let asUsual: () => void;
  beforeAll(() => {
    asUsual = beforeOthers();
  });
  afterAll(() => asUsual());

  it(`${TIMES} full disks lose nothing, and are told within 2 s`, async () => {
    for (let seed = 3001; seed <= 3000 + TIMES; seed++) {
      const outcome = await fillDisk(seed);
      expect(outcome, `seed ${seed}`).toMatchObject({ lost: [], wrong: [], wentOn: true });
      expect(outcome.slowestRefusalMs, `seed ${seed}`).toBeLessThan(2000);
    }
  });

  it.each(frozenNames.slice(0, -1))('%s is brought forward or left as it is, whatever room there is', async (name) => {
    const { outcomes, slowestRefusalMs } = await migrateWithLittleRoom(name, 8192);
    expect(new Set(outcomes)).toEqual(new Set(['migrationNeedsSpace', 'diskFull', 'migrated']));
    expect(slowestRefusalMs).toBeLessThan(2000);
  });
});
