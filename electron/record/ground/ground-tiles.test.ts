import { randomUUID } from 'node:crypto';
import { VectorTile } from '@mapbox/vector-tile';
import type { Geometry } from 'geojson';
import { PbfReader } from 'pbf';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeGeoPackageGeometry } from '../../../shared/geo/wkb.ts';
import { registerGeometryFunctions } from '../geopackage-rtree.ts';
import { migrations } from '../migrations/index.ts';
import { hasSqliteDriver, openSqlite, type SqliteDatabase, sqliteDrivers } from '../sqlite.ts';
import { createGroundTiles } from './ground-tiles.ts';

/** Tile 14/13490/6208 lies in Haidian: its north-west corner and its size in degrees. */
const z = 14;
const x = 13490;
const y = 6208;
const west = (x / 2 ** z) * 360 - 180;
const north = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
const span = 360 / 2 ** z;
/** A position by its share of the tile's width and height from the north-west corner. */
const at = (right: number, down: number): [number, number] => [
  west + right * span,
  north - down * span * Math.cos((north * Math.PI) / 180),
];
const box = (left: number, top: number, right: number, bottom: number): Geometry => ({
  type: 'MultiPolygon',
  coordinates: [[[at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)]]],
});
const line = (...points: [number, number][]): Geometry => ({ type: 'LineString', coordinates: points.map(([a, b]) => at(a, b)) });

let database: SqliteDatabase;

function insert(table: string, geometry: Geometry, values: Record<string, string | number | null>): void {
  const columns = Object.keys(values);
  database
    .prepare(`INSERT INTO ${table} (id, rev, geom, ${columns.join(', ')}) VALUES (?, 1, ?, ${columns.map(() => '?').join(', ')})`)
    .run(randomUUID(), encodeGeoPackageGeometry(geometry), ...Object.values(values));
}
const road = (geometry: Geometry, values: Record<string, string | number | null>) =>
  insert('road', geometry, { bridge: 0, tunnel: 0, node_ids: '[]', barriers: '[]', min_zoom: 12, ...values });

function features(tile: Uint8Array | null, layer: string) {
  if (tile === null) return [];
  const found = new VectorTile(new PbfReader(tile)).layers[layer];
  return found ? Array.from({ length: found.length }, (_, i) => found.feature(i)) : [];
}

describe.each(sqliteDrivers.filter(hasSqliteDriver))('createGroundTiles on %s', (driver) => {
  beforeEach(() => {
    database = openSqlite(':memory:', { readOnly: false, driver });
    registerGeometryFunctions(database);
    for (const migration of migrations) database.exec(migration.sql);
    return () => database.close();
  });

  it('puts every ground table into its layer', () => {
    road(line([0.1, 0.5], [0.9, 0.5]), { name: '清华东路', road_class: 'primary', bridge: 1, layer: 1 });
    insert('building', box(0.2, 0.2, 0.3, 0.3), { name: '主楼', min_zoom: 14 });
    insert('land', box(0.4, 0.1, 0.6, 0.3), { name: '圆明园', kind: 'park', min_zoom: 12 });
    insert('land', box(0.6, 0.6, 0.9, 0.9), { name: '福海', kind: 'water', min_zoom: 12 });
    insert('waterway', line([0, 0.7], [0.5, 0.7]), { name: '万泉河', kind: 'river', min_zoom: 10 });
    insert('place', { type: 'Point', coordinates: at(0.5, 0.4) }, { name: '五道口', kind: 'neighbourhood', min_zoom: 13 });
    const tile = createGroundTiles(database).tile(z, x, y);

    expect(features(tile, 'road').map((feature) => feature.properties)).toEqual([{ kind: 'primary', name: '清华东路', bridge: 1 }]);
    expect(features(tile, 'building')).toHaveLength(1);
    expect(features(tile, 'land').map((feature) => feature.properties.kind)).toEqual(['park']);
    expect(features(tile, 'water')).toHaveLength(1);
    expect(features(tile, 'waterway').map((feature) => feature.properties)).toEqual([{ kind: 'river', name: '万泉河' }]);
    expect(features(tile, 'place').map((feature) => feature.properties)).toEqual([{ kind: 'neighbourhood', name: '五道口' }]);
    expect(features(tile, 'label').map((feature) => feature.properties.name)).toEqual(['福海', '圆明园']);
  });

  it('draws shapes where they are, clipped to the tile and its buffer', () => {
    insert('land', box(0.25, 0.25, 3, 0.75), { kind: 'park', min_zoom: 12 });
    const [feature] = features(createGroundTiles(database).tile(z, x, y), 'land');
    const ring = feature!.loadGeometry()[0]!;
    expect(Math.min(...ring.map((point) => point.x))).toBeCloseTo(1024, -1);
    expect(Math.max(...ring.map((point) => point.x))).toBe(4096 + 64);
    expect(Math.min(...ring.map((point) => point.y))).toBeCloseTo(1024, -1);
    expect(Math.max(...ring.map((point) => point.y))).toBeCloseTo(3072, -1);
  });

  it('keeps a hole a hole', () => {
    const outer = (box(0.1, 0.1, 0.9, 0.9) as { coordinates: number[][][][] }).coordinates[0]![0]!;
    const inner = (box(0.4, 0.4, 0.6, 0.6) as { coordinates: number[][][][] }).coordinates[0]![0]!;
    insert('land', { type: 'MultiPolygon', coordinates: [[outer, inner]] }, { kind: 'water', min_zoom: 5 });
    const [feature] = features(createGroundTiles(database).tile(z, x, y), 'water');
    expect((feature!.toGeoJSON(x, y, z).geometry as { type: string; coordinates: unknown[] }).type).toBe('Polygon');
    expect((feature!.toGeoJSON(x, y, z).geometry as { coordinates: unknown[] }).coordinates).toHaveLength(2);
  });

  it('shows rows from their least zoom on, and everything at the last', () => {
    road(line([0.1, 0.5], [0.9, 0.5]), { road_class: 'motorway', min_zoom: 5 });
    road(line([0.1, 0.6], [0.9, 0.6]), { road_class: 'footway', min_zoom: 17 });
    const tiles = createGroundTiles(database);
    expect(features(tiles.tile(4, x >> 10, y >> 10), 'road')).toHaveLength(0);
    expect(features(tiles.tile(11, x >> 3, y >> 3), 'road')).toHaveLength(1);
    expect(features(tiles.tile(z, x, y), 'road')).toHaveLength(1);
    expect(features(tiles.tile(15, x * 2, y * 2 + 1), 'road').map((feature) => feature.properties.kind)).toEqual(['path', 'motorway']);
  });

  it('stores important roads and bridges last, so that they are drawn on top', () => {
    road(line([0.1, 0.5], [0.9, 0.5]), { road_class: 'service', bridge: 1, layer: 1 });
    road(line([0.1, 0.4], [0.9, 0.4]), { road_class: 'motorway' });
    road(line([0.1, 0.3], [0.9, 0.3]), { road_class: 'motorway', tunnel: 1 });
    road(line([0.1, 0.2], [0.9, 0.2]), { road_class: 'residential' });
    const drawn = features(createGroundTiles(database).tile(z, x, y), 'road').map((feature) => feature.properties);
    expect(drawn).toEqual([{ kind: 'motorway', tunnel: 1 }, { kind: 'minor' }, { kind: 'motorway' }, { kind: 'service', bridge: 1 }]);
  });

  it('drops what is smaller than a pixel', () => {
    insert('building', box(0.5, 0.5, 0.5005, 0.5005), { min_zoom: 10 });
    expect(createGroundTiles(database).tile(z, x, y)).toBeNull();
  });

  it('names an area once, in the tile its label lies in', () => {
    insert('land', box(0.2, 0.2, 1.6, 0.8), { name: '奥林匹克森林公园', kind: 'forest', min_zoom: 8 });
    const tiles = createGroundTiles(database);
    const labels = [x, x + 1].map((column) => features(tiles.tile(z, column, y), 'label').length);
    expect(labels).toEqual([1, 0]);
  });

  it('leaves the name of a river to its line', () => {
    insert('land', box(0.1, 0.5, 3.1, 0.55), { name: '永定河', kind: 'water', min_zoom: 8 });
    insert('land', box(0.1, 0.1, 0.4, 0.4), { name: '福海', kind: 'water', min_zoom: 8 });
    const tiles = createGroundTiles(database);
    const names = [0, 1, 2, 3].flatMap((column) => features(tiles.tile(z, x + column, y), 'label').map((label) => label.properties.name));
    expect(names).toEqual(['福海']);
  });

  it('finds the few rows of a low zoom without reading them all', () => {
    const plans: string[] = [];
    const watched = {
      prepare(sql: string) {
        const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
        return {
          all(...values: (string | number)[]) {
            plans.push(...plan.all(...values).map((step) => String(step.detail)));
            return [];
          },
        };
      },
    };
    createGroundTiles(watched).tile(11, x >> 3, y >> 3);
    expect(plans).toEqual(expect.arrayContaining([expect.stringMatching(/road_min_zoom/), expect.stringMatching(/land_min_zoom/)]));
    createGroundTiles(watched).tile(13, x >> 1, y >> 1);
    expect(plans).toContainEqual(expect.stringMatching(/building_min_zoom/));
    expect(plans.filter((detail) => /^SCAN entry/.test(detail) && !/INDEX/.test(detail))).toEqual([]);
  });

  it('passes over a damaged geometry', () => {
    insert('building', box(0.2, 0.2, 0.3, 0.3), { min_zoom: 14 });
    insert('building', box(0.5, 0.5, 0.6, 0.6), { min_zoom: 14 });
    database.exec('DROP TRIGGER rtree_building_geom_update1; DROP TRIGGER rtree_building_geom_update2');
    database.exec("UPDATE building SET geom = x'4750000301' WHERE fid = 1");
    expect(features(createGroundTiles(database).tile(z, x, y), 'building')).toHaveLength(1);
  });

  it('serves from the cache until a drawn table changes', () => {
    const tiles = createGroundTiles(database);
    expect(tiles.tile(z, x, y)).toBeNull();
    insert('building', box(0.2, 0.2, 0.3, 0.3), { min_zoom: 14 });
    expect(tiles.tile(z, x, y)).toBeNull();
    tiles.invalidate(['premises']);
    expect(tiles.tile(z, x, y)).toBeNull();
    tiles.invalidate(['premises', 'building']);
    expect(tiles.tile(z, x, y)).not.toBeNull();
    expect(tiles.cost().tiles).toBe(2);
  });

  it('holds no more in the cache than it may', () => {
    insert('land', box(-40, -40, 40, 40), { kind: 'park', min_zoom: 1 });
    const tiles = createGroundTiles(database, { cacheBytes: 2000 });
    for (let column = x - 10; column < x + 10; column++) tiles.tile(z, column, y);
    tiles.tile(z, x + 9, y);
    expect(tiles.cost().tiles).toBe(20);
    tiles.tile(z, x - 10, y);
    expect(tiles.cost().tiles).toBe(21);
  });

  it('answers null outside the zooms and the world', () => {
    const tiles = createGroundTiles(database);
    expect([tiles.tile(3, 0, 0), tiles.tile(16, 0, 0), tiles.tile(5, 32, 0), tiles.tile(5, 0, -1)]).toEqual([null, null, null, null]);
  });
});
