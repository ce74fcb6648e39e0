import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryProfile } from './temporary-profile.ts';

test('clears what ended calls left and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const left = join(folder, `fire-one-map-profile-${ended}`);
  const living = join(folder, `fire-one-map-profile-${process.ppid}`);
  const other = join(folder, 'somebody-else');
  for (const path of [left, living, other]) mkdirSync(path);

  const profile = makeTemporaryProfile(folder);

  expect([left, living, other, profile].map((path) => existsSync(path))).toEqual([false, true, true, true]);
  rmSync(folder, { recursive: true });
});
