import type { TableName } from '../../shared/model/index.ts';
import { COVERED_PREMISES_LAYER } from './layers/coverage.ts';
import { clusterLayerId, pointLayerId } from './layers/point-set-layers.ts';
import { STATION_PLACES_LAYER, STATIONS_LAYER } from './layers/stations.ts';
import { ZONES_LAYER } from './layers/zones.ts';

/** A feature under the pointer as the map reports it. */
export interface MapFeature {
  layer: { id: string };
  id?: number | string | undefined;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates?: unknown };
}
export type Identified =
  | { kind: 'record'; table: TableName; fid: number; position: readonly [number, number] | null; title: string | null }
  | { kind: 'cluster'; table: TableName; position: readonly [number, number]; count: number };

/** What answers to a click, first come first served. */
const priorities: readonly { layer: string; table: TableName; cluster: boolean }[] = [
  { layer: STATIONS_LAYER, table: 'station', cluster: false },
  { layer: STATION_PLACES_LAYER, table: 'station', cluster: false },
  { layer: pointLayerId('hazards'), table: 'hazard', cluster: false },
  { layer: pointLayerId('premises'), table: 'premises', cluster: false },
  { layer: COVERED_PREMISES_LAYER, table: 'premises', cluster: false },
  { layer: pointLayerId('facilities'), table: 'facility', cluster: false },
  { layer: clusterLayerId('premises'), table: 'premises', cluster: true },
  { layer: clusterLayerId('hazards'), table: 'hazard', cluster: true },
  { layer: clusterLayerId('facilities'), table: 'facility', cluster: true },
  { layer: ZONES_LAYER, table: 'zone', cluster: false },
];
export const identifyLayers: readonly string[] = priorities.map(({ layer }) => layer);

/**
 * The one thing meant by a click among the features near it: by kind, and of one kind the nearest.
 * @param position lon/lat of the click
 */
export function identify(features: readonly MapFeature[], position: readonly [number, number]): Identified | null {
  for (const { layer, table, cluster } of priorities) {
    const ofLayer = features.filter((feature) => feature.layer.id === layer);
    const nearest = nearestOf(ofLayer, position);
    if (nearest === undefined) continue;
    const place = pointOf(nearest);
    if (cluster && place !== null) return { kind: 'cluster', table, position: place, count: Number(nearest.properties.count ?? 0) };
    const fid = Number(nearest.properties.fid ?? nearest.id);
    if (!Number.isInteger(fid)) continue;
    const name = nearest.properties.name;
    return { kind: 'record', table, fid, position: place, title: typeof name === 'string' && name !== '' ? name : null };
  }
  return null;
}

function nearestOf(features: readonly MapFeature[], [lon, lat]: readonly [number, number]): MapFeature | undefined {
  const narrow = Math.cos((lat * Math.PI) / 180);
  const distance = (feature: MapFeature): number => {
    const place = pointOf(feature);
    return place === null ? 0 : ((place[0] - lon) * narrow) ** 2 + (place[1] - lat) ** 2;
  };
  return features.toSorted((a, b) => distance(a) - distance(b))[0];
}

function pointOf({ geometry }: MapFeature): readonly [number, number] | null {
  if (geometry.type !== 'Point' || !Array.isArray(geometry.coordinates)) return null;
  const [lon, lat] = geometry.coordinates as number[];
  return [lon!, lat!];
}
