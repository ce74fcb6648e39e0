import type { Feature, Geometry, MultiLineString, Polygon, Position } from 'geojson';
import type { texts } from '../../../text/zh-CN/index.ts';
import { type CellGrid, cellCenter, cellRing } from '../../hotspots/index.ts';
import { positionOnPlane } from '../../metric-plane.ts';
import type { Place } from '../place-references.ts';
import type { LineColumns } from '../reached-lines.ts';

export type ResultColumnKey = keyof (typeof texts)['analyses']['column'];
export type ResultValue = string | number | null;

/** A column of a result: its title is `analyses.column.<key>`, after what it is `of`; its values are codes of `words`, or as they are. */
export interface ResultColumn {
  key: ResultColumnKey;
  of?: string;
  words?: string;
}

/** Rows in their order, each made when it comes: a matrix has millions of values. */
export interface ResultRows extends Iterable<ResultValue[]> {
  readonly length: number;
}

/** An answer as rows, to be written as CSV or shown. */
export interface ResultTable {
  columns: readonly ResultColumn[];
  rows: ResultRows;
}

/** What answers do not know themselves. */
export interface ResultNames {
  /** Name of a premises by fid, null where it is not known. */
  premises(fid: number): string | null;
}
export const noNames: ResultNames = { premises: () => null };

/** How one answer is told to others. */
export interface ResultForms<Answer> {
  /** WGS84; each feature says what it is in `kind`. */
  features(answer: Answer, names: ResultNames): Iterable<Feature<Geometry>>;
  table(answer: Answer, names: ResultNames): ResultTable;
  /** What the JSON file holds, where that is not the answer as it is. */
  json?(answer: Answer): object;
}

export const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [degrees(lon), degrees(lat)] });

export function feature(geometry: Geometry, properties: Record<string, unknown>): Feature<Geometry> {
  return { type: 'Feature', geometry, properties };
}

/** Columns as one geometry. */
export function multiLine({ count, start, lon, lat }: LineColumns): MultiLineString {
  const coordinates: Position[][] = [];
  for (let line = 0; line < count; line++) {
    const positions: Position[] = [];
    for (let at = start[line]!; at < start[line + 1]!; at++) positions.push([degrees(lon[at]!), degrees(lat[at]!)]);
    coordinates.push(positions);
  }
  return { type: 'MultiLineString', coordinates };
}

export const cellPolygon = (grid: CellGrid, cell: number): Polygon => ({
  type: 'Polygon',
  coordinates: [cellRing(grid, cell).map(([lon, lat]) => [degrees(lon), degrees(lat)])],
});

export function cellPosition(grid: CellGrid, cell: number): [lon: number, lat: number] {
  const [lon, lat] = positionOnPlane(grid.plane, ...cellCenter(grid, cell));
  return [degrees(lon), degrees(lat)];
}

/** A centimetre. */
export const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;
/** Tenths; null where there is none. */
export const tenths = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 10) / 10 : null);
/** Six significant digits; null where there is none. */
export const significant = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(6)) : null);

/** What a place is called. */
export const nameOf = ({ label, premisesFid }: Place, names: ResultNames): string =>
  label || (premisesFid === null ? '' : (names.premises(premisesFid) ?? ''));
