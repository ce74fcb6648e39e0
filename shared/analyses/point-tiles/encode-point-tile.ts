import { type PointTile, TILE_EXTENT } from './read-point-tile.ts';

export type SmallIntegers = Uint8Array | Uint16Array | Uint32Array;

export interface PointTileProperties {
  /** Feature id of each row; null uses the row itself. */
  ids: Uint32Array | null;
  /** Columns by row that become whole-number properties of the features in `points`. */
  columns: Record<string, SmallIntegers>;
}

/**
 * Mapbox Vector Tile 2.1 bytes. Layer `points`: id and the given columns. Layer `clusters`: `count` and one count a group,
 * `g0` to `g7`. A layer without features is left out.
 */
export function encodePointTile(tile: PointTile, properties: PointTileProperties): Uint8Array<ArrayBuffer> {
  const out = new ProtobufBytes();
  const { points, clusters, groupCount } = tile;
  if (points.indices.length > 0) {
    const layer = new LayerBytes('points');
    const columns = Object.entries(properties.columns).map(([name, values]) => ({ key: layer.key(name), values }));
    const tags: number[] = [];
    for (let point = 0; point < points.indices.length; point++) {
      const row = points.indices[point]!;
      tags.length = 0;
      for (const { key, values } of columns) tags.push(key, layer.value(values[row]!));
      layer.point(properties.ids ? properties.ids[row]! : row, points.x[point]!, points.y[point]!, tags);
    }
    out.message(3, layer.finish());
  }
  if (clusters.count.length > 0) {
    const layer = new LayerBytes('clusters');
    const countKey = layer.key('count');
    const groupKeys = Array.from({ length: groupCount }, (_, group) => layer.key(`g${group}`));
    const tags: number[] = [];
    for (let cluster = 0; cluster < clusters.count.length; cluster++) {
      tags.length = 0;
      tags.push(countKey, layer.value(clusters.count[cluster]!));
      for (let group = 0; group < groupCount; group++) {
        tags.push(groupKeys[group]!, layer.value(clusters.groupCounts[cluster * groupCount + group]!));
      }
      layer.point(cluster + 1, clusters.x[cluster]!, clusters.y[cluster]!, tags);
    }
    out.message(3, layer.finish());
  }
  return out.bytes();
}

/** One layer under construction: features as they come, shared keys and values at the end. */
class LayerBytes {
  private readonly body = new ProtobufBytes();
  private readonly feature = new ProtobufBytes();
  private readonly keys: string[] = [];
  private readonly values = new Map<number, number>();

  constructor(name: string) {
    this.body.text(1, name);
  }

  key(name: string): number {
    return this.keys.push(name) - 1;
  }

  value(value: number): number {
    let place = this.values.get(value);
    if (place === undefined) {
      place = this.values.size;
      this.values.set(value, place);
    }
    return place;
  }

  point(id: number, x: number, y: number, tags: number[]): void {
    const { feature } = this;
    feature.clear();
    feature.number(1, id);
    feature.packed(2, tags);
    feature.number(3, 1);
    // One MoveTo; coordinates zigzag-coded.
    feature.packed(4, [9, (x << 1) ^ (x >> 31), (y << 1) ^ (y >> 31)]);
    this.body.message(2, feature);
  }

  finish(): ProtobufBytes {
    for (const name of this.keys) this.body.text(3, name);
    const value = new ProtobufBytes();
    for (const number of this.values.keys()) {
      value.clear();
      value.number(5, number);
      this.body.message(4, value);
    }
    this.body.number(5, TILE_EXTENT);
    this.body.number(15, 2);
    return this.body;
  }
}

/** The four protobuf shapes a vector tile needs, in a buffer that grows. */
class ProtobufBytes {
  private buffer = new Uint8Array(256);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.length);
  }

  number(field: number, value: number): void {
    this.varint(field << 3);
    this.varint(value);
  }

  text(field: number, text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.delimited(field, encoded, encoded.length);
  }

  message(field: number, message: ProtobufBytes): void {
    this.delimited(field, message.buffer, message.length);
  }

  packed(field: number, values: number[]): void {
    let size = 0;
    for (const value of values) size += varintSize(value);
    this.varint((field << 3) | 2);
    this.varint(size);
    for (const value of values) this.varint(value);
  }

  private delimited(field: number, bytes: Uint8Array, length: number): void {
    this.varint((field << 3) | 2);
    this.varint(length);
    this.reserve(length);
    this.buffer.set(length === bytes.length ? bytes : bytes.subarray(0, length), this.length);
    this.length += length;
  }

  private varint(value: number): void {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.buffer[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.length++] = rest;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + bytes));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;
}
