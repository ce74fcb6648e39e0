import { hasNoRoom } from '../has-no-room.ts';
import { openSqlite, type SqliteDriver } from '../sqlite.ts';
import { storageFailure } from '../storage-failure.ts';

/** A copy packs the pages closer than years of edits left them; this much of them it needs in any case. */
const LEAST_SHARE = 0.75;

/**
 * Whether a folder's disk has clearly no room for a copy of a workspace. Begun all the same, the copy would take what room there is from the
 * record before it fails. Where it cannot be told, the copy is to be tried.
 */
export function hasNoRoomForCopy(folder: string, workspacePath: string, driver: SqliteDriver | undefined): boolean {
  try {
    const database = openSqlite(workspacePath, { readOnly: true, driver });
    try {
      const [pages, free, pageBytes] = ['page_count', 'freelist_count', 'page_size'].map(
        (name) => Object.values(database.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[0] ?? 0,
      ) as [number, number, number];
      return hasNoRoom(folder, (pages - free) * pageBytes * LEAST_SHARE);
    } finally {
      database.close();
    }
  } catch (error) {
    if (storageFailure(error) === null) throw error;
    return false;
  }
}
