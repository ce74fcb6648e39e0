import type { Feature } from 'geojson';
import type { ChosenPlace } from '../../state/chosen-place.ts';

/** Pixels beside the chosen way at which others run, so that they can be told from it where they take the same road. */
const OFFSETS = [8, -8, 13, -13] as const;

/** Ways to choose from; those not chosen run beside it. */
export const waysBeside = (lines: readonly Feature['geometry'][], chosen: number): Feature[] =>
  lines.map((line, rank) => {
    const beside = rank < chosen ? rank : rank - 1;
    return lineFeature(line, { kind: 'way', chosen: rank === chosen, offset: rank === chosen ? 0 : OFFSETS[beside % OFFSETS.length]! });
  });

/** A line among the ways: a `way`, a line that `must` be patrolled, a stretch of one that was `missed`, a `gap` of a track. */
export const lineFeature = (
  geometry: Feature['geometry'],
  properties: { kind: 'way' | 'must' | 'missed' | 'gap'; chosen: boolean; offset?: number },
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
