import type { TextKey } from '../i18n.ts';
import { notify } from '../state/notices.ts';
import { screenStore } from '../state/screen.ts';
import { commandOf } from './index.ts';
import { addBasemapFile, importFiles, openWorkspaceFile } from './workspace-commands.ts';

interface DroppedFile {
  path: string;
  name: string;
}

/** Why nothing can be dropped now (a text key); null when something can. An open dialog keeps what it holds. */
export const whyNotDrop = (): TextKey | null => (screenStore.getState().dialog === null ? null : 'app.commands.disabled.dialogOpen');

/** Does with files dropped on the window what their kind is for: opens a workspace, adds a basemap, imports anything else, several one by one. */
export function takeDroppedFiles(files: readonly DroppedFile[]): void {
  const [file] = files;
  if (file === undefined) return;
  const kinds = files.map(({ name }) => /\.(gpkg|pmtiles|mbtiles)$/i.exec(name)?.[1]?.toLowerCase());
  const alone = files.length === 1 ? kinds[0] : undefined;
  // Among other files a GeoPackage is data; a basemap is no data.
  const mixed = files.length > 1 && kinds.some((kind) => kind !== undefined && kind !== 'gpkg');
  const commandId = alone === undefined ? 'importData' : alone === 'gpkg' ? 'openWorkspace' : 'addBasemap';
  const reason = whyNotDrop() ?? (mixed ? 'imports.dropMixed' : commandOf(commandId).disabled());
  if (reason !== null) notify({ tone: 'info', text: reason });
  else if (commandId === 'importData') importFiles(files);
  else void (commandId === 'openWorkspace' ? openWorkspaceFile(file.path) : addBasemapFile(file.path));
}
