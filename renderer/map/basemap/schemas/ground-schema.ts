import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { BasemapSchema } from '../basemap-schema.ts';

const kind: ExpressionSpecification = ['get', 'kind'];

/** Tiles cut from the workspace's own tables (electron/record/ground/ground-layers.ts). */
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
  boundary: [{ sourceLayer: 'admin' }],
  place: {
    sourceLayer: 'place',
    kind,
    rank: ['-', 0, ['to-number', ['get', 'population'], 0]],
  },
  waterName: [{ sourceLayer: 'label', filter: ['==', kind, 'water'] }],
  areaName: { sourceLayer: 'label', kind, size: ['get', 'size'], filter: ['!=', kind, 'water'] },
};
