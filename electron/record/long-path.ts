import { type Failure, failed } from '../../shared/model/index.ts';

/** SQLite on anything but Windows holds paths of 512 bytes, the ending `-journal` included (os_unix.c, MAX_PATHNAME). */
const LONGEST_BYTES = 504;

/**
 * Refuses a path SQLite could not open, before any work: failure `pathTooLong`. `besides` are bytes by which the names of files are longer that
 * are to stand beside it. Null when it fits.
 */
export function refuseLongPath(
  path: string,
  besides = 0,
  platform: NodeJS.Platform = process.platform,
): { ok: false; failure: Failure } | null {
  const limit = LONGEST_BYTES - besides;
  const bytes = Buffer.byteLength(path);
  return platform === 'win32' || bytes <= limit ? null : failed('pathTooLong', { path, bytes, limit });
}

/** What a workspace's path grows by for the files made beside it: its backups, at `<name>.backups/<time>.gpkg`, and drafts. */
export const besideWorkspace = 48;
