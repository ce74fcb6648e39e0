import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';
import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import { done } from '../../shared/model/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import { chooseFile, chooseTarget, type FileTopic, withExtension } from './files.ts';
import type { Caller } from './handle.ts';
import { packageOpener } from './package-opener.ts';

export const packageExtension = 'firemap';

/** Backups, the way back from a damaged file, and copies to carry away. */
export function backupHandlers(topic: FileTopic & { record: RecordClient }): Handlers<typeof contracts.backups, Caller> {
  const { record, session } = topic;
  const openFromPackage = packageOpener(topic);
  const filter = (label: string, extension: string) => ({ name: topic.translate()(`backups.${label}`), extensions: [extension] });

  return {
    state: (request, { role }) => record.as(role).backupState(request),
    list: (request, { role }) => record.as(role).backups(request),
    create: (request, { role }) => record.as(role).createBackup(request),
    previewRestore: (request, { role }) => record.as(role).previewRestore(request),
    restore: (request, { role }) => record.as(role).restoreBackup(request),
    recover: async (request, { role }) => {
      const recovered = await record.as(role).recoverWorkspace(request);
      if (!recovered.ok) return recovered;
      topic.log.warn(`${request.path} recovered from ${request.id}; kept aside: ${recovered.value.keptAside ?? 'nothing'}`);
      return topic.openWorkspace(request.path);
    },
    acceptAsIs: async (request, { role }) => {
      const accepted = await record.as(role).acceptAsIs(request);
      if (!accepted.ok) return accepted;
      topic.log.warn(`${request.path} taken as it stands`);
      return topic.openWorkspace(request.path);
    },
    copyToUsb: async ({ password, jobId }, { contents, role }) => {
      const info = await session.info();
      const extension = password === null ? 'gpkg' : packageExtension;
      const day = new Date().toISOString().slice(0, 10);
      const chosen = await chooseTarget(contents, {
        defaultPath: `${info?.name ?? ''}-${day}.${extension}`,
        filters: [filter(password === null ? 'workspaceFile' : 'packageFile', extension)],
      });
      return chosen === null ? done(null) : record.as(role).copyOut({ target: withExtension(chosen, [`.${extension}`]), password, jobId });
    },
    choosePackage: (_request, { contents }) => chooseFile(contents, { filters: [filter('packageFile', packageExtension)] }),
    openPackage: (request, { contents, role }) =>
      openFromPackage(contents, request, (target) => record.as(role).openPackage({ ...request, target })),
    settings: (request, { role }) => record.as(role).backupSettings(request),
    setKeep: (keep, { role }) => record.as(role).setBackupSettings({ keep }),
    chooseSecondFolder: async ({ clear }, { contents, role }) => {
      if (clear) return record.as(role).setBackupSettings({ secondFolder: null });
      const folder = await chooseFolder(contents);
      return folder === null ? done(null) : record.as(role).setBackupSettings({ secondFolder: folder });
    },
  };
}

async function chooseFolder(contents: WebContents): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(contents);
  const settings: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, settings) : dialog.showOpenDialog(settings));
  return canceled ? null : (filePaths[0] ?? null);
}
