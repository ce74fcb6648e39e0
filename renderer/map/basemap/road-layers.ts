import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { allOf, matchKinds } from './area-layers.ts';
import type { BasemapSchema } from './basemap-schema.ts';
import type { LayerContext } from './layer-context.ts';
import { type RoadKind, roadKinds } from './palette.ts';

/** Road widths in pixels at the zooms between which they grow. Links take two thirds. */
const widths: Record<number, Record<RoadKind, number>> = {
  5: { path: 0, pedestrian: 0, service: 0, minor: 0, tertiary: 0, secondary: 0, primary: 0.4, trunk: 0.6, motorway: 0.8 },
  9: { path: 0, pedestrian: 0, service: 0, minor: 0, tertiary: 0.3, secondary: 0.6, primary: 1, trunk: 1.3, motorway: 1.6 },
  12: { path: 0, pedestrian: 0.3, service: 0.2, minor: 0.6, tertiary: 1.3, secondary: 1.9, primary: 2.5, trunk: 2.9, motorway: 3.3 },
  14: { path: 0.5, pedestrian: 1, service: 0.9, minor: 2.2, tertiary: 3.8, secondary: 4.8, primary: 5.6, trunk: 6, motorway: 6.5 },
  16: { path: 0.9, pedestrian: 4, service: 3.6, minor: 7.5, tertiary: 10, secondary: 12, primary: 13.5, trunk: 14, motorway: 15 },
  18: { path: 1.6, pedestrian: 10, service: 10, minor: 20, tertiary: 25, secondary: 29, primary: 32, trunk: 34, motorway: 36 },
};

const surfaces = roadKinds.filter((kind) => kind !== 'path');
/** Kinds that show a casing from this zoom; nearer ones only then stand out from the ground. */
const majorKinds = ['tertiary', 'secondary', 'primary', 'trunk', 'motorway'] as const;

/** What is under ground: drawn below buildings. */
export function tunnelLayers(schema: BasemapSchema, context: LayerContext): LayerSpecification[] {
  const { road } = schema;
  const { palette } = context;
  return [
    roadLine(schema, context, 'tunnel-casing', allOf(road.filter, among(road.kind, surfaces), road.tunnel as FilterSpecification), {
      minzoom: 12,
      color: palette.tunnelCasing,
      width: roadWidth(road, (width) => width + 1.2),
      dash: [1.5, 1],
      cap: 'butt',
    }),
    roadLine(schema, context, 'tunnel', allOf(road.filter, among(road.kind, surfaces), road.tunnel as FilterSpecification), {
      minzoom: 12,
      color: palette.tunnel,
      width: roadWidth(road, (width) => width),
      cap: 'butt',
    }),
  ];
}

/** Railways, paths, roads on the ground, then bridges; casings first so that junctions stay open. */
export function roadLayers(schema: BasemapSchema, context: LayerContext): LayerSpecification[] {
  const { road, rail } = schema;
  const { palette, source, id } = context;
  const onGround: FilterSpecification = ['all', ['!', road.tunnel], ['!', road.bridge]] as FilterSpecification;
  const bridge = road.bridge as FilterSpecification;
  const notTunnel = ['!', road.tunnel] as FilterSpecification;
  const surface = among(road.kind, surfaces);
  const major = among(road.kind, majorKinds);
  const minor = among(road.kind, ['pedestrian', 'service', 'minor']);
  const casing = matchKinds(road.kind, palette.casing, palette.casing.minor);
  const color: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['zoom'],
    12.8,
    matchKinds(road.kind, palette.roadFar, palette.roadFar.minor),
    14.2,
    matchKinds(road.kind, palette.road, palette.road.minor),
  ];
  const layers: LayerSpecification[] = [
    roadLine(schema, context, 'path', allOf(road.filter, among(road.kind, ['path']), notTunnel), {
      minzoom: 14.5,
      color: palette.road.path,
      width: roadWidth(road, (width) => width),
      dash: [3, 2],
      cap: 'butt',
    }),
    roadLine(schema, context, 'minor-casing', allOf(road.filter, minor, onGround), {
      minzoom: 13,
      color: casing,
      width: roadWidth(road, (width, zoom) => width + (zoom < 14 ? 0.6 : 1.4)),
      cap: 'butt',
      opacity: ['interpolate', ['linear'], ['zoom'], 13, 0, 14, 1],
    }),
    roadLine(schema, context, 'major-casing', allOf(road.filter, major, onGround), {
      minzoom: 11,
      color: casing,
      width: roadWidth(road, (width, zoom) => width + (zoom < 14 ? 1 : 1.8)),
      cap: 'butt',
      opacity: ['interpolate', ['linear'], ['zoom'], 11, 0, 12.5, 1],
    }),
    roadLine(schema, context, 'road', allOf(road.filter, surface, onGround), {
      minzoom: 4,
      color,
      width: roadWidth(road, (width) => width),
      cap: 'round',
    }),
    roadLine(schema, context, 'bridge-casing', allOf(road.filter, surface, bridge), {
      minzoom: 12,
      color: palette.bridgeCasing,
      width: roadWidth(road, (width, zoom) => width + (zoom < 14 ? 1 : 2)),
      cap: 'butt',
      opacity: ['interpolate', ['linear'], ['zoom'], 12, 0, 13.5, 1],
    }),
    roadLine(schema, context, 'bridge', allOf(road.filter, surface, bridge), {
      minzoom: 4,
      color,
      width: roadWidth(road, (width) => width),
      cap: 'butt',
    }),
  ];
  if (rail) {
    layers.splice(1, 0, {
      id: id('rail'),
      type: 'line',
      source,
      'source-layer': rail.sourceLayer,
      minzoom: 11,
      ...(rail.filter ? { filter: rail.filter } : {}),
      paint: {
        'line-color': palette.rail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 16, 1.4],
      },
    });
  }
  return layers;
}

/** Administrative boundaries, above the roads. Opaque: neighbours draw a shared line twice. */
export function boundaryLayers(schema: BasemapSchema, { id, source, palette }: LayerContext): LayerSpecification[] {
  return schema.boundary.flatMap((boundary, index): LayerSpecification[] => {
    const shared = {
      type: 'line' as const,
      source,
      'source-layer': boundary.sourceLayer,
      ...(boundary.filter ? { filter: boundary.filter } : {}),
      layout: { 'line-join': 'round' as const, 'line-cap': 'round' as const },
    };
    return [
      {
        ...shared,
        id: id(`boundary-halo-${index}`),
        paint: {
          'line-color': palette.boundaryHalo,
          'line-opacity': 0.55,
          'line-width': ['interpolate', ['linear'], ['zoom'], 6, 1.5, 14, 5],
        },
      },
      {
        ...shared,
        id: id(`boundary-${index}`),
        paint: { 'line-color': palette.boundary, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.5, 14, 1.1] },
      },
    ];
  });
}

interface RoadPaint {
  minzoom: number;
  color: string | ExpressionSpecification;
  width: ExpressionSpecification;
  cap: 'butt' | 'round';
  dash?: number[];
  opacity?: ExpressionSpecification;
}

function roadLine(
  schema: BasemapSchema,
  context: LayerContext,
  name: string,
  filter: FilterSpecification,
  paint: RoadPaint,
): LayerSpecification {
  return {
    id: context.id(name),
    type: 'line',
    source: context.source,
    'source-layer': schema.road.sourceLayer,
    minzoom: paint.minzoom,
    filter,
    layout: { 'line-cap': paint.cap, 'line-join': 'round' },
    paint: {
      'line-color': paint.color,
      'line-width': paint.width,
      ...(paint.dash ? { 'line-dasharray': paint.dash } : {}),
      ...(paint.opacity ? { 'line-opacity': paint.opacity } : {}),
    },
  };
}

/** Width by zoom, kind and whether the road is a link; `shape` turns the road's width into the line's. */
function roadWidth(road: BasemapSchema['road'], shape: (width: number, zoom: number) => number): ExpressionSpecification {
  const stops = Object.entries(widths).flatMap(([zoom, byKind]) => {
    const line = (share: number) =>
      matchKinds(
        road.kind,
        Object.fromEntries(roadKinds.map((kind) => [kind, byKind[kind] === 0 ? 0 : round(shape(byKind[kind] * share, Number(zoom)))])),
        0,
      );
    return [Number(zoom), ['case', road.link, line(0.66), line(1)]];
  });
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function among(kind: ExpressionSpecification, kinds: readonly RoadKind[]): FilterSpecification {
  return ['in', kind, ['literal', [...kinds]]] as FilterSpecification;
}

const round = (value: number) => Math.round(value * 100) / 100;
