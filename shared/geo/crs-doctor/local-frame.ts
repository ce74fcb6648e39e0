import type { Position2d } from '../crs.ts';
import { METERS_PER_DEGREE } from '../haversine-meters.ts';

/** Metres east and north of a centre, equirectangular: within 1 % some tens of kilometres around. */
export interface LocalFrame {
  readonly lon: number;
  readonly lat: number;
  readonly metersPerDegreeLon: number;
  readonly metersPerDegreeLat: number;
}

export function localFrame([lon, lat]: Position2d): LocalFrame {
  const metersPerDegreeLat = METERS_PER_DEGREE;
  return { lon, lat, metersPerDegreeLat, metersPerDegreeLon: metersPerDegreeLat * Math.cos((lat * Math.PI) / 180) };
}

/** lon, lat pairs as east, north pairs in metres. */
export function toLocal(frame: LocalFrame, degrees: ArrayLike<number>): Float64Array {
  const meters = new Float64Array(degrees.length);
  for (let index = 0; index < degrees.length; index += 2) {
    meters[index] = (degrees[index]! - frame.lon) * frame.metersPerDegreeLon;
    meters[index + 1] = (degrees[index + 1]! - frame.lat) * frame.metersPerDegreeLat;
  }
  return meters;
}
