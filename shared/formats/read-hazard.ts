import { nearestCodeWord } from './code-words.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { premisesLookups } from './premises-lookups.ts';
import { placeKey, putPosition } from './put-position.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

const hazardDates = ['foundOn', 'assignedOn', 'deadlineOn', 'rectifiedOn', 'acceptedOn', 'closedOn'] as const;

/** One hazard: known by its number, else by its premises, what is said of it and the day it was found. */
export function readHazard(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const values: Values = { sourceRef: '' };
  const number = cells.text('number');
  const code = cells.text('premisesCode');
  const name = cells.text('premisesName');
  for (const field of ['number', 'description', 'spot', 'responsiblePerson', 'measures']) cells.putText(values, field);
  const described = cells.text('kind') ?? cells.text('description');
  const kind = described === null ? null : cells.codeOf('hazardKind', described);
  if (kind !== null) values.kind = kind;
  else if (cells.text('kind') !== null) cells.report('unknownCode', 'kind', described, nearestCodeWord('hazardKind', described!));
  cells.putCode(values, 'severity', 'severity');
  cells.putCode(values, 'state', 'state');
  cells.putFlag(values, 'prominent');
  cells.putFlag(values, 'major');
  for (const field of hazardDates) cells.putDate(values, field);
  const place = placeKey(putPosition(values, row, options, code === null && name === null));
  const found = typeof values.foundOn === 'string' ? values.foundOn : null;
  const about = [code ?? name, cells.text('description'), cells.text('spot'), found].filter((part) => part !== null);
  const key = sourceKey(row, { kind: 'hazard', code: number, name: about.length > 1 ? about.join('/') : null, address: null, place });
  if (key === null) {
    cells.report('missingKey', null, null);
    return null;
  }
  values.sourceRef = key;
  const lookups = premisesLookups(cells);
  const inspection = cells.text('inspectionNumber');
  if (inspection !== null) lookups.push({ field: 'inspectionId', table: 'inspection', by: 'sourceRef', value: inspectionKey(inspection) });
  return one(row, values, lookups);
}

/** The key an inspection of this number has. */
const inspectionKey = (number: string): string => `inspection:code/${number.normalize('NFKC')}`;
