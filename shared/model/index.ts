import type { Entity, RowOf } from './entity.ts';
import { fieldPackage, mergeConflict } from './field-package.ts';
import { facility, patrolTrack, person, station, zone } from './force.ts';
import {
  adminArea,
  building,
  codeEntry,
  importBatch,
  land,
  place,
  road,
  setting,
  sourceAlias,
  turnRestriction,
  waterway,
} from './ground.ts';
import { campaign, hazard, inspection } from './hazard.ts';
import { gradePeriod, premises } from './premises.ts';

/** Every table of the record. Adding one is adding its file, this line and a migration. */
export const entities = {
  premises,
  grade_period: gradePeriod,
  hazard,
  inspection,
  campaign,
  zone,
  station,
  facility,
  person,
  road,
  turn_restriction: turnRestriction,
  building,
  land,
  waterway,
  place,
  admin_area: adminArea,
  code_entry: codeEntry,
  setting,
  import_batch: importBatch,
  source_alias: sourceAlias,
  patrol_track: patrolTrack,
  field_package: fieldPackage,
  merge_conflict: mergeConflict,
} as const;

export type TableName = keyof typeof entities;
export type RowIn<T extends TableName> = RowOf<(typeof entities)[T]>;
export const tableNames = Object.keys(entities) as TableName[];

/** The entity of a table, with its type widened for code that treats all tables alike. */
export function entityOf(table: TableName): Entity {
  return entities[table] as unknown as Entity;
}

export * from './change.ts';
export * from './codes.ts';
export type * from './entity.ts';
export { newRow } from './entity.ts';
export * from './failure.ts';
export { type FieldPackage, type MergeConflict, type MergeConflictKind, type MergeDecision, mergeDecisions } from './field-package.ts';
export * from './filters.ts';
export type { Facility, PatrolTrack, Person, Station, Zone } from './force.ts';
export type {
  AdminArea,
  Building,
  CodeEntry,
  ImportBatch,
  Land,
  Place,
  Road,
  Setting,
  SourceAlias,
  TurnRestriction,
  Waterway,
} from './ground.ts';
export type { Campaign, Hazard, Inspection } from './hazard.ts';
export * from './operator.ts';
export type { GradePeriod, Premises } from './premises.ts';
