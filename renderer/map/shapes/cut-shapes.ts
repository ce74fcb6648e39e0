import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import { type ShapeData, shapeMakers } from './shape-makers.ts';
import { MAX_SHAPES_ZOOM, SHAPES_LAYER } from './tile-scheme.ts';

const EXTENT = 8192;
const TILE_PIXELS = 512;
const BUFFER_PIXELS = 128;

/** Shapes by the source they are drawn from, cut into tiles as they are asked for. */
export function createShapes() {
  const indexes = new Map<string, GeoJSONVT>();
  return {
    /** @param tolerance how far lines may be off, pixels */
    put(source: string, { kind, from }: ShapeData, tolerance: number): void {
      const make = shapeMakers[kind] as (from: unknown) => FeatureCollection;
      const scale = EXTENT / TILE_PIXELS;
      const options = { extent: EXTENT, maxZoom: MAX_SHAPES_ZOOM, buffer: BUFFER_PIXELS * scale, tolerance: tolerance * scale };
      indexes.set(source, new GeoJSONVT(make(from), options));
    },
    drop: (source: string) => void indexes.delete(source),
    /** MVT bytes of one tile; empty where there is nothing. */
    tile(source: string, z: number, x: number, y: number): Uint8Array<ArrayBuffer> {
      const tile = indexes.get(source)?.getTile(z, x, y);
      if (!tile) return new Uint8Array(0);
      return fromGeojsonVt({ [SHAPES_LAYER]: tile }, { version: 2, extent: EXTENT }).slice();
    },
  };
}
