import type { TableImportKind } from '../../../shared/formats/field-words.ts';
import type { ImportKind, Mapping } from '../../../shared/formats/intake.ts';

/** Without one of each group no row of the kind can be known again: the importer would refuse them all. */
const needed: Partial<Record<TableImportKind, readonly (readonly string[])[]>> = {
  premises: [['name']],
  stations: [['name']],
  people: [['name']],
  zones: [['name', 'code']],
  inspections: [
    ['number', 'premisesCode', 'premisesName', 'standardAddressCode'],
    ['number', 'inspectedOn'],
  ],
};

/** Fields of which the kind needs this one, or one of its group. */
export const isNeeded = (kind: ImportKind, field: string): boolean =>
  kind !== 'osm' && (needed[kind] ?? []).some((group) => group[0] === field);

/** The first field of every group of which no column was chosen. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  if (kind === 'osm') return [];
  const missing = (needed[kind] ?? []).filter((group) => group.every((field) => mapping[field] === undefined));
  return [...new Set(missing.map((group) => group[0]!))];
}
