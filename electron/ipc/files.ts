import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  type FileFilter,
  type OpenDialogOptions,
  type SaveDialogOptions,
  shell,
  type WebContents,
} from 'electron';
import type { contracts, Handlers, WorkspaceInfo } from '../../shared/ipc/index.ts';
import { done, type Result } from '../../shared/model/index.ts';
import { findWorkspaces, placesToLook } from '../find-workspaces.ts';
import type { Log } from '../log.ts';
import type { Preferences } from '../preferences.ts';
import type { RecordClient } from '../record/record-client.ts';
import { type StagedFile, stageFile } from '../staged-file.ts';
import type { Translate } from '../translate.ts';
import type { Windows } from '../windows.ts';
import type { WorkspaceSession } from '../workspace-session.ts';
import type { Caller } from './handle.ts';

export interface FileTopic {
  record: RecordClient;
  session: WorkspaceSession;
  preferences: Preferences;
  windows: Windows;
  log: Log;
  translate(): Translate;
  openWorkspace(path: string, create?: { name: string }): Promise<Result<WorkspaceInfo>>;
  openSample(): Promise<Result<WorkspaceInfo>>;
}

const importExtensions = [
  ...['csv', 'tsv', 'txt', 'xlsx', 'geojson', 'json', 'geojsonl', 'geojsons', 'ndjson', 'gz'],
  ...['kml', 'kmz', 'gpx', 'zip', 'gpkg', 'pbf'],
];
const basemapExtensions = ['pmtiles', 'mbtiles'];

export function fileHandlers(topic: FileTopic): Handlers<typeof contracts.files, Caller> {
  const { record, session, preferences, windows } = topic;
  const filter = (label: string, extensions: string[]): FileFilter => ({ name: topic.translate()(`cli.${label}`), extensions });
  const workspaceFilter = () => filter('workspaceFiles', ['gpkg']);
  const everything = () => filter('allFiles', ['*']);

  return {
    recent: async () => preferences.values.recent.map((entry) => ({ ...entry, exists: existsSync(entry.path) })),
    find: () => findWorkspaces(placesToLook((name) => app.getPath(name))),
    attempt: async () => session.attempt(),
    open: async ({ path }, caller) => {
      const chosen = path ?? (await chooseFile(caller.contents, { filters: [workspaceFilter()] }));
      return chosen === null ? done(null) : topic.openWorkspace(chosen);
    },
    create: async (_request, caller) => {
      const t = topic.translate();
      const chosen = await chooseTarget(caller.contents, {
        defaultPath: `${t('cli.untitledWorkspace')}.gpkg`,
        filters: [workspaceFilter()],
      });
      if (chosen === null) return done(null);
      const path = withExtension(chosen, ['.gpkg']);
      // A file that is already there is refused by the record, whatever the dialog asked: records are never overwritten.
      return topic.openWorkspace(path, { name: basename(path, '.gpkg') });
    },
    openSample: () => topic.openSample(),
    chooseImport: async ({ what }, caller) => {
      const paths = await chooseFiles(
        caller.contents,
        what === 'photoFolder'
          ? { properties: ['openDirectory'] }
          : { properties: ['openFile', 'multiSelections'], filters: [filter('importFiles', importExtensions), everything()] },
      );
      return paths.map((path) => ({ path, name: basename(path) }));
    },
    addBasemap: async ({ path }, caller) => {
      const chosen = path ?? (await chooseFile(caller.contents, { filters: [filter('basemapFiles', basemapExtensions)] }));
      if (chosen === null) return done(null);
      const added = await record.as(caller.role).addBasemap({ path: chosen });
      if (added.ok) windows.broadcast('basemapsChanged', null);
      return added;
    },
    removeBasemap: async (request, caller) => {
      const removed = await record.as(caller.role).removeBasemap(request);
      if (removed.ok) windows.broadcast('basemapsChanged', null);
      return removed;
    },
    basemaps: async () => ((await session.info()) ? record.basemaps(null) : []),
    saveSnapshot: async (_request, caller) => {
      const picture = await caller.contents.capturePage();
      const info = await session.info();
      const chosen = await chooseTarget(caller.contents, {
        defaultPath: `${info?.name ?? topic.translate()('app.name')}.png`,
        filters: [filter('pictureFiles', ['png'])],
      });
      return chosen === null ? done(null) : put(stageFile(withExtension(chosen, ['.png']), [picture.toPNG()]));
    },
    openLogFolder: async () => {
      const problem = await shell.openPath(topic.log.folder);
      if (problem !== '') topic.log.warn(`log folder not opened: ${problem}`);
      return null;
    },
  };
}

export async function chooseFile(contents: WebContents, options: OpenDialogOptions): Promise<string | null> {
  return (await chooseFiles(contents, { properties: ['openFile'], ...options }))[0] ?? null;
}

async function chooseFiles(contents: WebContents, options: OpenDialogOptions): Promise<string[]> {
  const window = BrowserWindow.fromWebContents(contents);
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}

export async function chooseTarget(contents: WebContents, options: SaveDialogOptions): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(contents);
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}

export function withExtension(path: string, allowed: string[]): string {
  return allowed.includes(extname(path).toLowerCase()) ? path : `${path}${allowed[0]}`;
}

async function put(staging: Promise<Result<StagedFile>>): Promise<Result<string>> {
  const staged = await staging;
  if (!staged.ok) return staged;
  const put = staged.value.commit();
  return put.ok ? done(staged.value.path) : put;
}
