import { app, ipcMain, MessageChannelMain } from 'electron';
import { contracts, type Language, type Theme } from '../../shared/ipc/index.ts';
import type { Operator } from '../../shared/model/index.ts';
import { dataPortChannel } from '../channels.ts';
import { drawsInSoftware, type RenderingMode } from '../gpu.ts';
import { localOperator } from '../operator/local-operator.ts';
import type { RecordClient } from '../record/record-client.ts';
import type { DrawnWaiters } from '../snapshot.ts';
import { backupHandlers } from './backups.ts';
import { crsHandlers } from './crs.ts';
import { exportHandlers } from './exports.ts';
import { fieldPackageHandlers } from './field-packages.ts';
import { type FileTopic, fileHandlers } from './files.ts';
import { handleContract, senderOf } from './handle.ts';
import { jobHandlers } from './jobs.ts';
import { recordHandlers } from './records.ts';
import { responseHandlers } from './response.ts';
import { windowHandlers } from './windows.ts';

export interface DoorParts extends FileTopic {
  record: RecordClient;
  waiters: DrawnWaiters;
  rendering: RenderingMode;
  setPreference(change: { language?: Language; theme?: Theme }): void;
  setOperator(operator: Operator): Promise<void>;
}

/** Registers every topic windows can call, and the hand-over of data ports. */
export function openDoor(parts: DoorParts): void {
  const { record, session, windows, log, preferences, rendering } = parts;
  handleContract(contracts.records, recordHandlers(record, session), parts);
  handleContract(contracts.jobs, jobHandlers(parts), parts);
  handleContract(contracts.crs, crsHandlers(record), parts);
  handleContract(contracts.files, fileHandlers(parts), parts);
  handleContract(contracts.exports, exportHandlers(parts), parts);
  handleContract(contracts.response, responseHandlers(parts), parts);
  handleContract(contracts.backups, backupHandlers(parts), parts);
  handleContract(contracts.fieldPackages, fieldPackageHandlers(parts), parts);
  handleContract(
    contracts.windows,
    windowHandlers({
      log,
      setLanguage: (language) => parts.setPreference({ language }),
      setTheme: (theme) => parts.setPreference({ theme }),
      setOperator: parts.setOperator,
      drawn: (contents, failure) => parts.waiters.drawn(contents, failure),
      infoFor: ({ contents, role }) => {
        const show = windows.showOf(contents);
        return {
          version: app.getVersion(),
          role,
          softwareRendering: drawsInSoftware(app, rendering),
          gpuCrashed: rendering.crashed,
          platform: process.platform,
          language: show?.language ?? preferences.values.language,
          theme: show?.theme ?? preferences.values.theme,
          show,
          operator: localOperator(preferences),
          settings: preferences.state,
          operatorAsked: preferences.values.operator !== null,
        };
      },
    }),
    parts,
  );
  ipcMain.on(dataPortChannel, (event) => {
    const sender = senderOf(event, windows);
    if (!sender.mainFrame || sender.role === null) {
      log.warn(`data port refused to ${sender.url}`);
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    record.connectDataPort(port1);
    event.sender.postMessage(dataPortChannel, null, [port2]);
  });
}
