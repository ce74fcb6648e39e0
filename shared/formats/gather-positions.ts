import type { Position } from 'geojson';
import type { Crs } from '../geo/crs.ts';
import type { PositionProblem } from '../geo/crs-doctor/crs-report.ts';
import type { SourceRow } from './format.ts';
import type { Mapping } from './intake.ts';
import type { ReasonCode } from './issue.ts';
import { type PlacedPosition, readPosition, type UnusablePosition } from './read-position.ts';

/** The positions of a file before any system is chosen. */
export interface GatheredPositions {
  /** x, y pairs and the row each came from; the system is not known yet. */
  degrees: { raw: number[]; rows: number[] };
  meters: { raw: number[]; rows: number[] };
  /** Of `degrees`, how many stood the other way round. */
  swapped: number;
  problems: PositionProblem[];
  counts: Partial<Record<ReasonCode, number>>;
}

/** Reads numbers as they are: degrees on the globe, and after that metres. */
const asDegrees: Crs = {
  id: 'degrees',
  projected: false,
  inverse: (x, y) => (Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : null),
  forward: (x, y) => [x, y],
};
const asMeters: Crs = { id: 'meters', projected: true, inverse: (x, y) => [x, y], forward: (x, y) => [x, y] };

/** Vertices taken of a line or polygon, spread over it. */
const verticesPerShape = 20;
const listedPerReason = 500;

export const noPositions = (): GatheredPositions => ({
  degrees: { raw: [], rows: [] },
  meters: { raw: [], rows: [] },
  swapped: 0,
  problems: [],
  counts: {},
});

/** Adds the position of a row, or the vertices of its line or polygon, or what is wrong with it. */
export function gatherPosition(into: GatheredPositions, row: SourceRow, mapping: Mapping): void {
  if (row.geometry !== null && !('lon' in mapping && 'lat' in mapping)) {
    const vertices = verticesOf(row.geometry);
    if (vertices.length > 1) {
      const step = Math.max(1, Math.ceil(vertices.length / verticesPerShape));
      for (let at = 0; at < vertices.length; at += step) add(into, vertices[at]![0]!, vertices[at]![1]!, row.row);
      return;
    }
  }
  const degrees = readPosition(row, mapping, asDegrees);
  if (degrees.placed) {
    add(into, degrees.lon, degrees.lat, row.row);
    return;
  }
  const meters = degrees.code === 'outOfRange' || degrees.code === 'sentinelCoordinates' ? readPosition(row, mapping, asMeters) : null;
  if (meters?.placed && isMeters(meters)) {
    add(into, meters.lon, meters.lat, row.row);
    return;
  }
  if (degrees.code === 'swappedCoordinates') {
    const x = Number(degrees.y);
    const y = Number(degrees.x);
    if (Number.isFinite(x) && Number.isFinite(y)) {
      into.swapped++;
      add(into, x, y, row.row);
    }
  }
  report(into, { row: row.row, code: degrees.code, column: degrees.column, value: degrees.value, fix: exchange(row, mapping, degrees) });
}

/** Notes a problem; the first of each kind are listed, all are counted. */
export function report(into: Pick<GatheredPositions, 'problems' | 'counts'>, problem: PositionProblem): void {
  const count = (into.counts[problem.code] ?? 0) + 1;
  into.counts[problem.code] = count;
  if (count <= listedPerReason) into.problems.push(problem);
}

/** The cells that put longitude and latitude the right way round; none where the file has them in no cell. */
export function exchangeCells(row: number, mapping: Mapping, x: string, y: string): PositionProblem['fix'] {
  const { lon, lat, position } = mapping;
  if (lon !== undefined && lat !== undefined)
    return [
      { row, column: lon, value: y },
      { row, column: lat, value: x },
    ];
  return position === undefined ? [] : [{ row, column: position, value: `${y},${x}` }];
}

function exchange(row: SourceRow, mapping: Mapping, { code, x, y }: UnusablePosition): PositionProblem['fix'] {
  if (code !== 'swappedCoordinates' || x === null || y === null || row.geometry !== null) return [];
  return exchangeCells(row.row, mapping, x, y);
}

function add(into: GatheredPositions, x: number, y: number, row: number): void {
  const { raw, rows } = Math.abs(x) <= 180 && Math.abs(y) <= 180 ? into.degrees : into.meters;
  raw.push(x, y);
  rows.push(row);
}

const isMeters = ({ lon, lat }: PlacedPosition): boolean => Math.max(Math.abs(lon), Math.abs(lat)) > 10_000;

function verticesOf(geometry: NonNullable<SourceRow['geometry']>): Position[] {
  switch (geometry.type) {
    case 'LineString':
    case 'MultiPoint':
      return geometry.coordinates;
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
    default:
      return [];
  }
}
