import { assignZones, indexZones } from '../zones/index.ts';
import type { ResponseZone } from './inputs.ts';

/** Tells the zone of many positions, by its index; −1 outside of all. The zones are put on their raster once. */
export function makeZoneFinder(
  zones: readonly Pick<ResponseZone, 'geom'>[],
): (lon: Float64Array, lat: Float64Array) => Int32Array<ArrayBuffer> {
  if (zones.length === 0) return (lon) => new Int32Array(lon.length).fill(-1);
  const index = indexZones(zones.map(({ geom }) => geom.coordinates));
  return (lon, lat) => assignZones(index, lon, lat);
}
