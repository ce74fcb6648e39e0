import { tokens } from '../../../shared/look/tokens.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { adminFeatures, adminLabels } from '../collections.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

/** District and town boundaries as quiet lines; communities and grids only close by. */
export function adminAreasPart({ theme, places }: MapState, { opacity }: LayerEntry): LayerPart {
  const color = theme === 'light' ? '#8A7A93' : '#8E86A3';
  const level = ['get', 'level'] as ['get', string];
  const border = (id: string, filter: unknown, width: number, dashes: number[] | null, minZoom: number) => ({
    id: `adminAreas-${id}`,
    type: 'line' as const,
    source: 'adminAreas',
    minzoom: minZoom,
    filter: filter as never,
    layout: { 'line-join': 'round' as const },
    paint: {
      'line-color': color,
      'line-width': ['interpolate', ['linear'], ['zoom'], 9, width * 0.7, 14, width] as never,
      'line-opacity': 0.8 * opacity,
      ...(dashes === null ? {} : { 'line-dasharray': dashes }),
    },
  });
  return {
    sources: {
      adminAreas: { type: 'geojson', data: adminFeatures(places.adminAreas), tolerance: 0.2 },
      'admin-labels': { type: 'geojson', data: adminLabels(places.adminAreas) },
    },
    layers: [],
    borders: [
      border('grids', ['in', level, ['literal', ['community', 'grid']]], 0.8, [2, 2], 13),
      border('towns', ['in', level, ['literal', ['townStreet', '']]], 1.2, [4, 2], 8),
      border('district', ['==', level, 'district'], 2.4, null, 5),
    ],
    labels: [
      {
        id: 'adminAreas-names',
        type: 'symbol',
        source: 'admin-labels',
        minzoom: 10,
        maxzoom: 14,
        filter: ['==', level, 'townStreet'],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11.5, 13, 14],
          'text-letter-spacing': 0.12,
          'text-max-width': 10,
          'text-padding': 6,
        },
        paint: {
          'text-color': theme === 'light' ? '#5E4F68' : '#B9B1CC',
          'text-halo-color': tokens[theme].ground,
          'text-halo-width': 1.5,
          'text-opacity': opacity,
        },
      },
    ],
  };
}
