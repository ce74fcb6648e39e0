import { z } from 'zod';
import type { Failure, Result } from '../model/index.ts';
import { call, contract } from './contract.ts';
import type { WorkspaceInfo } from './records.ts';

export interface RecentWorkspace {
  path: string;
  name: string;
  openedAt: string;
  exists: boolean;
}
/** A workspace found on this computer by the folder of its backups. */
export interface FoundWorkspace {
  path: string;
  name: string;
  /** Null when only its backups are left. */
  changedAt: string | null;
  backups: number;
}
/** A workspace being opened (`failure` null), or one that could not be opened, and why. */
export interface OpenAttempt {
  path: string;
  failure: Failure | null;
  /** Of a failed one: what was to be made there, which was not there before. Once more then means to make it. */
  making?: 'new' | 'sample';
}
/** An added basemap archive (.pmtiles or .mbtiles), served on app://. */
export interface BasemapArchive {
  id: string;
  name: string;
  path: string;
  kind: 'vector' | 'raster';
  /** Vector schema family, when known. */
  schema: 'openmaptiles' | 'protomaps' | 'unknown';
  minZoom: number;
  maxZoom: number;
  bounds: [number, number, number, number] | null;
  attribution: string | null;
  vectorLayers: string[];
  /** Its file cannot be read now: it is listed, and nothing is drawn of it. */
  away: boolean;
}

export const files = contract('files', {
  recent: call<RecentWorkspace[]>()(z.null()),
  /** Looks for workspaces in the usual places of this computer and on its other disks, for some seconds at most; newest first. */
  find: call<FoundWorkspace[]>()(z.null()),
  /** What is being opened, or could not be; null once an opening succeeded, and before the first. */
  attempt: call<OpenAttempt | null>()(z.null(), ['main', 'wall', 'snapshot']),
  /** Opens the given file, or asks with the native dialog when null. A null value means the user cancelled. */
  open: call<Result<WorkspaceInfo | null>>()(z.object({ path: z.string().max(4096).nullable() })),
  /** Creates an empty workspace where the native dialog says. */
  create: call<Result<WorkspaceInfo | null>>()(z.null()),
  /** Opens the sample workspace, generating it the first time. */
  openSample: call<Result<WorkspaceInfo | null>>()(z.null()),
  /** Asks for files to import, or for a folder of photos. Their paths come back, none when the user cancelled; nothing is read yet. */
  chooseImport: call<{ path: string; name: string }[]>()(z.object({ what: z.enum(['files', 'photoFolder']) })),
  addBasemap: call<Result<BasemapArchive | null>>()(z.object({ path: z.string().max(4096).nullable() })),
  removeBasemap: call<Result<null>>()(z.object({ id: z.string().max(200) })),
  basemaps: call<BasemapArchive[]>()(z.null(), ['main', 'wall', 'snapshot']),
  /** Saves a picture of the window's map as PNG where the native dialog says. */
  saveSnapshot: call<Result<string | null>>()(z.null()),
  openLogFolder: call<null>()(z.null()),
});
