import { z } from 'zod';
import {
  type ChangeSummary,
  type MergeConflictKind,
  type MergeDecision,
  mergeDecisions,
  type Result,
  type TableName,
} from '../model/index.ts';
import { call, contract } from './contract.ts';
import { jobId } from './jobs.ts';
import type { WorkspaceInfo } from './records.ts';

/** The package a working copy was taken out of. */
export interface FieldPackageMark {
  packageId: string;
  originWorkspaceId: string;
  originName: string;
  baseRev: number;
  zoneName: string;
  madeBy: string;
  madeAt: string;
  /** Last day it may be opened on, `YYYY-MM-DD`. */
  expiresOn: string;
}
/** A package handed out from the open workspace, and what came back of it. */
export interface HandedOutPackage extends FieldPackageMark {
  counts: { [T in TableName]?: number };
  merged: { rev: number; at: string; by: string }[];
}
/** A package as it was written and read back. */
export interface PackageWritten {
  path: string;
  size: number;
  counts: { [T in TableName]?: number };
}
export interface MergeCounts {
  created: number;
  changed: number;
  removed: number;
}
/** What taking a package back does, or would do. */
export interface MergeOutcome {
  package: FieldPackageMark;
  /** Exactly this state of the working copy was merged before: nothing is to be done. */
  alreadyMerged: boolean;
  tables: { [T in TableName]?: MergeCounts };
  /** New conflicts by table. */
  conflicts: { [T in TableName]?: number };
  /** Changes of the working copy to tables that are not taken back: ground, zones, settings. */
  leftOut: { [T in TableName]?: number };
  /** Who changed something out there, how often, and when last. */
  people: { actor: string; changes: number; lastAt: string }[];
  /** Null for a preview, and when nothing changed. */
  summary: ChangeSummary | null;
}
/** Both values of a field, or both fates of a record, of which a person chooses. */
export interface ShownConflict {
  id: string;
  kind: MergeConflictKind;
  table: TableName;
  recordId: string;
  recordName: string;
  field: string | null;
  base: unknown;
  /** As the record now stands. */
  ours: unknown;
  theirs: unknown;
  oursBy: string | null;
  oursAt: string | null;
  theirsBy: string | null;
  theirsAt: string | null;
  decision: MergeDecision | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

const path = z.string().min(1).max(4096);
const newPassword = z.string().min(8).max(200);
const password = z.string().max(200);
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };

export const fieldPackages = contract('fieldPackages', {
  /** Packages handed out from the open workspace, newest first. */
  list: call<HandedOutPackage[]>()(z.null()),
  /** How much a zone's package would hold. Failure `zoneUnknown`, `zoneWithoutArea`. */
  measure: call<Result<{ [T in TableName]?: number }>>()(z.object({ zoneId: z.uuid() })),
  /** Writes a zone's package where the native dialog says. Null: the user cancelled. Failures as of `measure`, storage failures. */
  make: call<Result<PackageWritten | null>>()(z.object({ zoneId: z.uuid(), password: newPassword, expiresOn: z.iso.date(), jobId })),
  /**
   * Asks where to put the working copy in a package, then opens that; not again after `passwordWrong` or `cancelled`. Null: the user cancelled.
   * Failures of packages, `packageExpired`.
   */
  open: call<Result<WorkspaceInfo | null>>()(z.object({ path, password, jobId })),
  /** Writes the open working copy where the native dialog says, to be taken back. Failure `notAWorkingCopy`. */
  giveBack: call<Result<PackageWritten | null>>()(z.object({ password: newPassword, jobId })),
  /** Asks for a package, handed out or returned. */
  choose: call<string | null>()(z.null()),
  /**
   * What merging would do. Nothing is written. Failures of packages, `packageOtherWorkspace`, `packageOtherHistory`, `packageOlderSchema`,
   * `packageNewerSchema`, `packageTampered`.
   */
  preview: call<Result<MergeOutcome>>()(z.object({ path, password, jobId })),
  /** Merges it as one change, which undo takes back: all or nothing. */
  merge: call<Result<MergeOutcome>>()(z.object({ path, password, jobId })),
  /** Conflicts, in the order of their records; those without a decision, or the decided ones, newest first. */
  conflicts: call<{ total: number; rows: ShownConflict[] }>()(z.object({ decided: z.boolean(), ...page })),
  /** Chooses one side for some conflicts, as one change. Failures `conflictDecided`, `conflictRecordGone`, `premisesHasHistory`, `valueTaken`. */
  decide: call<Result<ChangeSummary>>()(z.object({ ids: z.array(z.uuid()).min(1).max(10_000), decision: z.enum(mergeDecisions) })),
});
