import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import { openSqlite } from '../sqlite.ts';

/** Zoom, column, row from the north. */
export type TileAddress = readonly [z: number, x: number, y: number];

/** Writes an MBTiles archive of one tile (github.com/mapbox/mbtiles-spec). */
export function writeMbtiles(path: string, [z, x, y]: TileAddress, metadata: Record<string, string>, tile: Uint8Array): void {
  const database = openSqlite(path, { readOnly: false });
  database.exec('CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)');
  for (const [name, value] of Object.entries(metadata)) database.prepare('INSERT INTO metadata VALUES (?, ?)').run(name, value);
  // Rows count from the south.
  database.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)').run(z, x, 2 ** z - 1 - y, tile);
  database.close();
}

/** The tile types of PMTiles. */
export const pmtilesType = { vector: 1, png: 2 } as const;

/** A PMTiles v3 archive of one tile, vector tiles compressed and pictures as they are (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). */
export function pmtilesOf(
  address: TileAddress,
  tile: Uint8Array,
  type: number,
  metadata: object,
  bounds: readonly [west: number, south: number, east: number, north: number] = [116, 39, 117, 40],
): Uint8Array {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]);
  const directory = gzipSync(Uint8Array.from([1, ...varint(zxyToTileId(...address)), 1, ...varint(tile.length), 1]));
  const json = gzipSync(JSON.stringify(metadata));
  const header = new DataView(new ArrayBuffer(127));
  new Uint8Array(header.buffer).set(new TextEncoder().encode('PMTiles'));
  header.setUint8(7, 3);
  const metadataAt = 127 + directory.length;
  const tilesAt = metadataAt + json.length;
  const places = [127, directory.length, metadataAt, json.length, tilesAt, 0, tilesAt, tile.length, 1, 1, 1];
  for (const [index, value] of places.entries()) header.setBigUint64(8 + index * 8, BigInt(value), true);
  for (const [index, value] of [1, 2, type === pmtilesType.png ? 1 : 2, type, address[0], address[0]].entries())
    header.setUint8(96 + index, value);
  for (const [index, value] of bounds.entries()) header.setInt32(102 + index * 4, value * 1e7, true);
  return Uint8Array.from([...new Uint8Array(header.buffer), ...directory, ...json, ...tile]);
}
