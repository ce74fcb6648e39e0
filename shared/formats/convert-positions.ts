import type { Geometry, Position } from 'geojson';
import { type Crs, toWgs84 } from '../geo/crs.ts';

/** The lines of a geometry, or null when it is none of lines. */
export function linesOf(geometry: Geometry | null): Position[][] | null {
  if (geometry?.type === 'LineString') return [geometry.coordinates];
  return geometry?.type === 'MultiLineString' ? geometry.coordinates : null;
}

/** Nested positions in WGS84, or null when one cannot be a position of the system. */
export function convertAll(coordinates: unknown[], crs: Crs, depth: number): unknown[] | null {
  const converted: unknown[] = [];
  for (const part of coordinates) {
    const value =
      depth === 1 ? toWgs84(crs, (part as Position)[0]!, (part as Position)[1]!) : convertAll(part as unknown[], crs, depth - 1);
    if (value === null) return null;
    converted.push(value);
  }
  return converted;
}
