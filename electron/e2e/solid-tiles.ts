import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { createTileWriter, tileGeometry } from '../record/ground/tile-writer.ts';

const side = 256;

/** A picture tile of one colour (PNG, W3C recommendation of 2003). */
export function solidPng(red: number, green: number, blue: number): Uint8Array {
  const row = Buffer.alloc(1 + side * 3);
  for (let pixel = 0; pixel < side; pixel += 1) row.set([red, green, blue], 1 + pixel * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), data.length + 8);
  return whole;
}

/** A gzipped vector tile that is one area of a layer, from edge to edge. */
export function solidVectorTile(layer: string): Uint8Array {
  const extent = 4096;
  const writer = createTileWriter(extent);
  const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
  const moveTo = 9;
  const lineTo = 26;
  const close = 15;
  const corners = [zigzag(extent), 0, 0, zigzag(extent), zigzag(-extent), 0];
  writer.add(layer, tileGeometry.polygon, [moveTo, 0, 0, lineTo, ...corners, close], { kind: 'water' }, 0);
  return gzipSync(writer.finish()!);
}
