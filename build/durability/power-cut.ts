import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { syncFile } from '../../electron/record/backups/copy-workspace.ts';
import { frozenNames, thaw } from '../../electron/record/testing/frozen-workspaces.ts';
import { openWorkspace } from '../../electron/record/workspace.ts';
import { syncFolder } from '../../electron/write-file-atomically.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { checkSurvivor, readStart, type Start, type Survival } from './check-survivor.ts';
import { copyImage, makeImage, mountImage } from './loop-disk.ts';
import type { WorkMode } from './work-until-killed.ts';

export interface CutOptions {
  seed: number;
  mode: WorkMode;
  /** A workspace to begin with, of whatever schema; null begins with a new one. */
  start: string | null;
  /** The end comes within `withinMs` milliseconds, at a time drawn, of this: its work, or its opening, which brings an older schema forward. */
  cutIn: 'work' | 'opening';
  withinMs: number;
}

const IMAGE_BYTES = 64 << 20;
const NAME = '工作区.gpkg';
const program = join(import.meta.dirname, 'work-until-killed.ts');

/** Memory rather than a disk under the image: quicker, and the same to the file system in it. */
export const scratchFolder = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fire-one-map-cut-'));

/** Puts a workspace of every older schema into a folder; answers one for a seed, all of them in turn. */
export function olderWorkspaces(folder: string): (seed: number) => string {
  const paths = frozenNames.slice(0, -1).map((name) => {
    const path = join(folder, name.replace(/\.gz$/, ''));
    thaw(name, path);
    return path;
  });
  // Every fourth seed is an opening.
  return (seed) => paths[Math.floor(seed / 4) % paths.length] as string;
}

/** One power cut: works on a disk of its own, kills, takes the disk as it is at that moment, and looks at that. */
export async function cutPower(options: CutOptions): Promise<Survival> {
  const scratch = scratchFolder();
  try {
    const image = join(scratch, 'disk.img');
    makeImage(image, IMAGE_BYTES);
    const disk = mountImage(image, join(scratch, 'disk'));
    let lines: string[];
    try {
      lines = await workAndKill(disk.folder, options, () => copyImage(image, join(scratch, 'after.img')));
    } finally {
      disk.unmount();
    }
    const after = mountImage(join(scratch, 'after.img'), join(scratch, 'after'));
    try {
      return checkSurvivor(join(after.folder, NAME), lines, startOf(options));
    } finally {
      after.unmount();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One `kill -9`: the same without the loss of what the kernel holds. */
export async function killProcess(options: CutOptions): Promise<Survival> {
  const scratch = scratchFolder();
  try {
    const lines = await workAndKill(scratch, options, () => undefined);
    return checkSurvivor(join(scratch, NAME), lines, startOf(options));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const startOf = ({ start }: CutOptions): Start => (start === null ? { imported: 0, ids: [] } : readStart(start));

async function workAndKill(folder: string, { seed, mode, start, cutIn, withinMs }: CutOptions, atOnce: () => void): Promise<string[]> {
  const path = join(folder, NAME);
  mkdirSync(folder, { recursive: true });
  if (start !== null) {
    copyFileSync(start, path);
    syncFile(path);
    syncFolder(folder);
  } else {
    const made = openWorkspace({ path, create: { name: '断电' }, actor: 'tester' }, undefined);
    if (!made.ok) throw new Error(made.failure.code);
    made.value.close();
  }
  const random = seededRandom(seed);
  const child = spawn(process.execPath, [program, path, String(seed), mode], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const begun = cutIn === 'work' ? 'opened' : 'opening';
  while (!output.includes(begun) && child.exitCode === null) await wait(1);
  await wait(random.integer(withinMs));
  child.kill('SIGKILL');
  await new Promise<void>((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
  );
  atOnce();
  await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error(`the work ended by itself: ${errors}`);
  // A line cut short was not said.
  return output.split('\n').slice(0, -1);
}
