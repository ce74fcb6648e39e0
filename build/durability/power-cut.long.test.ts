import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { fillDisk } from './disk-full.ts';
import { whyNoLoopDisk } from './loop-disk.ts';
import { type CutOptions, cutPower, killProcess, scratchFolder } from './power-cut.ts';

const probe = scratchFolder();
const reason = whyNoLoopDisk(probe);
if (reason !== null) process.stderr.write(`Power cuts are not tested here: ${reason}\n`);
const TIMES = 200;
const oldSchema = join(probe, 'old.gpkg');
writeFileSync(oldSchema, gunzipSync(readFileSync(join(import.meta.dirname, '../../electron/record/testing/frozen/0001.gpkg.gz'))));
afterAll(() => rmSync(probe, { recursive: true, force: true }));

const working = { start: null, cutIn: 'work', withinMs: 800 } as const;
const opening = { mode: 'edit', start: oldSchema, cutIn: 'opening', withinMs: 400 } as const;
const works: [what: string, options: Omit<CutOptions, 'seed'>][] = [
  ['edits', { mode: 'edit', ...working }],
  ['imports', { mode: 'import', ...working }],
  ['migrations', opening],
  ['backups', { mode: 'backup', ...working }],
];

describe.runIf(reason === null)('on a disk of its own', () => {
  it.each(works)(`${TIMES} power cuts in the middle of %s lose nothing`, async (_what, options) => {
    for (let seed = 1001; seed <= 1000 + TIMES; seed++) {
      expect(await cutPower({ seed, ...options }), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
    }
  });

  it(`${TIMES} full disks lose nothing, and are told within 2 s`, async () => {
    const late: number[] = [];
    for (let seed = 3001; seed <= 3000 + TIMES; seed++) {
      const outcome = await fillDisk(seed);
      expect(outcome, `seed ${seed}`).toMatchObject({ lost: [], wrong: [], wentOn: true });
      if (outcome.slowestRefusalMs >= 2000) late.push(seed);
    }
    // On a machine with other work to do a thread may have to wait that long now and then.
    expect(late.length).toBeLessThanOrEqual(TIMES / 50);
  });
});

it(`${TIMES} kills lose nothing`, async () => {
  for (let seed = 2001; seed <= 2000 + TIMES; seed++) {
    const options: Omit<CutOptions, 'seed'> = seed % 4 === 0 ? opening : { mode: 'record', ...working };
    expect(await killProcess({ seed, ...options }), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
  }
});
