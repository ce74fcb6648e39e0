import { type Dirent, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BackupEntry, FoundWorkspace } from '../shared/ipc/index.ts';
import { isBackupFolder, workspaceOfFolder } from './record/backups/backup-folder.ts';
import { readBackups } from './record/backups/manifest.ts';

/** A folder to look in, and how many levels of folders below it. */
export interface PlaceToLook {
  folder: string;
  levels: number;
}

const LOOK_AT_MOST_MS = 4000;
const FOUND_AT_MOST = 50;
/** What a system or a program keeps for itself. */
const notLookedInto = /^(\.|\$)|^(node_modules|AppData|Windows|Program Files.*|ProgramData|Library|proc|sys|dev)$/;

/** Where people keep files: the profile's own folder, documents, desktop, downloads, the home folder, and other disks. */
export function placesToLook(pathOf: (name: 'userData' | 'documents' | 'desktop' | 'downloads') => string): PlaceToLook[] {
  const disks =
    process.platform === 'win32'
      ? Array.from('CDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`)
      : process.platform === 'darwin'
        ? ['/Volumes']
        : ['/media', '/mnt', '/run/media'];
  return [
    { folder: join(pathOf('userData'), 'workspaces'), levels: 1 },
    ...(['documents', 'desktop', 'downloads'] as const).map((name) => ({ folder: pathOf(name), levels: 4 })),
    { folder: homedir(), levels: 2 },
    ...disks.map((folder) => ({ folder, levels: 3 })),
  ];
}

/**
 * Workspaces in these places, the one changed last first. Each is known by the folder of its backups, which is made beside it when it is
 * first opened, so that one whose file is gone is found too.
 */
export async function findWorkspaces(places: readonly PlaceToLook[], lookAtMostMs = LOOK_AT_MOST_MS): Promise<FoundWorkspace[]> {
  const until = performance.now() + lookAtMostMs;
  // A disk that is not there may take minutes to say so.
  const timeUp = wait(Math.max(0, lookAtMostMs), [] as string[], { ref: false });
  const found = new Map<string, FoundWorkspace>();
  const looked = new Map<string, number>();
  for (const place of places) {
    // Breadth first: what lies near the top is found before time runs out.
    for (let level = [place.folder], left = place.levels; level.length > 0 && left >= 0; left--) {
      const next: string[] = [];
      for (const folder of level) {
        if (performance.now() > until || found.size >= FOUND_AT_MOST) return newestFirst(found);
        if ((looked.get(folder) ?? -1) >= left) continue;
        looked.set(folder, left);
        for (const name of await Promise.race([foldersIn(folder), timeUp])) {
          const path = join(folder, name);
          if (isBackupFolder(name)) take(found, path);
          else if (!notLookedInto.test(name)) next.push(path);
        }
      }
      level = next;
    }
  }
  return newestFirst(found);
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function take(found: Map<string, FoundWorkspace>, backupFolder: string): void {
  const path = workspaceOfFolder(backupFolder);
  const looked = lookAt(path, backupFolder);
  if (looked === null) return;
  const { file, backups } = looked;
  if (file === undefined && backups.length === 0) return;
  const name = backups[0]?.name ?? path.replace(/^.*[\\/]|\.gpkg$/g, '');
  found.set(path, { path, name, changedAt: file?.mtime.toISOString() ?? null, backups: backups.length });
}

/** A workspace and its backups; null where nobody may look. */
function lookAt(path: string, backupFolder: string): { file: Stats | undefined; backups: BackupEntry[] } | null {
  try {
    return { file: statSync(path, { throwIfNoEntry: false }), backups: readBackups(backupFolder, false) };
  } catch {
    return null;
  }
}

const newestFirst = (found: Map<string, FoundWorkspace>): FoundWorkspace[] =>
  [...found.values()].sort((one, other) => (other.changedAt ?? '').localeCompare(one.changedAt ?? ''));
