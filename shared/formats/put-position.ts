import type { SourceRow } from './format.ts';
import { type PlacedPosition, readPosition } from './read-position.ts';
import type { Values } from './row-cells.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** Puts the row's point, or the reason it has none, and where the file said it is. Returns the position when there is one. */
export function putPosition(values: Values, row: SourceRow, options: TableIntakeOptions, needed: boolean): PlacedPosition | null {
  const position = readPosition(row, options.mapping, options.crs, options.district);
  if (position.placed) {
    values.geom = { type: 'Point', coordinates: [position.lon, position.lat] };
    values.unplacedReason = null;
    values.sourceX = position.x;
    values.sourceY = position.y;
    values.sourceCrs = options.crs.id;
    return position;
  }
  if (!needed && position.reason === 'noCoordinates') return null;
  values.geom = null;
  values.unplacedReason = position.reason;
  if (position.x !== null || position.y !== null)
    Object.assign(values, { sourceX: position.x, sourceY: position.y, sourceCrs: options.crs.id });
  const { code, column, value, suggestion = null } = position;
  options.tally.report({ code, file: options.file, row: row.row, column, value, suggestion });
  return null;
}

/** A position as part of a key. */
export const placeKey = (position: PlacedPosition | null): string | null =>
  position === null ? null : `${position.lon.toFixed(6)},${position.lat.toFixed(6)}`;
