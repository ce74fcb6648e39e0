import type { TFunction } from 'i18next';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { FacilityType, HazardKind, TableName } from '../../shared/model/index.ts';

/** What a row is called on screen. Rows without a name of their own are called by what they are. */
export function titleOf(t: TFunction, table: TableName, row: StoredRow): string {
  if (typeof row.name === 'string' && row.name !== '') return row.name;
  if (table === 'hazard') {
    if (typeof row.description === 'string' && row.description !== '') return row.description;
    return t(`codes.hazardKind.${(row.kind as HazardKind | null) ?? 'other'}`);
  }
  if (table === 'facility' && row.type) return t(`codes.facilityType.${row.type as FacilityType}`);
  return `${t(`codes.table.${table}`)} ${row.fid}`;
}
