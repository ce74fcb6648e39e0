import { EQUATOR_METERS, MAX_LATITUDE, mercatorX, mercatorY } from '../mercator.ts';

/** K(0) = 3/(π h²), per km². */
export function quarticPeakPerSquareKilometer(bandwidthMeters: number): number {
  return 3e6 / (Math.PI * bandwidthMeters * bandwidthMeters);
}

/**
 * Quartic kernel density per km² by summing over all points: the reference for the grid.
 * K(r) = 3/(π h²)·(1 − r²/h²)² for r < h (Silverman 1986, eq. 4.5); r is the Mercator distance times cos(latitude) of the
 * place asked for.
 * @param lon degrees @param lat degrees @param weights null for 1 each
 */
export function exactDensity(
  lon: Float64Array,
  lat: Float64Array,
  weights: Float32Array | null,
  bandwidthMeters: number,
  atLon: number,
  atLat: number,
): number {
  const clamped = Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, atLat));
  const metersPerWorld = EQUATOR_METERS * Math.cos((clamped * Math.PI) / 180);
  const x = mercatorX(atLon);
  const y = mercatorY(atLat);
  let sum = 0;
  for (let index = 0; index < lon.length; index++) {
    const dx = (mercatorX(lon[index]!) - x) * metersPerWorld;
    const dy = (mercatorY(lat[index]!) - y) * metersPerWorld;
    const squared = (dx * dx + dy * dy) / (bandwidthMeters * bandwidthMeters);
    if (squared < 1) sum += (weights ? weights[index]! : 1) * (1 - squared) ** 2;
  }
  return sum * quarticPeakPerSquareKilometer(bandwidthMeters);
}
