import type { TextsLike } from '../texts-like.ts';
import type { edits as chinese } from '../zh-CN/edits.ts';

export const edits: TextsLike<typeof chinese> = {
  importOsm: 'Import OpenStreetMap data',
  importPremises: 'Import premises',
  importHazards: 'Import hazards',
  importStations: 'Import stations',
  importFacilities: 'Import facilities',
  importInspections: 'Import inspections',
  importPeople: 'Import people',
  importPatrolTracks: 'Import patrol tracks',
  placeByMatch: 'Place by name, address or code',
  importZones: 'Import zones',
  importRoads: 'Import roads',
  generateSample: 'Generate sample data',
  placePremises: 'Place premises',
  gradePremises: 'Change supervision grade',
  editPremises: 'Edit premises',
  removePremises: 'Remove premises',
  restoreFields: 'Restore old values',
  changeSetting: 'Change settings',
  adoptOutsideEdits: 'Adopt edits made by another program',
  restoreBackup: 'Restore the backup of {{subject}}',
  undo: 'Undo: $t(edits.{{subject}})',
  redo: 'Redo: $t(edits.{{subject}})',
};
