import type { Position } from 'geojson';
import { convertAll, linesOf } from './convert-positions.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { parseInstant } from './parse-instant.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One patrol: its segments, and when each vertex was passed where the file says so. */
export function readPatrolTrack(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const lines = linesOf(row.geometry);
  if (lines === null) {
    cells.report(row.geometry === null ? 'geometryInvalid' : 'geometryTypeUnsupported', null, row.geometry?.type ?? null);
    return null;
  }
  const coordinates = convertAll(lines, options.crs, 2) as Position[][] | null;
  if (coordinates === null) {
    cells.report('geometryInvalid', null, row.geometry!.type);
    return null;
  }
  const times = row.times ?? [];
  const values: Values = {
    sourceRef: '',
    geom: { type: 'MultiLineString', coordinates },
    sourceCrs: options.crs.id,
    vertexTimes: times,
  };
  for (const field of ['name', 'personName', 'device', 'note']) cells.putText(values, field);
  cells.put(values, 'fromAt', parseInstant, 'invalidDate');
  cells.put(values, 'toAt', parseInstant, 'invalidDate');
  if (times.length > 0) {
    values.fromAt = new Date(times[0]!).toISOString();
    values.toAt = new Date(times.at(-1)!).toISOString();
  }
  const [lon, lat] = coordinates[0]![0] as [number, number];
  const place = [lon.toFixed(6), lat.toFixed(6), values.fromAt ?? ''].join(',');
  values.sourceRef = sourceKey(row, { kind: 'patrol_track', code: cells.text('code'), name: cells.text('name'), address: null, place })!;
  const person = cells.text('personName');
  return one(row, values, person === null ? [] : [{ field: 'personId', table: 'person', by: 'name', value: person }]);
}
