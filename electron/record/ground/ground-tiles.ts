import type { TableName } from '../../../shared/model/index.ts';
import { type GroundLayer, type GroundRow, groundLayers } from './ground-layers.ts';
import { createGeometryReader, tileFrame } from './read-geometry.ts';
import { createTileCutter, tileBuffer, tileExtent } from './tile-cutter.ts';

/** The part of a SQLite connection the tiles need; node:sqlite's DatabaseSync and its drop-in both have it. */
export interface GroundDatabase {
  prepare(sql: string): { all(...parameters: (string | number)[]): unknown[] };
}

export interface GroundTiles {
  /** The encoded vector tile z/x/y cut from the workspace's ground tables; null when nothing lies in it or z is out of range. */
  tile(z: number, x: number, y: number): Uint8Array<ArrayBuffer> | null;
  /** Forgets cached tiles when one of the changed tables is drawn in them. */
  invalidate(tables: readonly TableName[]): void;
  /** What cutting has cost so far: tiles cut (not served from the cache), their total time and the slowest. */
  cost(): { tiles: number; totalMs: number; slowestMs: number };
}

/** Tiles are cut at these zooms; the style draws the last one larger beyond. */
export const groundZooms = { min: 4, max: 15 } as const;

const defaultCacheBytes = 48 * 1024 * 1024;

/**
 * Cuts basemap tiles (extent 4096, WGS84 tables in Web Mercator, buffer 64) on a read connection, synchronously, and
 * keeps the most recently used encoded tiles up to `cacheBytes`.
 */
export function createGroundTiles(database: GroundDatabase, { cacheBytes = defaultCacheBytes } = {}): GroundTiles {
  const readGeometry = createGeometryReader();
  const statements = new Map<string, ReturnType<GroundDatabase['prepare']>>();
  const cache = new Map<string, Uint8Array<ArrayBuffer> | null>();
  let cachedBytes = 0;
  let tiles = 0;
  let totalMs = 0;
  let slowestMs = 0;

  function rowsOf(layer: GroundLayer, z: number, bounds: Bounds): GroundRow[] {
    const byImportance = z <= layer.lastZoomByImportance;
    const key = `${layer.table} ${byImportance}`;
    let statement = statements.get(key);
    if (!statement) {
      statement = database.prepare(selectSql(layer, byImportance));
      statements.set(key, statement);
    }
    const box = [bounds.east, bounds.west, bounds.north, bounds.south];
    const zoom = z === groundZooms.max ? 99 : z;
    return statement.all(...box, zoom) as GroundRow[];
  }

  function cut(z: number, x: number, y: number): Uint8Array<ArrayBuffer> | null {
    const frame = tileFrame(z, x, y, tileExtent);
    const bounds = tileBounds(z, x, y);
    const full = z === groundZooms.max;
    const cutter = createTileCutter(full ? 1 : 3, full ? 16 : z >= 13 ? 64 : 192);
    for (const layer of groundLayers) {
      if (z < layer.lowestZoom) continue;
      for (const row of rowsOf(layer, z, bounds)) {
        const geometry = readGeometry(row.geom as unknown as Uint8Array, frame);
        if (geometry) layer.emit(row, geometry, z, cutter);
      }
    }
    return cutter.finish();
  }

  return {
    tile(z, x, y) {
      if (z < groundZooms.min || z > groundZooms.max || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return null;
      const key = `${z}/${x}/${y}`;
      const known = cache.get(key);
      if (known !== undefined) {
        cache.delete(key);
        cache.set(key, known);
        return known;
      }
      const start = performance.now();
      const tile = cut(z, x, y);
      const elapsedMs = performance.now() - start;
      tiles++;
      totalMs += elapsedMs;
      slowestMs = Math.max(slowestMs, elapsedMs);
      cache.set(key, tile);
      cachedBytes += costOf(tile);
      for (const [oldest, bytes] of cache) {
        if (cachedBytes <= cacheBytes) break;
        cache.delete(oldest);
        cachedBytes -= costOf(bytes);
      }
      return tile;
    },
    invalidate(tables) {
      if (!groundLayers.some((layer) => tables.includes(layer.table))) return;
      cache.clear();
      cachedBytes = 0;
    },
    cost: () => ({ tiles, totalMs, slowestMs }),
  };
}

interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The tile's box in degrees with its buffer. */
function tileBounds(z: number, x: number, y: number): Bounds {
  const margin = tileBuffer / tileExtent;
  const longitude = (column: number) => (column / 2 ** z) * 360 - 180;
  const latitude = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI;
  return {
    west: longitude(x - margin),
    east: longitude(x + 1 + margin),
    north: latitude(y - margin),
    south: latitude(y + 1 + margin),
  };
}

/** CROSS JOIN fixes SQLite's join order: few important rows are looked up by id in the index, many by their place. */
function selectSql(layer: GroundLayer, byImportance: boolean): string {
  const index = `"rtree_${layer.table}_geom" AS place`;
  const rows = `"${layer.table}" AS entry`;
  const columns = ['geom', ...layer.columns].map((column) => `entry."${column}"`).join(', ');
  const joined = byImportance ? `${rows} CROSS JOIN ${index}` : `${index} CROSS JOIN ${rows}`;
  const box = 'place.minx <= ?1 AND place.maxx >= ?2 AND place.miny <= ?3 AND place.maxy >= ?4';
  const zoom = byImportance
    ? ` AND entry.min_zoom <= ${layer.lastZoomByImportance} AND entry.min_zoom <= ?5`
    : ' AND coalesce(entry.min_zoom, 12) <= ?5';
  return `SELECT ${columns} FROM ${joined} WHERE place.id = entry.fid AND ${box}${zoom}`;
}

/** A cached empty tile still takes a key and an entry. */
function costOf(tile: Uint8Array | null): number {
  return 200 + (tile?.byteLength ?? 0);
}
