import { basename, dirname, join } from 'node:path';

/** The folder beside a workspace that holds its backups, their settings and the witness of what was acknowledged. */
export const backupFolderOf = (workspacePath: string): string => join(dirname(workspacePath), `${stemOf(workspacePath)}.backups`);

/** A workspace's file name without its ending. */
export const stemOf = (workspacePath: string): string => basename(workspacePath).replace(/\.gpkg$/i, '');

/** The folder of one workspace's backups inside the second folder, which several workspaces may share. */
export const secondFolderOf = (secondFolder: string, workspacePath: string, workspaceId: string): string =>
  join(secondFolder, `${stemOf(workspacePath)}-${workspaceId.slice(0, 8)}.backups`);
