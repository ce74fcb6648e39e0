import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { allOf } from './area-layers.ts';
import type { BasemapSchema } from './basemap-schema.ts';
import type { LayerContext } from './layer-context.ts';

/** The one bundled face, declared in renderer/fonts.css; no glyph server is used. */
export const labelFont = ['Noto Sans SC Bundled'];

type Layout = NonNullable<SymbolLayerSpecification['layout']>;

/**
 * Names and one-way arrows, least important first: MapLibre places later layers before earlier ones, so places win over
 * roads, roads over buildings, and any symbol layer drawn above wins over all of them.
 */
export function labelLayers(schema: BasemapSchema, context: LayerContext): LayerSpecification[] {
  const { palette, language } = context;
  const name = schema.name(language);
  const named: FilterSpecification = ['!=', ['to-string', name], ''];
  const { road, roadName, place } = schema;
  const layers: LayerSpecification[] = [
    label(context, 'oneway', road.sourceLayer, allOf(road.filter, ['!=', road.oneway, 0], ['in', road.kind, ['literal', drivable]]), {
      minzoom: 16,
      color: palette.arrow,
      haloWidth: 0,
      layout: {
        'text-field': ['case', ['>', road.oneway, 0], '→', '←'],
        'text-size': ['interpolate', ['linear'], ['zoom'], 16, 11, 18, 16],
        'symbol-placement': 'line',
        'symbol-spacing': 160,
        'text-keep-upright': false,
        'text-rotation-alignment': 'map',
        'text-pitch-alignment': 'map',
        'text-padding': 8,
      },
    }),
  ];
  if (schema.areaName) {
    const { sourceLayer, kind, size, filter } = schema.areaName;
    layers.push(
      label(context, 'building-name', sourceLayer, allOf(filter, named, ['==', kind, 'building']), {
        minzoom: 16,
        color: palette.text.quiet,
        layout: {
          'text-field': name,
          'text-size': ['interpolate', ['linear'], ['zoom'], 16, 10, 18, 11.5],
          'text-max-width': 7,
          'text-padding': 6,
          'symbol-sort-key': ['-', 0, size],
        },
      }),
      label(context, 'area-name', sourceLayer, allOf(filter, named, ['in', kind, ['literal', areaKinds]]), {
        minzoom: 13,
        color: ['match', kind, greenKinds, palette.text.green, palette.text.quiet],
        layout: {
          'text-field': name,
          'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10.5, 17, 12.5],
          'text-max-width': 7,
          'text-padding': 8,
          'symbol-sort-key': ['-', 0, size],
        },
      }),
    );
  }
  const roadLabel: Layout = {
    'text-field': name,
    'symbol-placement': 'line',
    'text-rotation-alignment': 'map',
    'text-pitch-alignment': 'viewport',
    'text-max-angle': 35,
    'text-letter-spacing': 0.06,
  };
  layers.push(
    label(
      context,
      'minor-road-name',
      roadName.sourceLayer,
      allOf(roadName.filter, named, ['in', roadName.kind, ['literal', ['pedestrian', 'service', 'minor']]]),
      {
        minzoom: 15,
        color: palette.text.road,
        haloWidth: 1.3,
        haloColor: palette.roadHalo,
        layout: {
          ...roadLabel,
          'symbol-spacing': 320,
          'text-padding': 6,
          'text-size': ['interpolate', ['linear'], ['zoom'], 15, 10.5, 18, 13],
        },
      },
    ),
    label(context, 'road-name', roadName.sourceLayer, allOf(roadName.filter, named, ['in', roadName.kind, ['literal', majorKinds]]), {
      minzoom: 13,
      color: palette.text.road,
      haloWidth: 1.3,
      haloColor: palette.roadHalo,
      layout: {
        ...roadLabel,
        'symbol-spacing': 380,
        'text-padding': 10,
        'symbol-sort-key': ['match', roadName.kind, 'motorway', 0, 'trunk', 1, 'primary', 2, 'secondary', 3, 4],
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10.5, 15, 12, 18, 15],
      },
    }),
    ...schema.waterway.map((waterway, index) =>
      label(
        context,
        `waterway-name-${index}`,
        waterway.sourceLayer,
        allOf(waterway.filter, named, ['in', waterway.kind, ['literal', ['river', 'canal', 'stream']]]),
        {
          minzoom: 10,
          color: palette.text.water,
          layout: {
            'text-field': name,
            'symbol-placement': 'line',
            'symbol-spacing': 420,
            'text-max-angle': 30,
            'text-letter-spacing': 0.5,
            'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11, 15, 14],
          },
        },
      ),
    ),
    ...schema.waterName.map((water, index) =>
      label(context, `water-name-${index}`, water.sourceLayer, allOf(water.filter, named), {
        minzoom: 9,
        color: palette.text.water,
        layout: {
          'text-field': name,
          'text-max-width': 6,
          'text-letter-spacing': 0.3,
          'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 15, 14],
        },
      }),
    ),
  );
  for (const tier of placeTiers) {
    layers.push(
      label(context, `place-${tier.kinds[0]}`, place.sourceLayer, allOf(place.filter, named, ['in', place.kind, ['literal', tier.kinds]]), {
        minzoom: tier.minzoom,
        maxzoom: tier.maxzoom,
        color: palette.text[tier.color],
        haloWidth: 1.8,
        layout: {
          'text-field': name,
          'text-letter-spacing': tier.letterSpacing,
          'text-max-width': 8,
          'text-padding': 6,
          'symbol-sort-key': place.rank,
          'text-size': ['interpolate', ['linear'], ['zoom'], ...tier.sizes] as unknown as ExpressionSpecification,
        },
      }),
    );
  }
  return layers;
}

const drivable = ['service', 'minor', 'tertiary', 'secondary', 'primary', 'trunk', 'motorway'];
const majorKinds = ['tertiary', 'secondary', 'primary', 'trunk', 'motorway'];
const greenKinds = ['park', 'forest', 'grass', 'farmland', 'cemetery'];
const areaKinds = [...greenKinds, 'residential', 'commercial', 'industrial', 'institution', 'square'];

/** From the least to the most important; a tier ends where closer names take over. */
const placeTiers = [
  { kinds: ['neighbourhood', 'locality'], minzoom: 13.5, maxzoom: 17, color: 'quiet', letterSpacing: 0.08, sizes: [13, 11, 16, 13.5] },
  { kinds: ['village'], minzoom: 11.5, maxzoom: 17, color: 'place', letterSpacing: 0.04, sizes: [11, 10.5, 15, 13.5] },
  { kinds: ['suburb'], minzoom: 10, maxzoom: 16, color: 'place', letterSpacing: 0.16, sizes: [10, 11, 14, 15] },
  { kinds: ['district'], minzoom: 7, maxzoom: 14, color: 'place', letterSpacing: 0.24, sizes: [7, 11, 12, 16] },
  { kinds: ['town'], minzoom: 7, maxzoom: 15.5, color: 'strong', letterSpacing: 0.06, sizes: [8, 11.5, 14, 16] },
  { kinds: ['city'], minzoom: 4, maxzoom: 14, color: 'strong', letterSpacing: 0.1, sizes: [5, 12.5, 9, 16, 12, 21] },
] as const;

interface LabelPaint {
  minzoom: number;
  maxzoom?: number;
  color: string | ExpressionSpecification;
  haloWidth?: number;
  haloColor?: string;
  layout: Layout;
}

function label(
  context: LayerContext,
  name: string,
  sourceLayer: string,
  filter: FilterSpecification,
  options: LabelPaint,
): LayerSpecification {
  return {
    id: context.id(name),
    type: 'symbol',
    source: context.source,
    'source-layer': sourceLayer,
    minzoom: options.minzoom,
    ...(options.maxzoom === undefined ? {} : { maxzoom: options.maxzoom }),
    filter,
    layout: { 'text-font': labelFont, ...options.layout },
    paint: {
      'text-color': options.color,
      'text-halo-color': options.haloColor ?? context.palette.halo,
      'text-halo-width': options.haloWidth ?? 1.4,
      'text-halo-blur': 0.4,
    },
  };
}
