import {
  buildPointTiles,
  type CellPart,
  encodePointTile,
  type PointTileIndex,
  readPointTile,
} from '../../shared/analyses/point-tiles/index.ts';

export type SymbolBy = 'grade' | 'warningColor' | 'category';
/** Deepest zoom tiles are cut at; closer views enlarge these. */
export const MAX_TILE_ZOOM = 18;
/** Cluster cells on a tile's side: 64 px each on a tile of 512 px, so that rings of up to 44 px do not touch often. */
const CLUSTER_CELLS = 8;
/** Where in its cell each set has its clusters when it is shown with others. */
const together: readonly CellPart[] = [
  { x: [0.12, 0.36], y: [0.12, 0.36] },
  { x: [0.64, 0.88], y: [0.64, 0.88] },
  { x: [0.64, 0.88], y: [0.12, 0.36] },
];

export interface PointLayer {
  index: PointTileIndex;
  fids: Uint32Array;
  /** One group for all: what is not told apart inside clusters. */
  oneGroup: Uint8Array;
}
export interface PointSymbols {
  /** Symbol of each row, the `symbol` property of its feature. */
  symbols: Uint8Array;
  /** Told apart in cluster rings when there are at most eight kinds. */
  symbolCount: number;
  mask: Uint8Array | null;
}

export function pointLayer(lon: Float64Array, lat: Float64Array, fids: Uint32Array): PointLayer {
  return { index: buildPointTiles(lon, lat), fids, oneGroup: new Uint8Array(lon.length) };
}

/** Which of the sets that are shown at a place a tile is of: each has its own part of a cell, so that their numbers stay apart. */
export interface SharedPlace {
  /** From 0. */
  turn: number;
  sets: number;
}

/** MVT bytes of one tile: single points carry `symbol` and the fid as id, clusters `count` and `g0`… by symbol. */
export function cutPointTile(
  layer: PointLayer,
  z: number,
  x: number,
  y: number,
  { symbols, symbolCount, mask }: PointSymbols,
  { turn, sets }: SharedPlace,
): Uint8Array<ArrayBuffer> {
  const grouped = symbolCount <= 8;
  const tile = readPointTile(layer.index, z, x, y, {
    mask,
    groups: grouped ? symbols : layer.oneGroup,
    groupCount: grouped ? symbolCount : 1,
    clusterCells: CLUSTER_CELLS,
    ...(sets === 1 ? {} : { part: together[turn]! }),
    maxPoints: mostPoints(z),
  });
  return encodePointTile(tile, { ids: layer.fids, columns: { symbol: symbols } });
}

/** How many symbols a tile can show one by one and still be read: the closer, the more. */
export function mostPoints(z: number): number {
  if (z >= 17) return 20_000;
  if (z === 16) return 300;
  return z === 15 ? 100 : 40;
}
