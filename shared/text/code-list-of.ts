import {
  adminLevels,
  facilityTypes,
  hazardKinds,
  hazardSeverities,
  hazardStates,
  inspectionModes,
  inspectionResults,
  landKinds,
  placeKinds,
  premisesCategories,
  roadClasses,
  stationClasses,
  stationTypes,
  supervisionGrades,
  unplacedReasons,
  warningColors,
  waterwayKinds,
  zoneStates,
} from '../model/codes.ts';
import { fieldPackageSides, mergeConflictKinds, mergeDecisions } from '../model/field-package.ts';
import { entityOf, type TableName } from '../model/index.ts';
import type { texts } from './index.ts';

type CodeList = keyof (typeof texts)['zh-CN']['codes'];

const namesOfLists = new Map<readonly string[], CodeList>([
  [adminLevels, 'adminLevel'],
  [facilityTypes, 'facilityType'],
  [fieldPackageSides, 'packageSide'],
  [hazardKinds, 'hazardKind'],
  [hazardSeverities, 'severity'],
  [hazardStates, 'hazardState'],
  [inspectionModes, 'inspectionMode'],
  [inspectionResults, 'inspectionResult'],
  [landKinds, 'landKind'],
  [mergeConflictKinds, 'conflictKind'],
  [mergeDecisions, 'conflictDecision'],
  [placeKinds, 'placeKind'],
  [premisesCategories, 'premisesCategory'],
  [roadClasses, 'roadClass'],
  [stationClasses, 'stationClass'],
  [stationTypes, 'stationType'],
  [supervisionGrades, 'grade'],
  [unplacedReasons, 'unplacedReason'],
  [warningColors, 'warningColor'],
  [waterwayKinds, 'waterwayKind'],
  [zoneStates, 'zoneState'],
]);
/** Lists that are open, as an office's own rules or the OpenStreetMap community write them: any text is valid, and those known have words. */
const openLists: Readonly<Record<string, CodeList>> = {
  'premises.colorReasons': 'warningReasons',
  'premises.colorRuleVersion': 'ruleVersion',
  'building.kind': 'buildingKind',
};

/** The code list of a field, by its name in the texts; null when the field holds no code. */
export function codeListOf(table: TableName, field: string): CodeList | null {
  const { codes } = entityOf(table).fields[field] ?? {};
  return (codes === undefined ? openLists[`${table}.${field}`] : namesOfLists.get(codes)) ?? null;
}
