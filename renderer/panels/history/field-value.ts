import type { Geometry, Position } from 'geojson';
import type { TFunction } from 'i18next';
import type { TableName } from '../../../shared/model/index.ts';
import { codeListOf } from '../../../shared/text/code-list-of.ts';
import { crsName } from '../../components/crs-choices.ts';
import { formatCoordinate, formatCount, formatMinute } from '../../format.ts';
import { textOf } from '../../i18n.ts';

/** What a field of a table is called. */
export function fieldLabel(t: TFunction, table: TableName, field: string): string {
  if (field === 'geom') return t('history.position');
  if (field === 'kind' && table !== 'hazard') return t('fields.type');
  return textOf(t, `fields.${field}`) ?? textOf(t, `history.field.${field}`) ?? field;
}

/** A field's value in words: codes by their labels, references by what `nameOf` knows them as. */
export function fieldValueText(
  t: TFunction,
  table: TableName,
  field: string,
  value: unknown,
  nameOf: (id: string) => string | null,
): string {
  if (value === null || value === undefined || value === '') return t('history.empty');
  if (field === 'geom') return geometryText(t, value as Geometry | CountedGeometry);
  if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no');
  if (field === 'oneway') return t(value === -1 ? 'history.against' : value === 0 ? 'app.no' : 'app.yes');
  if (Array.isArray(value)) {
    if (value.length === 0) return t('history.empty');
    if (value.every((one) => typeof one === 'string' || typeof one === 'number'))
      return value.map((one) => codeText(t, table, field, String(one))).join(t('history.listSeparator'));
    return t('history.items', { n: formatCount(value.length) });
  }
  if (typeof value === 'object') return t('history.items', { n: formatCount(Object.keys(value).length) });
  if (typeof value === 'string' && field.endsWith('Id')) return nameOf(value) ?? value.slice(0, 8);
  if (field === 'sourceCrs' || field === 'crs') return crsName(t, String(value));
  const isInstant = typeof value === 'string' && instantPattern.test(value);
  return isInstant ? formatMinute(value) : codeText(t, table, field, String(value));
}

const instantPattern = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function codeText(t: TFunction, table: TableName, field: string, code: string): string {
  if (field === 'importedAs') return textOf(t, `imports.kind.${code}`) ?? code;
  const list = codeListOf(table, field);
  return list === null ? code : (textOf(t, `codes.${list}.${code}`) ?? code);
}

/** Of a line or an area in a long list only the number of its vertices is told. */
interface CountedGeometry {
  type: Geometry['type'];
  vertices: number;
}

function geometryText(t: TFunction, geometry: Geometry | CountedGeometry): string {
  if ('vertices' in geometry) return t('history.geometry', { n: formatCount(geometry.vertices) });
  if (geometry.type === 'Point') return formatCoordinate([geometry.coordinates[0] as number, geometry.coordinates[1] as number]);
  if (geometry.type === 'GeometryCollection') return t('history.items', { n: geometry.geometries.length });
  return t('history.geometry', { n: formatCount(countPositions(geometry.coordinates)) });
}

const countPositions = (coordinates: Position | Position[] | Position[][] | Position[][][]): number =>
  typeof coordinates[0] === 'number' ? 1 : (coordinates as Position[][]).reduce((sum, part) => sum + countPositions(part), 0);
