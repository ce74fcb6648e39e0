import type { Point as GeoPoint, LineString, MultiPolygon, Position } from 'geojson';
import { districtCentre } from './city-plan.ts';
import type { Polygon } from './contours.ts';
import type { Point } from './plane.ts';

const metersPerDegree = (Math.PI / 180) * 6_371_008.8;
const metersPerDegreeLon = metersPerDegree * Math.cos((districtCentre.lat * Math.PI) / 180);
const sevenDecimals = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** Plane metres to WGS84, equirectangular about the district's centre, rounded to a centimetre. */
export const toLonLat = ([x, y]: Point): Position => [
  sevenDecimals(districtCentre.lon + x / metersPerDegreeLon),
  sevenDecimals(districtCentre.lat + y / metersPerDegree),
];
export const toGeoPoint = (point: Point): GeoPoint => ({ type: 'Point', coordinates: toLonLat(point) });
export const toLineString = (points: readonly Point[]): LineString => ({ type: 'LineString', coordinates: points.map(toLonLat) });
export const toMultiPolygon = (polygons: readonly Polygon[]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: polygons.map(({ outer, holes }) => [outer, ...holes].map(closed)),
});

function closed(ring: readonly Point[]): Position[] {
  const positions = ring.map(toLonLat);
  return [...positions, positions[0]!];
}
