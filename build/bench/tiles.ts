import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, Point } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import Supercluster from 'supercluster';
import { latitudeAtMercatorY, mercatorX, mercatorY } from '../../shared/analyses/mercator.ts';
import {
  buildPointTiles,
  encodePointTile,
  type PointTileIndex,
  type PointTileOptions,
  readPointTile,
} from '../../shared/analyses/point-tiles/index.ts';
import type { Bench } from './bench.ts';
import { CENTER, makePoints, type Points, randomFrom } from './make-points.ts';
import { type Measurement, measure, measureMemory, median } from './measure.ts';

const COUNT = 1_000_000;
const GROUPS = 5;
const SIDE_METERS = 40_000;
const slow = { runs: 3, warmUps: 1 };

type Premises = { fid: number; grade: number };

/** Points to drawable vector tiles: building, reading a tile, and after a change of the filter. */
export const tilesBench: Bench = {
  id: 'tiles',
  title: 'a million points to drawable vector tiles',
  async run({ say }) {
    const points = makePoints(COUNT, SIDE_METERS);
    const random = randomFrom(5);
    const grade = Uint8Array.from({ length: COUNT }, () => Math.floor(random() * GROUPS));
    const mask = Uint8Array.from({ length: COUNT }, () => (random() < 0.7 ? 1 : 0));
    const features = featuresOf(points, grade);
    const options: PointTileOptions = { mask: null, groups: grade, groupCount: GROUPS, clusterCells: 8, maxPoints: 300 };
    const rows: Measurement[] = [];

    say('building');
    const build = '1M points to the first drawable tile';
    const world = (index: PointTileIndex): Uint8Array => encode(index, 0, 0, 0, options);
    const index = measureMemory(() => buildPointTiles(points.lon, points.lat));
    rows.push(
      measure(build, 'point tiles', () => world(buildPointTiles(points.lon, points.lat)), { ours: true, note: held(index.megabytes) }),
    );
    const clusters = measureMemory(() => new Supercluster<Premises>(clusterOptions).load(features));
    rows.push(
      measure(build, 'supercluster', () => encodePeer(new Supercluster<Premises>(clusterOptions).load(features).getTile(0, 0, 0)), {
        ...slow,
        note: `${held(clusters.megabytes)}; given GeoJSON features; no counts by group`,
      }),
    );
    const tiles = measureMemory(() => new GeoJSONVT({ type: 'FeatureCollection', features }, tileOptions));
    rows.push(
      measure(build, 'geojson-vt', () => encodePeer(new GeoJSONVT({ type: 'FeatureCollection', features }, tileOptions).getTile(0, 0, 0)), {
        ...slow,
        note: `${held(tiles.megabytes)}; given GeoJSON features; every point in the tile, no clusters`,
      }),
    );

    for (const z of [8, 12, 15]) {
      say(`tiles of zoom ${z}`);
      const work = `read and encode the tiles of zoom ${z}, per tile`;
      const places = tilesAt(z);
      readAll(places, (x, y) => encode(index.value, z, x, y, options));
      rows.push(
        perTile(work, 'point tiles', places, true, (x, y) => encode(index.value, z, x, y, options)),
        perTile(work, 'supercluster', places, false, (x, y) => encodePeer(clusters.value.getTile(z, x, y))),
      );
      if (z <= tileOptions.maxZoom) {
        rows.push(
          perTile(
            work,
            'geojson-vt',
            places,
            false,
            (x, y) => encodePeer(tiles.value.getTile(z, x, y)),
            'tiles are cut when first asked for and kept',
          ),
        );
      }
    }

    say('filter changed');
    const filter = 'filter changed, to the first drawable tile';
    const [x, y] = tilesAt(10)[0]!;
    rows.push(
      measure(filter, 'point tiles, index kept', () => encode(index.value, 10, x, y, { ...options, mask: mask.slice() }), { ours: true }),
      measure(
        filter,
        'supercluster, loaded again',
        () => encodePeer(new Supercluster<Premises>(clusterOptions).load(features.filter((_, row) => mask[row] !== 0)).getTile(10, x, y)),
        slow,
      ),
      measure(
        filter,
        'geojson-vt, made again',
        () =>
          encodePeer(
            new GeoJSONVT({ type: 'FeatureCollection', features: features.filter((_, row) => mask[row] !== 0) }, tileOptions).getTile(
              10,
              x,
              y,
            ),
          ),
        slow,
      ),
    );
    return rows;

    function encode(of: PointTileIndex, z: number, column: number, row: number, how: PointTileOptions): Uint8Array {
      return encodePointTile(readPointTile(of, z, column, row, how), { ids: null, columns: { grade } });
    }
  },
};

const clusterOptions = { radius: 64, extent: 512, maxZoom: 16 };
const tileOptions = { maxZoom: 14, indexMaxZoom: 5, indexMaxPoints: 100_000 };

/** Both peers cut tiles of the shape the encoder takes; their types word it differently. */
function encodePeer(tile: { features: unknown[] } | null): Uint8Array | null {
  return tile ? fromGeojsonVt({ points: tile as Parameters<typeof fromGeojsonVt>[0][string] }) : null;
}

function featuresOf({ lon, lat }: Points, grade: Uint8Array): Feature<Point, Premises>[] {
  return Array.from({ length: COUNT }, (_, row) => ({
    type: 'Feature',
    properties: { fid: row, grade: grade[row]! },
    geometry: { type: 'Point', coordinates: [lon[row]!, lat[row]!] },
  }));
}

/** Up to 64 tiles of a zoom around the centre, all within the points' square. */
function tilesAt(z: number): [number, number][] {
  const side = 2 ** z;
  const half = Math.min(4, Math.ceil((0.18 / 360) * side));
  const column = Math.floor(mercatorX(CENTER.lon) * side);
  const row = Math.floor(mercatorY(CENTER.lat) * side);
  const tiles: [number, number][] = [];
  for (let y = row - half; y < row + half; y++) for (let x = column - half; x < column + half; x++) tiles.push([x, y]);
  return tiles.filter(([x, y]) => {
    const west = (x / side - 0.5) * 360;
    const north = latitudeAtMercatorY(y / side);
    return Math.abs(west - CENTER.lon) < 0.2 + 360 / side && Math.abs(north - CENTER.lat) < 0.18 + 360 / side;
  });
}

function readAll(places: [number, number][], read: (x: number, y: number) => unknown): void {
  for (const [x, y] of places) read(x, y);
}

/** Median over passes of the mean time of a tile; the slowest tile of all passes is in the note. */
function perTile(
  work: string,
  method: string,
  places: [number, number][],
  ours: boolean,
  read: (x: number, y: number) => unknown,
  remark = '',
): Measurement {
  const passes: number[] = [];
  const cpu: number[] = [];
  let slowest = 0;
  readAll(places, read);
  for (let pass = 0; pass < 7; pass++) {
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    for (const [x, y] of places) {
      const tileBefore = performance.now();
      read(x, y);
      slowest = Math.max(slowest, performance.now() - tileBefore);
    }
    passes.push((performance.now() - before) / places.length);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpu.push((user + system) / 1000 / places.length);
  }
  const note = [`${places.length} tiles`, `slowest ${slowest.toFixed(1)} ms`, remark].filter((part) => part !== '').join('; ');
  return { work, method, ours, wallMs: median(passes), cpuMs: median(cpu), runs: passes.length, note };
}

function held(megabytes: number): string {
  return `holds ${Math.round(megabytes)} MB`;
}
