import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { whyNoLoopDisk } from './loop-disk.ts';
import { type CutOptions, cutPower, killProcess, olderWorkspaces, scratchFolder } from './power-cut.ts';

const probe = scratchFolder();
const reason = whyNoLoopDisk(probe);
if (reason !== null) process.stderr.write(`Power cuts are not tested here: ${reason}\n`);
const TIMES = 200;
const older = olderWorkspaces(probe);
afterAll(() => rmSync(probe, { recursive: true, force: true }));

type Work = (seed: number) => CutOptions;
const working =
  (mode: CutOptions['mode']): Work =>
  (seed) => ({ seed, mode, start: null, cutIn: 'work', withinMs: 800 });
const opening: Work = (seed) => ({ seed, mode: 'edit', start: older(seed), cutIn: 'opening', withinMs: 400 });
const works: [what: string, work: Work][] = [
  ['edits', working('edit')],
  ['imports', working('import')],
  ['migrations', opening],
  ['backups', working('backup')],
];

describe.runIf(reason === null)('on a disk of its own', () => {
  it.each(works)(`${TIMES} power cuts in the middle of %s lose nothing`, async (_what, work) => {
    for (let seed = 1001; seed <= 1000 + TIMES; seed++) {
      expect(await cutPower(work(seed)), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
    }
  });
});

it(`${TIMES} kills lose nothing`, async () => {
  for (let seed = 2001; seed <= 2000 + TIMES; seed++) {
    const options = seed % 4 === 0 ? opening(seed) : working('record')(seed);
    expect(await killProcess(options), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
  }
});
