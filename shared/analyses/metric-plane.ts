import { EQUATOR_METERS, latitudeAtMercatorY, mercatorX, mercatorYColumn } from './mercator.ts';

/** Reference latitudes are multiples of this many degrees, so that adding a point does not move the plane. */
const REFERENCE_STEP_DEGREES = 0.5;

/**
 * Web Mercator scaled to metres at one latitude: x eastwards from 180° W, y southwards from 85° N. A length away from the reference is off
 * by the ratio of the cosines: 0.5 % for every half degree (55 km) at 30° N, 1 % at 50° N. A grid on it is anchored to the world, as the heat grid is.
 */
export interface MetricPlane {
  referenceLatitude: number;
  metersPerWorld: number;
}

export function metricPlane(referenceLatitude: number): MetricPlane {
  return { referenceLatitude, metersPerWorld: EQUATOR_METERS * Math.cos((referenceLatitude * Math.PI) / 180) };
}

/**
 * The plane of a region: the middle of its latitudes, to the nearest half degree.
 * @param lat degrees, what is not finite is left out @param stepDegrees finer, where lengths count and no grid is to stay in place
 */
export function planeOfLatitudes(lat: ArrayLike<number>, stepDegrees = REFERENCE_STEP_DEGREES): MetricPlane {
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < lat.length; row++) {
    const value = lat[row]!;
    if (!Number.isFinite(value)) continue;
    if (value < south) south = value;
    if (value > north) north = value;
  }
  const middle = south <= north ? (south + north) / 2 : 0;
  return metricPlane(Math.round(middle / stepDegrees) * stepDegrees);
}

/** Positions on the plane, in metres. */
export interface PlanePoints {
  x: Float64Array<ArrayBuffer>;
  y: Float64Array<ArrayBuffer>;
}

/** Degrees WGS84 → metres on the plane; positions that are not finite become NaN. */
export function projectToPlane(plane: MetricPlane, lon: Float64Array, lat: Float64Array): PlanePoints {
  const x = new Float64Array(lon.length);
  const y = mercatorYColumn(lat);
  for (let row = 0; row < lon.length; row++) {
    x[row] = mercatorX(lon[row]!) * plane.metersPerWorld;
    y[row]! *= plane.metersPerWorld;
  }
  return { x, y };
}

/** Metres on the plane → [lon, lat] in degrees. */
export function positionOnPlane(plane: MetricPlane, x: number, y: number): [lon: number, lat: number] {
  return [(x / plane.metersPerWorld - 0.5) * 360, latitudeAtMercatorY(y / plane.metersPerWorld)];
}
