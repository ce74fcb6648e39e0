import { statfsSync } from 'node:fs';

/** Whether a folder's disk has not so many bytes left; false where that cannot be told. */
export function hasNoRoom(folder: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < bytes;
  } catch {
    return false;
  }
}
