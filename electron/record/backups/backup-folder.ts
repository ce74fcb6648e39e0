import { existsSync, readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The folder beside a workspace that holds its backups, their settings and the witness of what was acknowledged. */
export const backupFolderOf = (workspacePath: string): string => join(dirname(workspacePath), `${stemOf(workspacePath)}${FOLDER_ENDING}`);

const FOLDER_ENDING = '.backups';
/** Whether a folder's name is that of a workspace's backups. */
export const isBackupFolder = (name: string): boolean => name.endsWith(FOLDER_ENDING) && name.length > FOLDER_ENDING.length;
/** The workspace that a folder of backups stands beside. */
export const workspaceOfFolder = (folder: string): string => `${folder.slice(0, -FOLDER_ENDING.length)}.gpkg`;

/** A workspace's file name without its ending. */
export const stemOf = (workspacePath: string): string => basename(workspacePath).replace(/\.gpkg$/i, '');

/** The folder of one workspace's backups inside the second folder, which several workspaces may share. */
export const secondFolderOf = (secondFolder: string, workspacePath: string, workspaceId: string): string =>
  join(secondFolder, `${stemOf(workspacePath)}-${workspaceId.slice(0, 8)}.backups`);

/** The folders inside the second folder of all workspaces that have this file name. */
export function secondFoldersOfName(secondFolder: string, workspacePath: string): string[] {
  if (!existsSync(secondFolder)) return [];
  const start = `${stemOf(workspacePath)}-`;
  const isOne = (name: string) => name.startsWith(start) && /^[0-9a-f]{8}\.backups$/.test(name.slice(start.length));
  return readdirSync(secondFolder)
    .filter(isOne)
    .map((name) => join(secondFolder, name));
}

const ANSWER_WITHIN_MS = 2000;

/** Whether a folder is there. One on a computer that does not answer would hold its process up for as long as the system waits for it. */
export function folderAnswers(folder: string): Promise<boolean> {
  const found = stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  return Promise.race([found, wait(ANSWER_WITHIN_MS, false, { ref: false })]);
}
