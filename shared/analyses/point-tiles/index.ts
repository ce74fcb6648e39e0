export { encodePointTile, type PointTileProperties } from './encode-point-tile.ts';
export { buildPointTiles, type PointTileIndex } from './point-tile-index.ts';
export { type CellPart, type PointTile, type PointTileOptions, readPointTile, TILE_EXTENT } from './read-point-tile.ts';
