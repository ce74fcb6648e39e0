import type { MultiPolygon, Polygon } from 'geojson';
import { insideRing } from '../../../shared/geo/rings.ts';
import type { StoredRow } from '../../../shared/ipc/index.ts';

/** Name of the first zone a position lies in; '' outside of all. */
export function zoneNameAt(zones: readonly StoredRow[], [x, y]: readonly [number, number]): string {
  const found = zones.find(({ geom }) => {
    const shape = geom as Polygon | MultiPolygon | null;
    const polygons = shape === null ? [] : shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    // Holes turn inside out again.
    return polygons.some((rings) => rings.filter((ring) => insideRing(x, y, ring)).length % 2 === 1);
  });
  return found === undefined ? '' : String(found.name ?? '');
}
