import type { IntakeLookup } from './intake.ts';
import type { Cells } from './row-cells.ts';

/** The ways a row names its premises, the surest first. */
export function premisesLookups(cells: Cells): IntakeLookup[] {
  const lookups: IntakeLookup[] = [];
  const by = (field: string, value: string | null): void => {
    if (value !== null) lookups.push({ field: 'premisesId', table: 'premises', by: field, value });
  };
  by('code', cells.text('premisesCode'));
  by('standardAddressCode', cells.text('standardAddressCode'));
  const name = cells.text('premisesName');
  if (name !== null)
    lookups.push({ field: 'premisesId', table: 'premises', by: 'name', value: name, address: cells.text('premisesAddress') });
  return lookups;
}
