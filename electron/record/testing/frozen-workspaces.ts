import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GoldenExport } from './golden-export.ts';

const folder = join(import.meta.dirname, 'frozen');

/** Names of the frozen workspaces of every released schema, the newest schema's last. */
export const frozenNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.gpkg.gz'))
  .sort();

export const frozenPath = (name: string): string => join(folder, name);

/** Schema version of a frozen workspace. */
export const frozenVersion = (name: string): number => Number.parseInt(name, 10);

/** Puts a frozen workspace to `path`, and takes away what SQLite left beside another one there. */
export function thaw(name: string, path: string): void {
  for (const companion of ['-wal', '-shm']) rmSync(path + companion, { force: true });
  writeFileSync(path, gunzipSync(readFileSync(frozenPath(name))));
}

/** What a frozen workspace holds, as noted when it was frozen. */
export const goldenOf = (name: string): GoldenExport =>
  JSON.parse(readFileSync(frozenPath(name.replace('.gpkg.gz', '.json')), 'utf8')) as GoldenExport;
