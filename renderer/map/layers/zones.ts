import { zoneHues } from '../../../shared/look/symbols.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { zoneFeatures, zoneLabels } from '../collections.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

export const ZONES_LAYER = 'zones-fill';

/** Joint-defence zones: a faint fill, a border with a casing on both sides, the name and the chief. */
export function zonesPart({ theme, places, response }: MapState, { opacity }: LayerEntry): LayerPart {
  const hue = ['match', ['get', 'hue'], ...zoneHues.slice(1).flatMap((color, index) => [index + 1, color]), zoneHues[0]] as never;
  return {
    sources: {
      zones: { type: 'geojson', data: zoneFeatures(places.zones), tolerance: 0.2 },
      'zone-labels': { type: 'geojson', data: zoneLabels(places.zones) },
    },
    layers: [
      {
        id: ZONES_LAYER,
        type: 'fill',
        source: 'zones',
        paint: {
          'fill-color': hue,
          'fill-opacity':
            (response.coverage === null && response.bivariate === null && response.gathering === null ? 0.12 : 0.03) * opacity,
          'fill-antialias': false,
        },
      },
    ],
    borders: [
      {
        id: 'zones-casing',
        type: 'line',
        source: 'zones',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': tokens[theme].panel,
          'line-width': ['interpolate', ['linear'], ['zoom'], 9, 2, 12, 4],
          'line-opacity': 0.75 * opacity,
        },
      },
      {
        id: 'zones-border',
        type: 'line',
        source: 'zones',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': hue, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 1, 12, 2], 'line-opacity': opacity },
      },
    ],
    labels: [
      {
        id: 'zones-names',
        type: 'symbol',
        source: 'zone-labels',
        minzoom: 10,
        layout: {
          'text-field': [
            'format',
            ['get', 'name'],
            { 'font-scale': 1 },
            ['case', ['==', ['get', 'chief'], ''], '', ['concat', '\n', ['get', 'chief']]],
            { 'font-scale': 0.85 },
          ],
          'text-font': labelFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 15, 15],
          'text-max-width': 8,
          'text-padding': 4,
        },
        paint: {
          'text-color': theme === 'light' ? shade(hue) : tokens.dark.text,
          'text-halo-color': tokens[theme].panel,
          'text-halo-width': 1.6,
          'text-opacity': opacity,
        },
      },
    ],
  };
}

/** Hues are for surfaces; for text on white they are darkened until they are read easily. */
function shade(hue: unknown): never {
  return ['interpolate', ['linear'], 0.35, 0, hue, 1, '#000000'] as never;
}
