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

const options = (seed: number): CutOptions => ({ seed, mode: 'record', start: seed % 4 === 0 ? oldSchema : null, withinMs: 1500 });

describe.runIf(reason === null)('on a disk of its own', () => {
  it(`${TIMES} power cuts lose nothing`, async () => {
    for (let seed = 1001; seed <= 1000 + TIMES; seed++) {
      expect(await cutPower(options(seed)), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
    }
  });

  it(`${TIMES} full disks lose nothing`, async () => {
    for (let seed = 3001; seed <= 3000 + TIMES; seed++) {
      expect(await fillDisk(seed), `seed ${seed}`).toMatchObject({ lost: [], wrong: [], wentOn: true });
    }
  });
});

it(`${TIMES} kills lose nothing`, async () => {
  for (let seed = 2001; seed <= 2000 + TIMES; seed++) {
    expect(await killProcess(options(seed)), `seed ${seed}`).toMatchObject({ lost: [], wrong: [] });
  }
});
