import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';

/** One person: known by the number, else by the name with the unit or the telephone, which tell people of one name apart. */
export function readPerson(row: SourceRow, cells: Cells): IntakeRow[] | null {
  const name = cells.text('name');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name };
  for (const field of ['role', 'unit']) cells.putText(values, field);
  cells.putPhone(values);
  const apart = cells.text('unit') ?? cells.text('phone');
  values.sourceRef = sourceKey(row, { kind: 'person', code: cells.text('code'), name, address: apart, place: null })!;
  const zone = cells.text('zoneName');
  return one(row, values, zone === null ? [] : [{ field: 'zoneId', table: 'zone', by: 'name', value: zone }]);
}
