import { nearestCodeWord } from './code-words.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { parseInteger } from './parse-values.ts';
import { placeKey, putPosition } from './put-position.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One facility. */
export function readFacility(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const values: Values = { sourceRef: '' };
  const name = cells.text('name');
  if (name !== null) values.name = name;
  cells.putText(values, 'status');
  const word = cells.text('type');
  const type = word === null ? (name === null ? null : cells.codeOf('facilityType', name)) : cells.codeOf('facilityType', word);
  if (type !== null) values.type = type;
  else if (word !== null) cells.report('unknownCode', 'type', word, nearestCodeWord('facilityType', word));
  cells.put(values, 'quantity', parseInteger, 'invalidNumber');
  cells.putDate(values, 'expiresOn');
  const place = placeKey(putPosition(values, row, options, true));
  // Many hydrants share one name: the place tells them apart.
  const key = sourceKey(row, { kind: 'facility', code: cells.text('code'), name, address: null, place });
  if (key === null) {
    cells.report('missingKey', null, null);
    return null;
  }
  values.sourceRef = key;
  return one(row, values);
}
