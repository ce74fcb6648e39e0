import { stationColors } from '../../../shared/look/symbols.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { stationTypes } from '../../../shared/model/codes.ts';
import type { LayerEntry } from '../../state/layers.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { stationFeatures } from '../collections.ts';
import type { LayerSpecification } from '../engine.ts';
import { stationImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

export const STATIONS_LAYER = 'stations-symbols';
export const STATION_PLACES_LAYER = 'stations-places';

/** Badges are smaller below this zoom, and named from town scale. */
const LARGE_ZOOM = 11.5;
const NAMED_ZOOM = 13;

/**
 * A dot at each station's place, always there, and over it its badge: a pictogram in a rounded square by type. A badge that would cover the
 * number of a cluster, or a badge of more weight, stands beside its dot; where there is no room around, the dot stays alone.
 */
export function stationsPart({ theme, places }: MapState, { opacity }: LayerEntry): LayerPart {
  const byType = <Value>(of: (type: (typeof stationTypes)[number]) => Value): unknown => {
    const [first, ...rest] = stationTypes;
    return ['match', ['get', 'type'], ...rest.flatMap((type) => [type, of(type)]), of(first)];
  };
  const badge = (small: boolean): unknown => ['format', ['image', byType((type) => stationImage(type, theme, small))], {}];
  // Stations of more weight are placed first.
  const weight = byType((type) => stationTypes.indexOf(type));
  const layers: LayerSpecification[] = [
    {
      id: STATION_PLACES_LAYER,
      type: 'circle',
      source: 'stations',
      layout: { 'circle-sort-key': ['-', 0, weight] as never },
      paint: {
        'circle-radius': 2.75,
        'circle-color': byType((type) => stationColors[type]) as never,
        'circle-stroke-color': tokens[theme].panel,
        'circle-stroke-width': 1.25,
        'circle-opacity': opacity,
        'circle-stroke-opacity': opacity,
      },
    },
    {
      id: 'stations-names',
      type: 'symbol',
      source: 'stations',
      minzoom: NAMED_ZOOM,
      layout: {
        'symbol-sort-key': weight as never,
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': 12,
        'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
        'text-radial-offset': 1.15,
        'text-max-width': 9,
      },
      paint: {
        'text-opacity': opacity,
        'text-color': tokens[theme].text,
        'text-halo-color': tokens[theme].panel,
        'text-halo-width': 1.4,
      },
    },
    {
      id: STATIONS_LAYER,
      type: 'symbol',
      source: 'stations',
      layout: {
        'symbol-sort-key': weight as never,
        // As text, because only text looks for room around its point.
        'text-field': ['step', ['zoom'], badge(true), LARGE_ZOOM, badge(false)] as never,
        'text-font': labelFont,
        'text-size': 24,
        'text-line-height': 1,
        'text-padding': 1,
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right', 'top-left', 'top-right', 'bottom-left', 'bottom-right'],
        'text-radial-offset': 0.42,
      },
      paint: { 'text-opacity': opacity },
    },
  ];
  return { sources: { stations: { type: 'geojson', data: stationFeatures(places.stations) } }, layers };
}
