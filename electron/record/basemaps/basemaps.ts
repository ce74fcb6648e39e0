import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { BasemapArchive } from '../../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../../shared/model/failure.ts';
import { type Archive, ArchiveError, type ArchiveTile } from './archive.ts';
import { openMbtiles } from './open-mbtiles.ts';
import { openPmtiles } from './open-pmtiles.ts';

/** Where the list of added archives is kept. */
export interface BasemapStore {
  load(): Promise<{ path: string }[]>;
  save(list: { path: string }[]): Promise<void>;
}

export interface Basemaps {
  /** The added archives. One that cannot be read now, on a drive that is not there say, is told as `away`. */
  list(): Promise<BasemapArchive[]>;
  /** Adds a .pmtiles or .mbtiles file; adding one again answers it anew. Failures: fileNotFound, basemapUnreadable, basemapFormat. */
  add(path: string): Promise<Result<BasemapArchive>>;
  /** Forgets an archive; the file stays. Failure: basemapUnknown. */
  remove(id: string): Promise<Result<null>>;
  /** One tile, y from the north; null when the archive or the tile is not there. */
  tile(id: string, z: number, x: number, y: number): Promise<ArchiveTile | null>;
  close(): Promise<void>;
}

/** The map archives an office has added to the app. Files are opened when first asked for and kept open. */
export function createBasemaps(store: BasemapStore): Basemaps {
  const opened = new Map<string, Promise<Archive>>();
  let paths: Promise<string[]> | null = null;

  const loadPaths = () => {
    paths ??= store.load().then((list) => [...new Set(list.map((entry) => resolve(entry.path)))]);
    return paths;
  };
  const savePaths = async (list: string[]) => {
    await store.save(list.map((path) => ({ path })));
    paths = Promise.resolve(list);
  };
  const archiveAt = (path: string) => {
    let archive = opened.get(path);
    if (!archive) {
      archive = openArchive(path);
      opened.set(path, archive);
      archive.catch(() => opened.delete(path));
    }
    return archive;
  };
  const closeAt = async (path: string) => {
    const archive = await opened.get(path)?.catch(() => null);
    opened.delete(path);
    await archive?.close();
  };
  const describeArchive = async (path: string): Promise<BasemapArchive> => {
    const { description } = await archiveAt(path);
    return { id: archiveId(path), path, away: false, ...description };
  };
  /** As it is now: a file that went away is let go of, and opened anew when it is back. */
  const lookAt = async (path: string): Promise<BasemapArchive> => {
    if ((await stat(path).catch(() => null)) === null) await closeAt(path);
    return describeArchive(path).catch(() => awayArchive(path));
  };

  return {
    async list() {
      return Promise.all((await loadPaths()).map(lookAt));
    },
    async add(added) {
      const path = resolve(added);
      const info = await stat(path).catch(() => null);
      if (!info?.isFile()) return failed('fileNotFound', { path });
      await closeAt(path);
      try {
        const archive = await describeArchive(path);
        const known = await loadPaths();
        if (!known.includes(path)) await savePaths([...known, path]);
        return done(archive);
      } catch (error) {
        return failed(error instanceof ArchiveError ? error.code : 'basemapUnreadable', { path });
      }
    },
    async remove(id) {
      const known = await loadPaths();
      const path = known.find((candidate) => archiveId(candidate) === id);
      if (path === undefined) return failed('basemapUnknown');
      await closeAt(path);
      await savePaths(known.filter((candidate) => candidate !== path));
      return done(null);
    },
    async tile(id, z, x, y) {
      const path = (await loadPaths()).find((candidate) => archiveId(candidate) === id);
      if (path === undefined) return null;
      const archive = await archiveAt(path).catch(() => null);
      return archive ? archive.tile(z, x, y) : null;
    },
    async close() {
      await Promise.all([...opened.keys()].map(closeAt));
    },
  };
}

/** Short and the same at every start, fit for a URL. */
function archiveId(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

/** What is known of an archive whose file cannot be read. */
function awayArchive(path: string): BasemapArchive {
  const nothing = { kind: 'raster', schema: 'unknown', minZoom: 0, maxZoom: 0, bounds: null, attribution: null } as const;
  return { id: archiveId(path), path, name: basename(path), away: true, ...nothing, vectorLayers: [] };
}

async function openArchive(path: string): Promise<Archive> {
  const extension = extname(path).toLowerCase();
  const name = basename(path, extname(path));
  if (extension === '.pmtiles') return openPmtiles(path, name);
  if (extension === '.mbtiles') return openMbtiles(path, name);
  throw new ArchiveError('basemapFormat', extension);
}
