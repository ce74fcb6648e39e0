import type { EditName } from '../edits/index.ts';
import type { ImportKind } from '../formats/intake.ts';
import type { WindowRole } from '../ipc/index.ts';
import { type Change, type OperatorRole, operatorRoles, type TableName, tableNames } from '../model/index.ts';

/** As whom the record is asked: the operator through the main window, or a window that only shows, whoever sits before it. */
export type AccessRole = OperatorRole | Exclude<WindowRole, 'main'>;

/** The least role that may change rows of a table. */
export const tableNeeds = {
  premises: 'recorder',
  grade_period: 'recorder',
  hazard: 'recorder',
  inspection: 'recorder',
  import_batch: 'recorder',
  source_alias: 'recorder',
  patrol_track: 'recorder',
  campaign: 'planner',
  zone: 'planner',
  station: 'planner',
  facility: 'planner',
  person: 'planner',
  road: 'planner',
  turn_restriction: 'planner',
  building: 'planner',
  land: 'planner',
  waterway: 'planner',
  place: 'planner',
  admin_area: 'planner',
  field_package: 'planner',
  merge_conflict: 'planner',
  code_entry: 'administrator',
  setting: 'administrator',
} as const satisfies Record<TableName, OperatorRole>;

/** The least role that may import a kind of file. */
export const importNeeds = {
  premises: 'recorder',
  hazards: 'recorder',
  inspections: 'recorder',
  people: 'planner',
  patrolTracks: 'recorder',
  stations: 'planner',
  facilities: 'planner',
  zones: 'planner',
  roads: 'planner',
  osm: 'planner',
} as const satisfies Record<ImportKind, OperatorRole>;

/** The least role of an edit, by the name changes carry: for what the screen offers; the record looks at the tables themselves. */
const editNeeds: Record<EditName, OperatorRole> & Record<string, OperatorRole> = {
  placePremises: 'recorder',
  gradePremises: 'recorder',
  editPremises: 'recorder',
  removePremises: 'recorder',
  restoreFields: 'recorder',
  importPremises: 'recorder',
  importHazards: 'recorder',
  importInspections: 'recorder',
  importPeople: 'planner',
  importPatrolTracks: 'recorder',
  placeByMatch: 'recorder',
  importStations: 'planner',
  importFacilities: 'planner',
  importZones: 'planner',
  importRoads: 'planner',
  importOsm: 'planner',
  mergeFieldPackage: 'planner',
  decideConflicts: 'planner',
};
export const needOfEdit = (edit: string): OperatorRole => editNeeds[edit] ?? 'administrator';

/** The least role for what concerns backups, the way back from a damaged file, and copies to carry away. */
export const backupNeeds = {
  list: 'recorder',
  create: 'recorder',
  previewRestore: 'administrator',
  restore: 'administrator',
  recover: 'administrator',
  acceptAsIs: 'administrator',
  copyToUsb: 'administrator',
  openPackage: 'recorder',
  chooseSecondFolder: 'administrator',
} as const satisfies Record<string, OperatorRole>;

/** The least role for what concerns field packages; the working copy itself is edited like any workspace. */
export const fieldPackageNeeds = {
  make: 'planner',
  open: 'recorder',
  giveBack: 'recorder',
  merge: 'planner',
  decide: 'planner',
} as const satisfies Record<string, OperatorRole>;

const rankOf = (role: AccessRole): number => operatorRoles.indexOf(role as OperatorRole);

/** Whether a role is enough. Windows that only show are never enough for anything. */
export const allows = (role: AccessRole, need: OperatorRole): boolean => rankOf(role) >= rankOf(need);

/** As whom a window asks: walls and snapshots as themselves, the main window as its operator. */
export const accessOf = (role: OperatorRole, window: WindowRole): AccessRole => (window === 'main' ? role : window);

/** The least role that may change all of these tables; changing none of them still is a recorder's business. */
export function needOfTables(tables: readonly TableName[]): OperatorRole {
  return operatorRoles[Math.max(rankOf('recorder'), ...tables.map((table) => rankOf(tableNeeds[table])))] as OperatorRole;
}

/** The least role that may commit a change. */
export const needOfChange = ({ puts, deletes }: Pick<Change, 'puts' | 'deletes'>): OperatorRole =>
  needOfTables(tableNames.filter((table) => (puts[table]?.length ?? 0) + (deletes[table]?.length ?? 0) > 0));

/** The least role that personal fields are shown to, and that may take them out of the app. */
export const personalNeed: OperatorRole = 'recorder';
export const seesPersonal = (role: AccessRole): boolean => allows(role, personalNeed);
