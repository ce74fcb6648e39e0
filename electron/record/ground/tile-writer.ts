import { PbfWriter } from 'pbf';

export type TileValue = string | number | boolean;
export type TileProperties = Record<string, TileValue | null | undefined>;
/** Vector tile geometry types (Mapbox Vector Tile 2.1, 4.3.4). */
export const tileGeometry = { point: 1, line: 2, polygon: 3 } as const;
export type TileGeometry = (typeof tileGeometry)[keyof typeof tileGeometry];

interface Feature {
  rank: number;
  type: TileGeometry;
  /** Command and zigzag parameter integers, as the format stores them. */
  commands: number[];
  tags: number[];
}
interface Layer {
  name: string;
  features: Feature[];
  keys: Map<string, number>;
  values: Map<TileValue, number>;
}

export interface TileWriter {
  /** Adds a feature. Within a layer, features are stored by rising rank: later ones draw above. Null properties are left out. */
  add(layer: string, type: TileGeometry, commands: number[], properties: TileProperties, rank: number): void;
  /** The encoded tile, or null when it has no feature. */
  finish(): Uint8Array<ArrayBuffer> | null;
}

/** Collects features and encodes them as one Mapbox Vector Tile 2.1 of the given extent. */
export function createTileWriter(extent: number): TileWriter {
  const layers = new Map<string, Layer>();
  return {
    add(layerName, type, commands, properties, rank) {
      let layer = layers.get(layerName);
      if (!layer) {
        layer = { name: layerName, features: [], keys: new Map(), values: new Map() };
        layers.set(layerName, layer);
      }
      const tags: number[] = [];
      for (const key in properties) {
        const value = properties[key];
        if (value !== null && value !== undefined) tags.push(indexOf(layer.keys, key), indexOf(layer.values, value));
      }
      layer.features.push({ rank, type, commands, tags });
    },
    finish() {
      if (layers.size === 0) return null;
      const writer = new PbfWriter();
      for (const layer of layers.values()) {
        layer.features.sort((a, b) => a.rank - b.rank);
        writer.writeMessage(3, (current: Layer, pbf) => writeLayer(current, pbf, extent), layer);
      }
      return writer.finish().slice() as Uint8Array<ArrayBuffer>;
    },
  };
}

function indexOf<K>(index: Map<K, number>, key: K): number {
  const known = index.get(key);
  if (known !== undefined) return known;
  const next = index.size;
  index.set(key, next);
  return next;
}

function writeLayer(layer: Layer, pbf: PbfWriter, extent: number): void {
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, layer.name);
  for (const feature of layer.features) pbf.writeMessage(2, writeFeature, feature);
  for (const key of layer.keys.keys()) pbf.writeStringField(3, key);
  for (const value of layer.values.keys()) pbf.writeMessage(4, writeValue, value);
  pbf.writeVarintField(5, extent);
}

function writeFeature(feature: Feature, pbf: PbfWriter): void {
  pbf.writePackedVarint(2, feature.tags);
  pbf.writeVarintField(3, feature.type);
  pbf.writePackedVarint(4, feature.commands);
}

function writeValue(value: TileValue, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value);
  else if (typeof value === 'boolean') pbf.writeBooleanField(7, value);
  else if (Number.isSafeInteger(value)) pbf.writeSVarintField(6, value);
  else pbf.writeDoubleField(3, value);
}
