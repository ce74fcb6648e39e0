import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BackupEntry, type BackupManifest, backupReasons } from '../../../shared/ipc/index.ts';
import { writeFileAtomically } from '../../write-file-atomically.ts';

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const manifestSchema = z.object({
  id: z.string().regex(/^[\w.-]{1,80}$/),
  file: z.string().regex(/^[\w.-]{1,100}$/),
  reason: z.enum(backupReasons),
  createdAt: instant,
  workspaceId: z.string(),
  name: z.string(),
  rev: z.number().int(),
  changedAt: instant.nullable(),
  schemaVersion: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  size: z.number().int(),
  sha256: z.string(),
});

const DRAFT_ENDING = '.partial';
/** The name a backup has until it has been read back: no list shows it. */
export const draftPathOf = (folder: string, id: string): string => join(folder, `.${id}${DRAFT_ENDING}`);

/** Writes the sidecar that makes a file in the folder a backup. */
export function writeManifest(folder: string, manifest: BackupManifest): void {
  writeFileAtomically(join(folder, `${manifest.id}.json`), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Backups of a folder, newest first. A manifest that cannot be read is no backup; a file of another size is damaged. */
export function readBackups(folder: string, second: boolean): BackupEntry[] {
  if (!existsSync(folder)) return [];
  const entries: BackupEntry[] = [];
  for (const name of readdirSync(folder)) {
    if (!/^\d.*\.json$/.test(name)) continue;
    const manifest = parseManifest(join(folder, name));
    if (manifest === null) continue;
    const path = join(folder, manifest.file);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) continue;
    entries.push({ ...manifest, path, second, state: size === manifest.size ? 'listed' : 'damaged' });
  }
  return entries.sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt) || other.rev - one.rev);
}

/** Removes a backup, its manifest first, so that a half-removed one is no backup. */
export function removeBackup(folder: string, { id, file }: Pick<BackupManifest, 'id' | 'file'>): void {
  rmSync(join(folder, `${id}.json`), { force: true });
  rmSync(join(folder, file), { force: true });
}

/** Removes what an interrupted backup left: drafts, and files that never got their manifest. */
export function clearLeftovers(folder: string): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  const present = new Set(names);
  for (const name of names) {
    const draft = name.includes(DRAFT_ENDING);
    const orphan = /^\d.*\.gpkg$/.test(name) && !present.has(name.replace(/\.gpkg$/, '.json'));
    if (draft || orphan) rmSync(join(folder, name), { force: true });
  }
}

function parseManifest(path: string): BackupManifest | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? (parsed.data as BackupManifest) : null;
  } catch {
    return null;
  }
}
