import type { Geometry } from 'geojson';
import { type Crs, fromWgs84 } from './crs.ts';

/** Decimals that hold a centimetre: 7 of a degree, 3 of a metre. */
export const decimalsOf = (crs: Crs): number => (crs.projected ? 3 : 7);

/** A WGS84 geometry in another system, rounded to `decimalsOf`; null for none and for collections, which no table holds. */
export function projectGeometry(geometry: Geometry | null | undefined, crs: Crs): Exclude<Geometry, { type: 'GeometryCollection' }> | null {
  if (geometry === null || geometry === undefined || geometry.type === 'GeometryCollection') return null;
  const scale = 10 ** decimalsOf(crs);
  const project = (part: unknown): unknown => {
    const list = part as unknown[];
    if (typeof list[0] !== 'number') return list.map(project);
    return fromWgs84(crs, list[0], list[1] as number).map((value) => Math.round(value * scale) / scale);
  };
  return { type: geometry.type, coordinates: project(geometry.coordinates) } as Exclude<Geometry, { type: 'GeometryCollection' }>;
}
