import type { TextKey } from '../i18n.ts';
import { notify } from '../state/notices.ts';
import { screenStore } from '../state/screen.ts';
import { commandOf } from './index.ts';
import { addBasemapFile, importFile, openWorkspaceFile } from './workspace-commands.ts';

interface DroppedFile {
  path: string;
  name: string;
}

/** Why nothing can be dropped now (a text key); null when something can. An open dialog keeps what it holds. */
export const whyNotDrop = (): TextKey | null => (screenStore.getState().dialog === null ? null : 'app.commands.disabled.dialogOpen');

/** Does with a file dropped on the window what its kind is for: opens a workspace, adds a basemap, imports anything else. */
export function takeDroppedFiles(files: readonly DroppedFile[]): void {
  const [file] = files;
  if (file === undefined) return;
  const kind = /\.(gpkg|pmtiles|mbtiles)$/i.exec(file.name)?.[1]?.toLowerCase();
  const commandId = kind === undefined ? 'importData' : kind === 'gpkg' ? 'openWorkspace' : 'addBasemap';
  const reason = whyNotDrop() ?? (files.length > 1 ? 'imports.dropOne' : commandOf(commandId).disabled());
  if (reason !== null) notify({ tone: 'info', text: reason });
  else if (commandId === 'importData') importFile(file);
  else void (commandId === 'openWorkspace' ? openWorkspaceFile(file.path) : addBasemapFile(file.path));
}
