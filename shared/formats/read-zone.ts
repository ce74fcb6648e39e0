import type { Position } from 'geojson';
import { windPolygons } from '../geo/rings.ts';
import { convertAll } from './convert-positions.ts';
import type { SourceRow } from './format.ts';
import type { IntakeRow } from './intake.ts';
import { type Cells, one, type Values } from './row-cells.ts';
import { sourceKey } from './source-key.ts';
import type { TableIntakeOptions } from './table-to-intake.ts';

/** One zone: a polygon with a name. */
export function readZone(row: SourceRow, cells: Cells, options: TableIntakeOptions): IntakeRow[] | null {
  const name = cells.text('name') ?? cells.text('code');
  if (name === null) {
    cells.report('missingName', 'name', null);
    return null;
  }
  const values: Values = { sourceRef: '', name, state: 'adopted' };
  cells.putText(values, 'chiefName');
  cells.putText(values, 'note');
  const { geometry } = row;
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    cells.report(geometry === null ? 'geometryInvalid' : 'geometryTypeUnsupported', null, geometry?.type ?? null);
    return null;
  }
  const polygons = convertAll(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates, options.crs, 3) as
    | Position[][][]
    | null;
  if (polygons === null) {
    cells.report('geometryInvalid', null, geometry.type);
    return null;
  }
  values.geom = windPolygons(polygons);
  values.sourceCrs = options.crs.id;
  values.sourceRef = sourceKey(row, { kind: 'zone', code: cells.text('code'), name, address: null, place: null })!;
  return one(row, values);
}
