import type { Theme } from '../../../shared/ipc/index.ts';
import type { Symbol as MapSymbol } from '../../../shared/look/symbols.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { type PointSetName, pointSetNames } from '../../state/point-sets.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { LayerSpecification, SourceSpecification } from '../engine.ts';
import { clusterImagePrefix, RING_STEPS } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

/** Deepest zoom point tiles are cut at (renderer/analysis/point-layer.ts). */
const MAX_TILE_ZOOM = 18;

/** The tiles of a point set, cut to leave room for the other sets that are shown; another version asks for them again. */
export function pointSource(set: PointSetName, { entries, pointVersions }: MapState): SourceSpecification {
  const shown = pointSetNames.filter((name) => name === set || entries.some(({ id, visible }) => visible && id === name));
  const place = `${shown.indexOf(set)}of${shown.length}`;
  return { type: 'vector', tiles: [`points://${set}/${place}/{z}/{x}/{y}?v=${pointVersions[set]}`], minzoom: 0, maxzoom: MAX_TILE_ZOOM };
}

export const pointLayerId = (set: PointSetName): string => `${set}-points`;
export const clusterLayerId = (set: PointSetName): string => `${set}-clusters`;

interface PointLook {
  set: PointSetName;
  theme: Theme;
  opacity: number;
  /** Image by column value: entry 0 stands for 0 (not known). */
  images: readonly string[];
  /** Colours of the ring's parts by column value; null draws a plain ring. */
  ring: readonly string[] | null;
  minZoom?: number;
  /** Icon size at city and at street scale. */
  sizes: readonly [number, number];
}

/**
 * Single points as symbols of shape and colour; clusters as a ring that shows the shares, never hidden, and their count in a
 * layer above all symbols, so that a station on the ring does not cover it: tiles are cut so that no two numbers meet.
 */
export function pointSetLayers({ set, theme, opacity, images, ring, minZoom, sizes }: PointLook): Pick<LayerPart, 'layers' | 'counts'> {
  const zooms = minZoom === undefined ? {} : { minzoom: minZoom };
  const [first, ...rest] = images;
  const byValue = rest.flatMap((image, index) => [index + 1, image]);
  const layers: LayerSpecification[] = [
    {
      id: clusterLayerId(set),
      type: 'symbol',
      source: set,
      'source-layer': 'clusters',
      ...zooms,
      layout: {
        'icon-image': clusterImage(theme, ring) as never,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'count'],
      },
      paint: { 'icon-opacity': opacity },
    },
    {
      id: pointLayerId(set),
      type: 'symbol',
      source: set,
      'source-layer': 'points',
      ...zooms,
      layout: {
        'icon-image': (byValue.length === 0 ? first : ['match', ['get', 'symbol'], ...byValue, first]) as never,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 11, sizes[0], 16, sizes[1]],
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
      paint: { 'icon-opacity': opacity },
    },
  ];
  const counts: LayerSpecification[] = [
    {
      id: `${set}-counts`,
      type: 'symbol',
      source: set,
      'source-layer': 'clusters',
      ...zooms,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': labelFont,
        'text-size': ['step', ['get', 'count'], 11, 100, 11.5, 1000, 12],
        'text-padding': 0,
        'text-allow-overlap': true,
      },
      paint: {
        'text-opacity': opacity,
        'text-color': tokens[theme].text,
        'text-halo-color': tokens[theme].panel,
        'text-halo-width': 1.6,
      },
    },
  ];
  return { layers, counts };
}

/** Colours of symbols by column value, `absent` first. */
export const ringColors = <C extends string>(codes: readonly C[], symbols: Record<C, MapSymbol>, absent: MapSymbol | null): string[] => [
  absent?.color ?? '#7B8794',
  ...codes.map((one) => symbols[one].color),
];

/**
 * The image id as an expression: radius by count, shares in steps so that few images are ever drawn. Tiles cut before the
 * symbols were changed lack the new groups until theirs arrive.
 */
function clusterImage(theme: Theme, ring: readonly string[] | null): unknown {
  const radius = ['step', ['get', 'count'], '13', 10, '15', 100, '18', 1000, '21', 10_000, '24'];
  const prefix = clusterImagePrefix(theme, ring ?? [tokens[theme].accent]);
  if (ring === null) return ['concat', prefix, radius, '|1'];
  const share = (group: number): unknown => [
    'to-string',
    ['round', ['/', ['*', RING_STEPS, ['number', ['get', `g${group}`], 0]], ['get', 'count']]],
  ];
  return ['concat', prefix, radius, '|', ...ring.flatMap((_, group) => (group === 0 ? [share(group)] : [',', share(group)]))];
}
