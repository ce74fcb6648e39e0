import type { Geometry, Position } from 'geojson';
import type { ReasonCode } from './issue.ts';

/** More vertices than this in one feature is refused: no record of this app is that large. */
export const mostVertices = 200_000;

const depthOf = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const;

/** Checks a parsed GeoJSON geometry of any origin: its type, its nesting, finite numbers, ring and line lengths, and its size. */
export function checkGeometry(value: unknown): { geometry: Geometry } | { reason: ReasonCode; value: string } {
  if (typeof value !== 'object' || value === null) return { reason: 'geometryInvalid', value: String(value).slice(0, 40) };
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (typeof type !== 'string' || !Object.hasOwn(depthOf, type))
    return { reason: 'geometryTypeUnsupported', value: String(type).slice(0, 40) };
  const kind = type as keyof typeof depthOf;
  const count = countVertices(coordinates, depthOf[kind]);
  if (count === null) return { reason: holdsInfinity(coordinates) ? 'coordinateNotFinite' : 'geometryInvalid', value: kind };
  if (count > mostVertices) return { reason: 'tooManyVertices', value: String(count) };
  if (!longEnough(kind, coordinates)) return { reason: 'geometryInvalid', value: kind };
  return { geometry: { type: kind, coordinates: flatten(coordinates, depthOf[kind]) } as Geometry };
}

function countVertices(coordinates: unknown, depth: number): number | null {
  if (!Array.isArray(coordinates)) return null;
  if (depth === 0) return isPosition(coordinates) ? 1 : null;
  let total = 0;
  for (const part of coordinates) {
    const count = countVertices(part, depth - 1);
    if (count === null) return null;
    total += count;
    if (total > mostVertices) return total;
  }
  return total;
}

/** Whether some number in it is infinite or not a number. */
function holdsInfinity(coordinates: unknown, depth = 0): boolean {
  if (Array.isArray(coordinates)) return depth < 5 && coordinates.some((part) => holdsInfinity(part, depth + 1));
  return typeof coordinates === 'number' && !Number.isFinite(coordinates);
}

function isPosition(value: readonly unknown[]): boolean {
  return value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

function longEnough(kind: keyof typeof depthOf, coordinates: unknown): boolean {
  const ringsHold = (rings: Position[][]) => rings.length > 0 && rings.every((ring) => ring.length >= 4 && closed(ring));
  if (kind === 'Point') return true;
  if (kind === 'MultiPoint') return (coordinates as Position[]).length > 0;
  if (kind === 'LineString') return (coordinates as Position[]).length >= 2;
  if (kind === 'MultiLineString') {
    const lines = coordinates as Position[][];
    return lines.length > 0 && lines.every((line) => line.length >= 2);
  }
  if (kind === 'Polygon') return ringsHold(coordinates as Position[][]);
  const polygons = coordinates as Position[][][];
  return polygons.length > 0 && polygons.every(ringsHold);
}

function closed(ring: Position[]): boolean {
  const first = ring[0];
  const last = ring.at(-1);
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/** The same coordinates without heights. */
function flatten(coordinates: unknown, depth: number): unknown {
  const list = coordinates as unknown[];
  return depth === 0 ? [list[0], list[1]] : list.map((part) => flatten(part, depth - 1));
}
