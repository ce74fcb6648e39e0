import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { parseInteger } from './parse-values.ts';
import { placeKey, putPosition } from './put-position.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One station. Its name may say of which type it is. */
export function readStation(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name };
  for (const field of ['address', 'hours', 'note']) cells.putText(values, field);
  cells.putPhone(values);
  const word = cells.text('type');
  if (word === null) values.type = cells.codeOf('stationType', name) ?? 'fireStation';
  else cells.putCode(values, 'type', 'stationType');
  cells.putCode(values, 'stationClass', 'stationClass');
  cells.put(values, 'staff', parseInteger, 'invalidNumber');
  for (const field of ['openedOn', 'closedOn']) cells.putDate(values, field);
  const place = placeKey(putPosition(values, row, options, true));
  values.sourceRef = sourceKey(row, { kind: 'station', code: cells.text('code'), name, address: cells.text('address'), place })!;
  return one(row, values);
}
