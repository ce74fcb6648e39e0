import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { BasemapSchema } from './basemap-schema.ts';
import type { LayerContext } from './layer-context.ts';

/** Ground cover, water and buildings, from the bottom up. */
export function areaLayers(schema: BasemapSchema, context: LayerContext): LayerSpecification[] {
  const { id, source, palette } = context;
  const kinds = Object.keys(palette.land);
  return [
    ...schema.land.map(
      (land, index): LayerSpecification => ({
        id: id(`land-${index}`),
        type: 'fill',
        source,
        'source-layer': land.sourceLayer,
        filter: allOf(land.filter, ['in', land.kind, ['literal', kinds]]),
        paint: { 'fill-color': matchKinds(land.kind, palette.land, palette.ground), 'fill-antialias': false },
      }),
    ),
    ...schema.water.map(
      (water, index): LayerSpecification => ({
        id: id(`water-${index}`),
        type: 'fill',
        source,
        'source-layer': water.sourceLayer,
        ...(water.filter ? { filter: water.filter } : {}),
        paint: { 'fill-color': palette.water },
      }),
    ),
    ...schema.waterway.map(
      (waterway, index): LayerSpecification => ({
        id: id(`waterway-${index}`),
        type: 'line',
        source,
        'source-layer': waterway.sourceLayer,
        ...(waterway.filter ? { filter: waterway.filter } : {}),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': ['match', waterway.kind, 'coastline', palette.waterLine, palette.water],
          'line-width': [
            'interpolate',
            ['exponential', 1.4],
            ['zoom'],
            7,
            ['match', waterway.kind, 'river', 0.7, 'coastline', 1, 0],
            11,
            ['match', waterway.kind, 'river', 1.8, 'canal', 0.8, 'coastline', 1.2, 0.3],
            14,
            ['match', waterway.kind, 'river', 4, 'canal', 2.2, 'coastline', 1.5, 1],
            18,
            ['match', waterway.kind, 'river', 22, 'canal', 12, 'coastline', 2, 6],
          ],
        },
      }),
    ),
  ];
}

/** Buildings lie above the roads' casings in tunnels and below every road on the ground. */
export function buildingLayers(schema: BasemapSchema, context: LayerContext): LayerSpecification[] {
  const { id, source, palette } = context;
  return schema.building.map((building, index) => ({
    id: id(`building-${index}`),
    type: 'fill',
    source,
    'source-layer': building.sourceLayer,
    minzoom: 13,
    ...(building.filter ? { filter: building.filter } : {}),
    paint: {
      'fill-color': palette.building,
      'fill-outline-color': ['interpolate', ['linear'], ['zoom'], 14.5, palette.building, 15.5, palette.buildingEdge],
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14, 0.6, 15.5, 1],
    },
  }));
}

/** Filters that must all hold; absent ones are left out. */
export function allOf(...filters: (FilterSpecification | undefined)[]): FilterSpecification {
  return ['all', ...filters.filter((filter) => filter !== undefined)] as FilterSpecification;
}

/** A value by kind, with what to take for any other. */
export function matchKinds<T extends string | number>(
  kind: ExpressionSpecification,
  values: Record<string, T>,
  other: T,
): ExpressionSpecification {
  return ['match', kind, ...Object.entries(values).flat(), other] as unknown as ExpressionSpecification;
}
