import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A disk of its own: an image file with ext4 on it, mounted through a loop device. */
export interface LoopDisk {
  readonly image: string;
  /** Where it is mounted. */
  readonly folder: string;
  unmount(): void;
}

/** Why no disk image can be mounted here; null when one can. */
export function whyNoLoopDisk(folder: string): string | null {
  if (process.platform !== 'linux') return 'loop devices are Linux only';
  if (process.getuid?.() !== 0) return 'mounting needs root';
  try {
    const image = join(folder, 'probe.img');
    makeImage(image, 4 << 20);
    mountImage(image, join(folder, 'probe')).unmount();
    rmSync(image);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Makes an image of `bytes` with an empty ext4 on it, in blocks of 4 KiB as on any real disk: a small image would get 1 KiB, of which
 * SQLite allocates only the last of each page of its shared memory, so that a full disk would end the process with SIGBUS.
 */
export function makeImage(image: string, bytes: number): void {
  const file = openSync(image, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
  run('mkfs.ext4', ['-q', '-F', '-m', '0', '-b', '4096', image]);
}

export function mountImage(image: string, folder: string): LoopDisk {
  mkdirSync(folder, { recursive: true });
  run('mount', ['-o', 'loop', image, folder]);
  return { image, folder, unmount: () => run('umount', [folder]) };
}

/**
 * What the disk holds at this moment, as a new image: what programs wrote and the kernel has not yet sent to the disk is
 * not in it, as after a power cut.
 */
export function copyImage(image: string, to: string): void {
  copyFileSync(image, to);
}

/** Writes a file until only `restBytes` of its disk are free. */
export function fillDiskTo(ballast: string, restBytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(ballast));
  const file = openSync(ballast, 'w');
  try {
    const block = Buffer.alloc(64 * 1024, 1);
    for (let left = bavail * bsize - restBytes; left > 0; left -= block.length) writeSync(file, block, 0, Math.min(left, block.length));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim()}`);
}
