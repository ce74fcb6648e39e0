import { z } from 'zod';
import type { ChangeSummary, Result, TableName } from '../model/index.ts';
import { call, contract } from './contract.ts';
import { jobId } from './jobs.ts';
import type { WorkspaceInfo } from './records.ts';

/** Why a backup was made. */
export const backupReasons = ['scheduled', 'onClose', 'byHand', 'beforeRestore', 'beforeMigration'] as const;
export type BackupReason = (typeof backupReasons)[number];

/** What stands in a workspace at one moment. */
export interface WorkspaceFacts {
  workspaceId: string;
  name: string;
  rev: number;
  /** Instant of its newest change; null when nothing was ever changed. */
  changedAt: string | null;
  schemaVersion: number;
  counts: { [T in TableName]?: number };
}
/** One backup, as written beside it when it had been read back and found whole. */
export interface BackupManifest extends WorkspaceFacts {
  id: string;
  /** File name in the backup folder. */
  file: string;
  reason: BackupReason;
  createdAt: string;
  size: number;
  sha256: string;
}
export interface BackupEntry extends BackupManifest {
  /** Full path of the file. */
  path: string;
  /** `whole` right after being compared with its checksum now; `listed` when only its size was looked at. */
  state: 'whole' | 'listed' | 'damaged';
  /** Kept in the second folder. */
  second: boolean;
}
export interface BackupList {
  folder: string;
  /** Newest first. */
  backups: BackupEntry[];
  /** Whether the second folder answers; null when none is set. */
  secondReachable: boolean | null;
  /** Copies of damaged workspace files kept aside, newest first. */
  keptAside: { path: string; size: number; at: string }[];
}
export interface RestorePreview {
  backup: BackupEntry;
  current: WorkspaceFacts;
  /** Rows that would come back, take their old content back, or go. Tables without a difference are left out. */
  tables: { [T in TableName]?: { added: number; changed: number; removed: number } };
}
/** How many backups a rotation keeps: the newest, the last of each day, the last of each week. */
export interface BackupKeep {
  recent: number;
  days: number;
  weeks: number;
}
/** Fewer than these would leave no way back worth its name, more would fill a small disk. */
export const backupKeepLimits = {
  recent: { min: 3, max: 100 },
  days: { min: 0, max: 90 },
  weeks: { min: 0, max: 104 },
} as const satisfies Record<keyof BackupKeep, { min: number; max: number }>;
const kept = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max);
export const backupKeepSchema = z.object({
  recent: kept(backupKeepLimits.recent),
  days: kept(backupKeepLimits.days),
  weeks: kept(backupKeepLimits.weeks),
}) satisfies z.ZodType<BackupKeep>;
const backupKeepChangeSchema = z
  .strictObject({
    recent: backupKeepSchema.shape.recent.exactOptional(),
    days: backupKeepSchema.shape.days.exactOptional(),
    weeks: backupKeepSchema.shape.weeks.exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0);
export interface BackupSettings {
  keep: BackupKeep;
  /** Every backup is also put there: a USB disk or a network folder. */
  secondFolder: string | null;
}
/** What is to change of them. */
export interface BackupSettingsChange {
  keep?: Partial<BackupKeep>;
  secondFolder?: string | null;
}
/** Of the open workspace, for the status line. */
export interface BackupState {
  lastAt: string | null;
  running: boolean;
  /** Why the last one failed; null when it did not. */
  failure: { code: string; details: Record<string, string | number> } | null;
  /** Why the copy to the second folder failed. */
  secondFailure: { code: string; details: Record<string, string | number> } | null;
}
export interface UsbCopy {
  path: string;
  size: number;
  encrypted: boolean;
  facts: WorkspaceFacts;
}

const path = z.string().min(1).max(4096);
const id = z.string().regex(/^[\w.-]{1,80}$/);
const password = z.string().min(8).max(200);

/** With a job's name, progress is told and the job can be cancelled, as of any job: then nothing was written, the failure is `cancelled`. */
const job = jobId.optional();

export const backups = contract('backups', {
  state: call<BackupState | null>()(z.null()),
  /** Backups of a workspace file, open or not; of the open one when `path` is null. `check` compares every checksum. */
  list: call<Result<BackupList>>()(z.object({ path: path.nullable(), check: z.boolean(), jobId: job })),
  create: call<Result<BackupEntry>>()(z.object({ jobId }).nullable()),
  /** What restoring would change in the open workspace. Nothing is written. */
  previewRestore: call<Result<RestorePreview>>()(z.object({ id, jobId: job })),
  /** Brings a backup's content back as one change, after backing up what stands now. Undo takes it back. */
  restore: call<Result<ChangeSummary>>()(z.object({ id, jobId: job })),
  /** For a file that will not open: keeps it aside, puts a backup in its place and opens that. */
  recover: call<Result<WorkspaceInfo>>()(z.object({ path, id, jobId: job })),
  /** For a file whose structure is sound but which is not as it was left: takes it as it stands and opens it. */
  acceptAsIs: call<Result<WorkspaceInfo>>()(z.object({ path })),
  /** Copies the open workspace where the native dialog says, encrypted when a password is given. Null: the user cancelled. */
  copyToUsb: call<Result<UsbCopy | null>>()(z.object({ password: password.nullable(), jobId: job })),
  /** Asks for an encrypted package. Null: the user cancelled. */
  choosePackage: call<string | null>()(z.null()),
  /** Asks where to put the workspace in a package, then opens that; not again after `passwordWrong` or `cancelled`. Null: the user cancelled. */
  openPackage: call<Result<WorkspaceInfo | null>>()(z.object({ path, password: z.string().max(200), jobId: job })),
  settings: call<BackupSettings | null>()(z.null()),
  /** How many backups the next rotations keep, as far as it is to change. */
  setKeep: call<Result<BackupSettings>>()(backupKeepChangeSchema),
  /** Asks for the second folder with the native dialog; with `clear`, keeps none from now on. */
  chooseSecondFolder: call<Result<BackupSettings | null>>()(z.object({ clear: z.boolean() })),
});
