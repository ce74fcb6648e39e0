import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BackupSettings, backupKeepSchema } from '../../../shared/ipc/index.ts';
import { writeFileAtomically } from '../../write-file-atomically.ts';
import { usualKeep } from './retention.ts';

/** Where backups go is a matter of this computer, not of the record: it stands beside the backups and no restore touches it. */
const schema = z.object({ secondFolder: z.string().nullable().catch(null), keep: backupKeepSchema.catch(usualKeep) });
const pathOf = (folder: string): string => join(folder, 'settings.json');

export function readBackupSettings(folder: string): BackupSettings {
  try {
    return schema.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));
  } catch {
    return { secondFolder: null, keep: usualKeep };
  }
}

export function writeBackupSettings(folder: string, settings: BackupSettings): void {
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(pathOf(folder), `${JSON.stringify(settings, null, 2)}\n`);
}
