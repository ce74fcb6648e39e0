import { withCache } from './database.ts';

/** A view of a workspace kept between sessions (camera, layer order, heat parameters). Null when none is kept or readable. */
export const readView = <T>(workspaceId: string, key: string): Promise<T | null> =>
  withCache<T | null>(workspaceId, { make: false, otherwise: null }, async (database) => {
    const kept = await database.views.get(key);
    return (kept?.value as T | undefined) ?? null;
  });

/** Keeps a view. Losing it costs the user a pan and a click, so a full or blocked disk is not an error here. */
export const writeView = (workspaceId: string, key: string, value: unknown): Promise<void> =>
  withCache(workspaceId, { make: true, otherwise: undefined }, async (database) => {
    await database.views.put({ key, value });
  });
