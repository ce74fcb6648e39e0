import type { Geometry, Position } from 'geojson';

/**
 * GeoPackage geometry blobs: the GP header (GeoPackage 1.3, clause 2.1.3) followed by OGC well-known binary, both
 * little endian, XY only. Points carry no envelope (it would only repeat them); every other kind carries minx, maxx,
 * miny, maxy, so that an index reads 40 bytes and no more.
 */
export type Envelope = [minX: number, minY: number, maxX: number, maxY: number];

export interface DecodedGeometry {
  /** Spatial reference system of the header; 4326 for everything this project writes. */
  srsId: number;
  /** Null for an empty geometry. */
  geometry: Geometry | null;
}

const HEADER_BYTES = 8;
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const wkbTypes = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;

/**
 * Encodes WGS84 longitude/latitude (or any XY) geometry as a GeoPackage blob.
 *
 * @throws RangeError when a coordinate is not finite or a geometry has no coordinates: callers validate first.
 */
export function encodeGeoPackageGeometry(geometry: Geometry, srsId = 4326): Uint8Array<ArrayBuffer> {
  const isPoint = geometry.type === 'Point';
  const start = HEADER_BYTES + (isPoint ? 0 : 32);
  const bytes = new Uint8Array(start + wkbLength(geometry));
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x47;
  bytes[1] = 0x50;
  bytes[2] = 0;
  bytes[3] = isPoint ? 0b0000_0001 : 0b0000_0011;
  view.setInt32(4, srsId, true);
  const envelope: Envelope = [Infinity, Infinity, -Infinity, -Infinity];
  const end = writeGeometry(view, start, geometry, envelope);
  if (end !== bytes.length || !(envelope[0] <= envelope[2])) throw new RangeError('geometry without coordinates');
  if (!isPoint) {
    view.setFloat64(8, envelope[0], true);
    view.setFloat64(16, envelope[2], true);
    view.setFloat64(24, envelope[1], true);
    view.setFloat64(32, envelope[3], true);
  }
  return bytes;
}

/**
 * Decodes a GeoPackage blob of either byte order; Z and M values are dropped.
 *
 * @throws RangeError when the bytes are not a GeoPackage geometry or are cut short.
 */
export function decodeGeoPackageGeometry(bytes: Uint8Array): DecodedGeometry {
  const header = readHeader(bytes);
  if (header.empty) return { srsId: header.srsId, geometry: null };
  const cursor: Cursor = { view: header.view, offset: header.wkbStart };
  const geometry = readGeometry(cursor, 0);
  return { srsId: header.srsId, geometry: isEmptyGeometry(geometry) ? null : geometry };
}

/**
 * Bounds of a GeoPackage blob: from the header's envelope when there is one, else from the coordinates. Null when empty.
 *
 * @throws RangeError when the bytes are not a GeoPackage geometry.
 */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
  const { view, wkbStart, empty, littleEndian, envelopeKind } = readHeader(bytes);
  if (empty) return null;
  if (envelopeKind > 0) {
    const minX = view.getFloat64(8, littleEndian);
    return Number.isNaN(minX)
      ? null
      : [minX, view.getFloat64(24, littleEndian), view.getFloat64(16, littleEndian), view.getFloat64(32, littleEndian)];
  }
  const wkbLittle = view.getUint8(wkbStart) === 1;
  if (view.getUint32(wkbStart + 1, wkbLittle) % 1000 === wkbTypes.Point) {
    const x = view.getFloat64(wkbStart + 5, wkbLittle);
    const y = view.getFloat64(wkbStart + 13, wkbLittle);
    return Number.isNaN(x) || Number.isNaN(y) ? null : [x, y, x, y];
  }
  const envelope: Envelope = [Infinity, Infinity, -Infinity, -Infinity];
  extendByGeometry(envelope, readGeometry({ view, offset: wkbStart }, 0));
  return envelope[0] <= envelope[2] ? envelope : null;
}

interface Header {
  view: DataView;
  srsId: number;
  wkbStart: number;
  empty: boolean;
  littleEndian: boolean;
  envelopeKind: number;
}

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < HEADER_BYTES + 5 || bytes[0] !== 0x47 || bytes[1] !== 0x50) throw new RangeError('not a GeoPackage geometry');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[3] as number;
  const littleEndian = (flags & 1) === 1;
  const envelopeKind = (flags >> 1) & 7;
  const envelopeBytes = ENVELOPE_BYTES[envelopeKind];
  if (envelopeBytes === undefined) throw new RangeError('unknown envelope kind');
  return {
    view,
    srsId: view.getInt32(4, littleEndian),
    wkbStart: HEADER_BYTES + envelopeBytes,
    empty: (flags & 0b0001_0000) !== 0,
    littleEndian,
    envelopeKind,
  };
}

function wkbLength(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 9 + 16 * geometry.coordinates.length;
    case 'Polygon':
      return 9 + ringsLength(geometry.coordinates);
    case 'MultiPoint':
      return 9 + 21 * geometry.coordinates.length;
    case 'MultiLineString':
      return 9 + geometry.coordinates.reduce((sum, line) => sum + 9 + 16 * line.length, 0);
    case 'MultiPolygon':
      return 9 + geometry.coordinates.reduce((sum, rings) => sum + 9 + ringsLength(rings), 0);
    case 'GeometryCollection':
      return 9 + geometry.geometries.reduce((sum, part) => sum + wkbLength(part), 0);
  }
}

const ringsLength = (rings: Position[][]): number => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0);

function writeGeometry(view: DataView, start: number, geometry: Geometry, envelope: Envelope): number {
  view.setUint8(start, 1);
  view.setUint32(start + 1, wkbTypes[geometry.type], true);
  const at = start + 5;
  switch (geometry.type) {
    case 'Point':
      return writePosition(view, at, geometry.coordinates, envelope);
    case 'LineString':
      return writePositions(view, at, geometry.coordinates, envelope);
    case 'Polygon':
      return writeRings(view, at, geometry.coordinates, envelope);
    default: {
      const parts = partsOf(geometry);
      view.setUint32(at, parts.length, true);
      let offset = at + 4;
      for (const part of parts) offset = writeGeometry(view, offset, part, envelope);
      return offset;
    }
  }
}

function partsOf(geometry: Exclude<Geometry, { type: 'Point' | 'LineString' | 'Polygon' }>): Geometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
    case 'GeometryCollection':
      return geometry.geometries;
  }
}

function writeRings(view: DataView, at: number, rings: Position[][], envelope: Envelope): number {
  view.setUint32(at, rings.length, true);
  let offset = at + 4;
  for (const ring of rings) offset = writePositions(view, offset, ring, envelope);
  return offset;
}

function writePositions(view: DataView, at: number, positions: Position[], envelope: Envelope): number {
  view.setUint32(at, positions.length, true);
  let offset = at + 4;
  for (const position of positions) offset = writePosition(view, offset, position, envelope);
  return offset;
}

function writePosition(view: DataView, at: number, position: Position, envelope: Envelope): number {
  const x = position[0] as number;
  const y = position[1] as number;
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new RangeError('coordinate is not finite');
  view.setFloat64(at, x, true);
  view.setFloat64(at + 8, y, true);
  if (x < envelope[0]) envelope[0] = x;
  if (y < envelope[1]) envelope[1] = y;
  if (x > envelope[2]) envelope[2] = x;
  if (y > envelope[3]) envelope[3] = y;
  return at + 16;
}

interface Cursor {
  view: DataView;
  offset: number;
}

function readGeometry(cursor: Cursor, depth: number): Geometry {
  if (depth > 16) throw new RangeError('geometry nested too deeply');
  const { view } = cursor;
  const little = view.getUint8(cursor.offset) === 1;
  const rawType = view.getUint32(cursor.offset + 1, little);
  cursor.offset += 5;
  // ISO numbers Z, M and ZM kinds from 1000, 2000 and 3000; older writers set the two high bits instead.
  const thousands = Math.floor((rawType & 0x0fff_ffff) / 1000);
  const hasZ = thousands === 1 || thousands === 3 || (rawType & 0x8000_0000) !== 0;
  const hasM = thousands === 2 || thousands === 3 || (rawType & 0x4000_0000) !== 0;
  const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
  const type = (rawType & 0x0fff_ffff) % 1000;
  switch (type) {
    case wkbTypes.Point:
      return { type: 'Point', coordinates: readPosition(cursor, little, stride) };
    case wkbTypes.LineString:
      return { type: 'LineString', coordinates: readPositions(cursor, little, stride) };
    case wkbTypes.Polygon:
      return { type: 'Polygon', coordinates: readMany(cursor, little, 4, () => readPositions(cursor, little, stride)) };
    case wkbTypes.MultiPoint:
      return { type: 'MultiPoint', coordinates: readParts(cursor, little, depth, 'Point').map((part) => part.coordinates) };
    case wkbTypes.MultiLineString:
      return { type: 'MultiLineString', coordinates: readParts(cursor, little, depth, 'LineString').map((part) => part.coordinates) };
    case wkbTypes.MultiPolygon:
      return { type: 'MultiPolygon', coordinates: readParts(cursor, little, depth, 'Polygon').map((part) => part.coordinates) };
    case wkbTypes.GeometryCollection:
      return { type: 'GeometryCollection', geometries: readMany(cursor, little, 5, () => readGeometry(cursor, depth + 1)) };
    default:
      throw new RangeError(`unknown geometry kind ${rawType}`);
  }
}

function readParts<T extends 'Point' | 'LineString' | 'Polygon'>(cursor: Cursor, little: boolean, depth: number, type: T) {
  return readMany(cursor, little, 9, () => {
    const part = readGeometry(cursor, depth + 1);
    if (part.type !== type) throw new RangeError(`a ${part.type} among ${type}s`);
    return part as Extract<Geometry, { type: T }>;
  });
}

/** Reads a count, refuses one the remaining bytes cannot hold (so that broken input cannot ask for gigabytes), then reads. */
function readMany<T>(cursor: Cursor, little: boolean, leastBytesEach: number, readOne: () => T): T[] {
  const count = cursor.view.getUint32(cursor.offset, little);
  cursor.offset += 4;
  if (count * leastBytesEach > cursor.view.byteLength - cursor.offset) throw new RangeError('geometry cut short');
  const items = new Array<T>(count);
  for (let index = 0; index < count; index++) items[index] = readOne();
  return items;
}

const readPositions = (cursor: Cursor, little: boolean, stride: number): Position[] =>
  readMany(cursor, little, stride, () => readPosition(cursor, little, stride));

function readPosition(cursor: Cursor, little: boolean, stride: number): Position {
  const x = cursor.view.getFloat64(cursor.offset, little);
  const y = cursor.view.getFloat64(cursor.offset + 8, little);
  cursor.offset += stride;
  return [x, y];
}

function isEmptyGeometry(geometry: Geometry): boolean {
  switch (geometry.type) {
    case 'Point':
      return Number.isNaN(geometry.coordinates[0] as number);
    case 'GeometryCollection':
      return geometry.geometries.every(isEmptyGeometry);
    default:
      return geometry.coordinates.length === 0;
  }
}

function extendByGeometry(envelope: Envelope, geometry: Geometry): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) extendByGeometry(envelope, part);
    return;
  }
  const visit = (value: unknown): void => {
    const list = value as unknown[];
    if (typeof list[0] !== 'number') {
      for (const item of list) visit(item);
      return;
    }
    const [x, y] = list as [number, number];
    if (x < envelope[0]) envelope[0] = x;
    if (y < envelope[1]) envelope[1] = y;
    if (x > envelope[2]) envelope[2] = x;
    if (y > envelope[3]) envelope[3] = y;
  };
  if (geometry.coordinates.length > 0) visit(geometry.coordinates);
}
