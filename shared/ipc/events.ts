import type { ChangeSummary, Operator } from '../model/index.ts';
import type { BackupState } from './backups.ts';
import type { OpenAttempt } from './files.ts';
import type { JobProgress } from './jobs.ts';
import type { OutsideEdits, WorkspaceInfo } from './records.ts';
import type { Language, Theme } from './windows.ts';

/** What the host tells windows, unasked. */
export interface HostEvents {
  /** Another workspace is open, or none. */
  workspaceOpened: WorkspaceInfo | null;
  /** An opening began, whoever asked for it; or it failed, after `workspaceOpened` said what is open instead. */
  openAttempted: OpenAttempt;
  /** A change was committed (by any window or by the command line). */
  recordChanged: { summary: ChangeSummary; info: WorkspaceInfo };
  jobProgress: JobProgress;
  /** Rows that another program changed were found; after they are settled, an empty list. Whatever was read of those tables is stale. */
  outsideEdits: OutsideEdits[];
  /** A menu entry or accelerator asks for a command by id. */
  command: { id: string };
  preferencesChanged: { language: Language; theme: Theme };
  operatorChanged: Operator;
  /** What the user has just set could not be written to disk: it holds until the app ends. */
  settingsNotKept: null;
  basemapsChanged: null;
  /** A backup began, ended or failed. */
  backupsChanged: BackupState;
  /** The record's process ended unexpectedly and was started again. */
  recordRestarted: { reason: string };
}
export type HostEventName = keyof HostEvents;
export const hostEventNames = [
  'workspaceOpened',
  'openAttempted',
  'recordChanged',
  'jobProgress',
  'outsideEdits',
  'command',
  'preferencesChanged',
  'operatorChanged',
  'settingsNotKept',
  'basemapsChanged',
  'backupsChanged',
  'recordRestarted',
] as const satisfies readonly HostEventName[];
