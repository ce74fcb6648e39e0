import { openCache } from './database.ts';

/** A view of a workspace kept between sessions (camera, layer order, heat parameters). Null when none is kept or readable. */
export async function readView<T>(workspaceId: string, key: string): Promise<T | null> {
  const database = openCache(workspaceId);
  try {
    return ((await database.views.get(key))?.value as T | undefined) ?? null;
  } catch {
    return null;
  } finally {
    database.close();
  }
}

/** Keeps a view. Losing it costs the user a pan and a click, so a full or blocked disk is not an error here. */
export async function writeView(workspaceId: string, key: string, value: unknown): Promise<void> {
  const database = openCache(workspaceId);
  try {
    await database.views.put({ key, value });
  } catch {
    // Nothing to tell the user: the record itself is untouched.
  } finally {
    database.close();
  }
}
