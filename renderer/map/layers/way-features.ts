import type { Feature } from 'geojson';
import type { ChosenPlace } from '../../state/chosen-place.ts';

/** A line among the ways: a `way`, a line that `must` be patrolled, a stretch of one that was `missed`, a `gap` of a track. */
export const lineFeature = (
  geometry: Feature['geometry'],
  properties: { kind: 'way' | 'must' | 'missed' | 'gap'; chosen: boolean },
): Feature => ({ type: 'Feature', geometry, properties });

/** A place with its mark. */
export const placeFeature = (
  { name, lon, lat, stationId = null }: Pick<ChosenPlace, 'name' | 'lon' | 'lat'> & Partial<Pick<ChosenPlace, 'stationId'>>,
  properties: Record<string, unknown>,
): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { name, failed: false, station: stationId !== null, ...properties },
});
