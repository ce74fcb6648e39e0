import { placeKinds, type RoadClass } from '../../../shared/model/codes.ts';
import type { TableName } from '../../../shared/model/index.ts';
import type { FlatGeometry } from './read-geometry.ts';
import type { TileCutter } from './tile-cutter.ts';

/** How one ground table becomes tile layers. */
export interface GroundLayer {
  table: TableName;
  /** Columns read besides the geometry. */
  columns: readonly string[];
  /** No tile below this zoom reads the table. */
  lowestZoom: number;
  /**
   * Up to this zoom rows are found by `min_zoom` first, through the partial index the schema keeps for just these rows;
   * above it by place first. So a low zoom of a large extract never reads every row.
   */
  lastZoomByImportance: number;
  emit(row: GroundRow, geometry: FlatGeometry, zoom: number, cutter: TileCutter): void;
}
export type GroundRow = Record<string, string | number | null>;

/**
 * Every table the basemap is drawn from, with the layer names and attributes the styles read (renderer/map/basemap).
 * Administrative areas are not among them: the app shows them as a layer of their own.
 */
export const groundLayers: readonly GroundLayer[] = [
  {
    table: 'land',
    columns: ['name', 'kind'],
    lowestZoom: 0,
    lastZoomByImportance: 11,
    emit(row, geometry, zoom, cutter) {
      const water = row.kind === 'water';
      cutter.polygon(water ? 'water' : 'land', geometry, { kind: row.kind });
      if (row.name) cutter.label('label', geometry, { kind: row.kind, name: row.name }, zoom < 15 ? (water ? 40 : 32) : 24);
    },
  },
  {
    table: 'waterway',
    columns: ['name', 'kind'],
    lowestZoom: 6,
    lastZoomByImportance: 0,
    emit(row, geometry, zoom, cutter) {
      cutter.line('waterway', geometry, { kind: row.kind, name: zoom >= 9 ? row.name : null });
    },
  },
  {
    table: 'building',
    columns: ['name'],
    lowestZoom: 13,
    lastZoomByImportance: 13,
    emit(row, geometry, zoom, cutter) {
      cutter.polygon('building', geometry, {});
      if (zoom >= 15 && row.name) cutter.label('label', geometry, { kind: 'building', name: row.name }, 8);
    },
  },
  {
    table: 'road',
    columns: ['name', 'road_class', 'oneway', 'layer', 'bridge', 'tunnel'],
    lowestZoom: 4,
    lastZoomByImportance: 11,
    emit(row, geometry, zoom, cutter) {
      const roadClass = row.road_class as RoadClass | null;
      const [kind, importance] = roadKinds[roadClass ?? 'road'];
      const level = row.bridge ? Math.max(1, Number(row.layer ?? 1)) : row.tunnel ? Math.min(-1, Number(row.layer ?? -1)) : 0;
      cutter.line(
        'road',
        geometry,
        {
          kind,
          name: zoom >= 11 ? row.name : null,
          link: roadClass?.endsWith('_link') ? 1 : null,
          bridge: zoom >= 12 && row.bridge ? 1 : null,
          tunnel: zoom >= 12 && row.tunnel ? 1 : null,
          oneway: zoom >= 15 && row.oneway ? row.oneway : null,
        },
        level * 100 + importance,
      );
    },
  },
  {
    table: 'place',
    columns: ['name', 'kind', 'population'],
    lowestZoom: 0,
    lastZoomByImportance: 0,
    emit(row, geometry, _zoom, cutter) {
      if (!row.name) return;
      const kind = row.kind as (typeof placeKinds)[number];
      const population = Number(row.population ?? 0);
      const rank = placeKinds.indexOf(kind) * 1e9 - population;
      cutter.point('place', geometry, { kind, name: row.name, population: population || null }, rank);
    },
  },
];

/** The style's road kind and the drawing order of every road class, least important first. */
const roadKinds: Record<RoadClass, readonly [kind: string, importance: number]> = {
  construction: ['path', 0],
  raceway: ['path', 0],
  corridor: ['path', 1],
  path: ['path', 1],
  bridleway: ['path', 1],
  cycleway: ['path', 2],
  footway: ['path', 2],
  steps: ['path', 2],
  track: ['path', 3],
  pedestrian: ['pedestrian', 4],
  service: ['service', 5],
  busway: ['service', 5],
  road: ['minor', 6],
  living_street: ['minor', 6],
  residential: ['minor', 7],
  unclassified: ['minor', 8],
  tertiary_link: ['tertiary', 9],
  secondary_link: ['secondary', 10],
  primary_link: ['primary', 11],
  trunk_link: ['trunk', 12],
  motorway_link: ['motorway', 13],
  tertiary: ['tertiary', 14],
  secondary: ['secondary', 15],
  primary: ['primary', 16],
  trunk: ['trunk', 17],
  motorway: ['motorway', 18],
};
