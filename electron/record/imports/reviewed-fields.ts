import { decodeGeoPackageGeometry } from '../../../shared/geo/wkb.ts';
import type { ReviewedField } from '../../../shared/ipc/index.ts';
import { decodeValue, type Image, type SqlValue, sameValue, type TableLayout } from '../table-layout.ts';
import type { NewerEdit } from './newer-edits.ts';

/** Fields that are the record's own business and say nothing to a person. */
const hidden = new Set(['rev', 'importBatchId', 'warningColor', 'colorReasons', 'colorRuleVersion', 'checkedAt']);

/** What a run changes of a record, field by field: all that is said of a new one, the differences of a known one. */
export function reviewedFields(
  layout: TableLayout,
  before: Image | null,
  after: Image,
  edits: ReadonlyMap<number, NewerEdit>,
): ReviewedField[] {
  const fields: ReviewedField[] = [];
  layout.columns.forEach(({ field, kind }, place) => {
    const name = field ?? 'rev';
    const [was, is] = [before?.[place] ?? null, after[place] ?? null];
    if (hidden.has(name) || sameValue(was, is) || (before === null && isEmpty(is, kind))) return;
    fields.push({ field: name, before: shown(was, kind), after: shown(is, kind), newer: edits.get(place) ?? null });
  });
  return fields;
}

const isEmpty = (value: SqlValue, kind: string): boolean =>
  value === null || (kind === 'boolean' && value === 0) || (kind === 'json' && value === '[]');

/** A value for the screen: of lines and areas only what they are and how many vertices they have. */
function shown(value: SqlValue, kind: Parameters<typeof decodeValue>[1]): unknown {
  if (kind !== 'blob' || value === null) return decodeValue(value, kind);
  const { geometry } = decodeGeoPackageGeometry(value as Uint8Array);
  if (geometry === null || geometry.type === 'Point' || geometry.type === 'GeometryCollection') return geometry;
  return { type: geometry.type, vertices: countPositions(geometry.coordinates) };
}

const countPositions = (coordinates: unknown[]): number =>
  typeof coordinates[0] === 'number' ? 1 : coordinates.reduce<number>((sum, part) => sum + countPositions(part as unknown[]), 0);
