import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../mercator.ts';
import { buildPointTiles, encodePointTile, type PointTile, type PointTileOptions, readPointTile, TILE_EXTENT } from './index.ts';

const seed = 20_261_101;

interface Scene {
  lon: Float64Array;
  lat: Float64Array;
  options: PointTileOptions;
  zoom: number;
}

const scenes: fc.Arbitrary<Scene> = fc
  .record({
    points: fc.integer({ min: 0, max: 3000 }),
    spread: fc.constantFrom(0, 1e-5, 0.02, 1, 300),
    maskShare: fc.constantFrom(null, 0, 0.02, 0.7),
    groupCount: fc.integer({ min: 1, max: 8 }),
    clusterCells: fc.constantFrom(1, 2, 8, 32),
    maxPoints: fc.constantFrom(0, 1, 20, 500),
    zoom: fc.integer({ min: 0, max: 20 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
  })
  .map(({ points, spread, maskShare, groupCount, clusterCells, maxPoints, zoom, seed }) => {
    const random = randomFrom(seed);
    return {
      lon: Float64Array.from({ length: points }, () => Math.min(180, Math.max(-180, 114.3 + (random() - 0.5) * spread * 1.5))),
      lat: Float64Array.from({ length: points }, () => Math.min(89, Math.max(-89, 30.5 + (random() - 0.5) * spread))),
      options: {
        mask: maskShare === null ? null : Uint8Array.from({ length: points }, () => (random() < maskShare ? 1 : 0)),
        groups: Uint8Array.from({ length: points }, () => random() * groupCount),
        groupCount,
        clusterCells,
        maxPoints,
      },
      zoom,
    };
  });

describe('readPointTile', () => {
  it('counts every visible point once over the tiles of a zoom, by group', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { options } = scene;
        const index = buildPointTiles(scene.lon, scene.lat);
        const expected = new Array<number>(options.groupCount).fill(0);
        const seen = new Set<number>();
        for (const row of visibleRows(scene)) expected[options.groups[row]!]!++;
        const found = new Array<number>(options.groupCount).fill(0);
        for (const [x, y] of tilesOf(scene)) {
          const tile = readPointTile(index, scene.zoom, x, y, options);
          for (const row of tile.points.indices) {
            expect(seen.has(row)).toBe(false);
            seen.add(row);
            expect(options.mask === null || options.mask[row] === 1).toBe(true);
            found[options.groups[row]!]!++;
          }
          tile.clusters.count.forEach((count, cluster) => {
            const groups = groupsOf(tile, cluster);
            expect(count).toBeGreaterThanOrEqual(2);
            expect(groups.reduce((sum, group) => sum + group, 0)).toBe(count);
            groups.forEach((group, at) => {
              found[at]! += group;
            });
          });
        }
        expect(found).toEqual(expected);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('puts points and clusters where they are', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const index = buildPointTiles(scene.lon, scene.lat);
        const side = 2 ** scene.zoom;
        for (const [x, y] of tilesOf(scene).slice(0, 20)) {
          const tile = readPointTile(index, scene.zoom, x, y, scene.options);
          tile.points.indices.forEach((row, point) => {
            const exactX = (mercatorX(scene.lon[row]!) * side - x) * TILE_EXTENT;
            const exactY = (mercatorY(scene.lat[row]!) * side - y) * TILE_EXTENT;
            expect(Math.abs(tile.points.x[point]! + 0.5 - exactX)).toBeLessThanOrEqual(1.1);
            expect(Math.abs(tile.points.y[point]! + 0.5 - exactY)).toBeLessThanOrEqual(1.1);
          });
          const cells = cellsOf(scene, x, y);
          // Cells are never smaller than the order of the index tells apart.
          const cellSide = TILE_EXTENT / Math.min(scene.options.clusterCells, 2 ** (24 - scene.zoom));
          const inside = (rows: [number, number][], axis: 0 | 1): number => {
            const cell = Math.floor(rows[0]![axis] / cellSide) * cellSide;
            return Math.min(cell + cellSide * 0.75, Math.max(cell + cellSide * 0.25, mean(rows, axis)));
          };
          const shared = [...cells.values()].filter((rows) => rows.length > 1);
          const visible = [...cells.values()].reduce((sum, rows) => sum + rows.length, 0);
          expect(tile.clusters.count.length).toBe(visible > scene.options.maxPoints ? shared.length : 0);
          tile.clusters.count.forEach((count, cluster) => {
            const cell = shared.find(
              (rows) =>
                rows.length === count &&
                near(inside(rows, 0), tile.clusters.x[cluster]!) &&
                near(inside(rows, 1), tile.clusters.y[cluster]!),
            );
            expect(cell).toBeDefined();
          });
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it('keeps neighbouring clusters apart, so that none covers the number of another', () => {
    // Four groups of points around the corner where four cells meet.
    const around = [-1e-4, 1e-4];
    const places = around.flatMap((lon) => around.flatMap((lat) => [lon, lon * 2].map((east) => [east, lat] as const)));
    const index = buildPointTiles(
      Float64Array.from(places, ([lon]) => lon),
      Float64Array.from(places, ([, lat]) => lat),
    );
    const options = { mask: null, groups: new Uint8Array(8), groupCount: 1, clusterCells: 8, maxPoints: 0 };
    const { clusters } = readPointTile(index, 0, 0, 0, options);
    expect([...clusters.count]).toEqual([2, 2, 2, 2]);
    expect([...clusters.x].sort((a, b) => a - b)).toEqual([1920, 1920, 2176, 2176]);
    expect([...clusters.y].sort((a, b) => a - b)).toEqual([1920, 1920, 2176, 2176]);
  });

  it('follows a new mask and new groups', () => {
    const lon = Float64Array.from({ length: 500 }, (_, row) => 114 + row * 1e-3);
    const lat = new Float64Array(500).fill(30.5);
    const index = buildPointTiles(lon, lat);
    const options = { mask: null, groups: new Uint8Array(500), groupCount: 2, clusterCells: 8, maxPoints: 0 };
    expect(total(readPointTile(index, 0, 0, 0, options))).toBe(500);
    const mask = Uint8Array.from({ length: 500 }, (_, row) => row % 2);
    expect(total(readPointTile(index, 0, 0, 0, { ...options, mask }))).toBe(250);
    const grouped = readPointTile(index, 0, 0, 0, { ...options, groups: new Uint8Array(500).fill(1) });
    expect([...grouped.clusters.groupCounts]).toEqual([0, 500]);
  });

  it('leaves out rows without a position and is empty outside the world', () => {
    const index = buildPointTiles(Float64Array.of(114, Number.NaN, 114), Float64Array.of(30, 30, Number.NEGATIVE_INFINITY));
    expect(index.count).toBe(1);
    const options = { mask: null, groups: new Uint8Array(3), groupCount: 1, clusterCells: 8, maxPoints: 10 };
    expect([...readPointTile(index, 0, 0, 0, options).points.indices]).toEqual([0]);
    expect(total(readPointTile(index, 3, 8, 0, options))).toBe(0);
    expect(total(readPointTile(index, 3, -1, 0, options))).toBe(0);
  });

  it('refuses groups that do not exist and cells that are no power of two', () => {
    const index = buildPointTiles(Float64Array.of(114), Float64Array.of(30));
    const options = { mask: null, groups: Uint8Array.of(3), groupCount: 2, clusterCells: 8, maxPoints: 10 };
    expect(() => readPointTile(index, 0, 0, 0, options)).toThrow(RangeError);
    expect(() => readPointTile(index, 0, 0, 0, { ...options, groups: new Uint8Array(1), clusterCells: 6 })).toThrow(RangeError);
  });
});

describe('encodePointTile', () => {
  it('decodes to the same points, clusters and properties', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { options } = scene;
        const index = buildPointTiles(scene.lon, scene.lat);
        const ids = Uint32Array.from(scene.lon, (_, row) => row * 7 + 4_000_000_000 - 100);
        const grade = Uint8Array.from(scene.lon, (_, row) => row % 5);
        const openHazards = Uint16Array.from(scene.lon, (_, row) => row * 17);
        for (const [x, y] of tilesOf(scene).slice(0, 8)) {
          const tile = readPointTile(index, scene.zoom, x, y, options);
          const bytes = encodePointTile(tile, { ids, columns: { grade, openHazards } });
          const { points, clusters } = new VectorTile(new PbfReader(bytes)).layers;
          expect(points?.length ?? 0).toBe(tile.points.indices.length);
          expect(clusters?.length ?? 0).toBe(tile.clusters.count.length);
          tile.points.indices.forEach((row, point) => {
            const feature = points!.feature(point);
            expect(feature.type).toBe(1);
            expect(feature.extent).toBe(TILE_EXTENT);
            expect(feature.id).toBe(ids[row]);
            expect(feature.properties).toEqual({ grade: grade[row], openHazards: openHazards[row] });
            expect(feature.loadGeometry()[0]![0]).toMatchObject({ x: tile.points.x[point], y: tile.points.y[point] });
          });
          tile.clusters.count.forEach((count, cluster) => {
            const feature = clusters!.feature(cluster);
            const groups = Object.fromEntries(groupsOf(tile, cluster).map((value, group) => [`g${group}`, value]));
            expect(feature.properties).toEqual({ count, ...groups });
            expect(feature.loadGeometry()[0]![0]).toMatchObject({ x: tile.clusters.x[cluster], y: tile.clusters.y[cluster] });
          });
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  it('is empty for an empty tile', () => {
    const index = buildPointTiles(new Float64Array(0), new Float64Array(0));
    const tile = readPointTile(index, 0, 0, 0, { mask: null, groups: new Uint8Array(0), groupCount: 1, clusterCells: 8, maxPoints: 10 });
    expect(encodePointTile(tile, { ids: null, columns: {} })).toHaveLength(0);
  });
});

function groupsOf(tile: PointTile, cluster: number): number[] {
  return [...tile.clusters.groupCounts.subarray(cluster * tile.groupCount, (cluster + 1) * tile.groupCount)];
}

function total(tile: PointTile): number {
  return tile.points.indices.length + tile.clusters.count.reduce((sum, count) => sum + count, 0);
}

function visibleRows({ lon, options }: Scene): number[] {
  return [...lon.keys()].filter((row) => options.mask === null || options.mask[row] !== 0);
}

function tilesOf(scene: Scene): [number, number][] {
  const side = 2 ** scene.zoom;
  const tiles = new Map<string, [number, number]>();
  for (const row of scene.lon.keys()) {
    const [x, y] = worldOf(scene, row).map((value) => Math.floor(value * side)) as [number, number];
    tiles.set(`${x}/${y}`, [x, y]);
  }
  return [...tiles.values()];
}

/** Visible points of a tile by cluster cell, as positions in tile units. */
function cellsOf(scene: Scene, x: number, y: number): Map<number, [number, number][]> {
  const side = 2 ** scene.zoom;
  const cells = new Map<number, [number, number][]>();
  const { clusterCells } = scene.options;
  for (const row of visibleRows(scene)) {
    const [worldX, worldY] = worldOf(scene, row);
    const inX = worldX * side - x;
    const inY = worldY * side - y;
    if (inX < 0 || inY < 0 || inX >= 1 || inY >= 1) continue;
    const cell = Math.floor(inY * clusterCells) * clusterCells + Math.floor(inX * clusterCells);
    const rows = cells.get(cell) ?? [];
    rows.push([inX * TILE_EXTENT, inY * TILE_EXTENT]);
    cells.set(cell, rows);
  }
  return cells;
}

/** World position quantised as the index does. */
function worldOf({ lon, lat }: Scene, row: number): [number, number] {
  const quantise = (value: number): number => Math.min(4_294_967_295, Math.max(0, Math.floor(value * 4_294_967_296))) / 4_294_967_296;
  return [quantise(mercatorX(lon[row]!)), quantise(mercatorY(lat[row]!))];
}

function mean(rows: [number, number][], axis: 0 | 1): number {
  return rows.reduce((sum, row) => sum + row[axis], 0) / rows.length;
}

function near(exact: number, stored: number): boolean {
  return Math.abs(exact - stored - 0.5) <= 0.51 || exact === stored;
}

function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
