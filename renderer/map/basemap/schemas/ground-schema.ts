import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { BasemapSchema } from '../basemap-schema.ts';

const kind: ExpressionSpecification = ['get', 'kind'];

/**
 * Tiles cut from the workspace's own tables (electron/record/ground/ground-layers.ts). Administrative areas are a layer
 * of their own in the app and not part of them.
 */
export const groundSchema: BasemapSchema = {
  name: () => ['get', 'name'],
  land: [{ sourceLayer: 'land', kind }],
  water: [{ sourceLayer: 'water' }],
  waterway: [{ sourceLayer: 'waterway', kind }],
  building: [{ sourceLayer: 'building' }],
  road: {
    sourceLayer: 'road',
    kind,
    bridge: ['has', 'bridge'],
    tunnel: ['has', 'tunnel'],
    link: ['has', 'link'],
    oneway: ['to-number', ['get', 'oneway'], 0],
  },
  roadName: { sourceLayer: 'road', kind, filter: ['all', ['has', 'name'], ['!', ['has', 'link']]] },
  boundary: [],
  place: {
    sourceLayer: 'place',
    kind,
    rank: ['-', 0, ['to-number', ['get', 'population'], 0]],
  },
  waterName: [{ sourceLayer: 'label', filter: ['==', kind, 'water'] }],
  areaName: { sourceLayer: 'label', kind, size: ['get', 'size'], filter: ['!=', kind, 'water'] },
};
