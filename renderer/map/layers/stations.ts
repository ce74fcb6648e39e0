import { tokens } from '../../../shared/look/tokens.ts';
import { stationTypes } from '../../../shared/model/codes.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { stationFeatures } from '../collections.ts';
import { stationImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

export const STATIONS_LAYER = 'stations-symbols';

/** Pictograms in rounded squares by type, named from town scale. Never hidden by other symbols. */
export function stationsPart({ theme, places }: MapState, { opacity }: LayerEntry): LayerPart {
  const [first, ...rest] = stationTypes;
  const image = ['match', ['get', 'type'], ...rest.flatMap((type) => [type, stationImage(type, theme)]), stationImage(first, theme)];
  return {
    sources: { stations: { type: 'geojson', data: stationFeatures(places.stations) } },
    layers: [
      {
        id: STATIONS_LAYER,
        type: 'symbol',
        source: 'stations',
        layout: {
          'icon-image': image as never,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 9.5, 0.5, 13, 1],
          'icon-allow-overlap': true,
          'symbol-sort-key': ['match', ['get', 'type'], ...stationTypes.toReversed().flatMap((type, index) => [type, index]), 0] as never,
          'text-field': ['step', ['zoom'], '', 13, ['get', 'name']],
          'text-font': labelFont,
          'text-size': 12,
          'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
          'text-radial-offset': 1.15,
          'text-max-width': 9,
          'text-optional': true,
        },
        paint: {
          'icon-opacity': opacity,
          'text-opacity': opacity,
          'text-color': tokens[theme].text,
          'text-halo-color': tokens[theme].panel,
          'text-halo-width': 1.4,
        },
      },
    ],
  };
}
