import { exportedFields, keptFields } from '../../../shared/formats/export-columns.ts';
import type { ExportedTable } from '../../../shared/formats/export-request.ts';

export const fieldPresets = ['all', 'usual', 'brief'] as const;
export type FieldPreset = (typeof fieldPresets)[number];

/** Where a record came from and ids that only the record follows: of no use to most readers. */
const technicalFields = /^(source[A-Z]\w*|\w+Id|colorIndex|colorReasons|unplacedReason)$/;
const placeFields = new Set(['address', 'premisesName', 'premisesAddress', 'zoneName']);

/** The fields of a preset, what always goes along among them. */
export function fieldsOfPreset(table: ExportedTable, preset: FieldPreset): string[] {
  const all = exportedFields(table);
  if (preset === 'all') return all;
  const kept = new Set(keptFields(table));
  return all.filter((field) => kept.has(field) || (preset === 'usual' ? !technicalFields.test(field) : placeFields.has(field)));
}
