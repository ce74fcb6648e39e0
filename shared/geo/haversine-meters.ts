/** Mean radius of the Earth (IUGG R₁), metres: the sphere Turf measures on. */
export const EARTH_RADIUS_METERS = 6_371_008.8;
/** One degree of latitude on that sphere. */
export const METERS_PER_DEGREE = (EARTH_RADIUS_METERS * Math.PI) / 180;

const RADIANS = Math.PI / 180;

/** Great-circle distance in metres between two positions in degrees, on the sphere of mean radius: within 0.5 % of the ellipsoid. */
export function haversineMeters(lonA: number, latA: number, lonB: number, latB: number): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS) / 2);
  const sinLon = Math.sin(((lonB - lonA) * RADIANS) / 2);
  const square = sinLat * sinLat + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(square)));
}
