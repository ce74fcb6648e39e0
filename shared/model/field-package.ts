import { z } from 'zod';
import { code, date, entity, instant, integer, json, list, personal, type RowOf, reference, text } from './entity.ts';

/** Which side of a field package a workspace has: it handed the package out, or it is the working copy taken along. */
export const fieldPackageSides = ['handedOut', 'workingCopy'] as const;

/** What became different on both sides: a field, or a whole record that one side removed. */
export const mergeConflictKinds = ['field', 'removedHere', 'removedThere'] as const;
export type MergeConflictKind = (typeof mergeConflictKinds)[number];
export const mergeDecisions = ['ours', 'theirs'] as const;
export type MergeDecision = (typeof mergeDecisions)[number];

/** One state of a working copy that was merged: its revision, and the hash of its change log there. */
const mergedHead = z.object({ rev: z.number().int(), hash: z.string(), at: z.string(), by: z.string() });

/** A zone's records taken along as a package. The row has the same id where the package was made and in the working copy. */
export const fieldPackage = entity('field_package', null, {
  side: code(fieldPackageSides),
  originWorkspaceId: reference(),
  originName: text(),
  /** Revision of the origin the package was made of, and the hash of its change log there. */
  baseRev: integer(),
  baseHash: text(),
  zoneId: reference(),
  zoneName: text(),
  madeBy: text(),
  madeAt: instant(),
  /** Last day the package may be opened on. */
  expiresOn: date(),
  counts: json(z.record(z.string(), z.number())),
  /** What came back of it, oldest first. */
  merged: list(mergedHead),
});
export type FieldPackage = RowOf<typeof fieldPackage>;

/** Two values of which a person has to choose one. Values are those of the field; of a removed record, its whole row. */
export const mergeConflict = entity('merge_conflict', null, {
  packageId: reference(),
  kind: code(mergeConflictKinds),
  ofTable: text(),
  recordId: reference(),
  recordName: text(),
  /** Null when the whole record is at issue. */
  field: text(),
  baseValue: personal(json(z.unknown())),
  oursValue: personal(json(z.unknown())),
  theirsValue: personal(json(z.unknown())),
  oursBy: text(),
  oursAt: instant(),
  theirsBy: text(),
  theirsAt: instant(),
  decision: code(mergeDecisions),
  decidedBy: text(),
  decidedAt: instant(),
});
export type MergeConflict = RowOf<typeof mergeConflict>;
