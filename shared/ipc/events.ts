import type { ChangeSummary, Operator } from '../model/index.ts';
import type { JobProgress } from './jobs.ts';
import type { WorkspaceInfo } from './records.ts';
import type { Language, Theme } from './windows.ts';

/** What the host tells windows, unasked. */
export interface HostEvents {
  /** Another workspace is open, or none. */
  workspaceOpened: WorkspaceInfo | null;
  /** A change was committed (by any window or by the command line). */
  recordChanged: { summary: ChangeSummary; info: WorkspaceInfo };
  jobProgress: JobProgress;
  /** A menu entry or accelerator asks for a command by id. */
  command: { id: string };
  preferencesChanged: { language: Language; theme: Theme };
  operatorChanged: Operator;
  basemapsChanged: null;
  /** The record's process ended unexpectedly and was started again. */
  recordRestarted: { reason: string };
}
export type HostEventName = keyof HostEvents;
export const hostEventNames = [
  'workspaceOpened',
  'recordChanged',
  'jobProgress',
  'command',
  'preferencesChanged',
  'operatorChanged',
  'basemapsChanged',
  'recordRestarted',
] as const satisfies readonly HostEventName[];
