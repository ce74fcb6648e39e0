/**
 * The vertices of one geometry in tile coordinates, flat: `coordinates` holds x,y pairs, `partEnds[i]` is the vertex
 * count up to the end of ring or line i, `polygonEnds[i]` the part count up to the end of polygon i. The arrays are
 * reused from one geometry to the next; copy what must outlive the next call.
 */
export interface FlatGeometry {
  kind: 'point' | 'line' | 'polygon';
  coordinates: Float64Array;
  vertexCount: number;
  partEnds: number[];
  polygonEnds: number[];
}

/** Where a tile lies: multiply unit Mercator by `scale`, subtract the offsets, and the tile spans 0…extent. */
export interface TileFrame {
  scale: number;
  offsetX: number;
  offsetY: number;
}

/** The frame of tile z/x/y with `extent` units a side; y grows southward. */
export function tileFrame(z: number, x: number, y: number, extent: number): TileFrame {
  return { scale: 2 ** z * extent, offsetX: x * extent, offsetY: y * extent };
}

const envelopeBytes = [0, 32, 48, 48, 64];

/**
 * Makes a reader of GeoPackage geometry blobs (OGC 12-128r18, 2.1.3: GP header, then WKB in WGS84 longitude/latitude)
 * that projects straight to Web Mercator tile coordinates without building geometry objects. It answers null for
 * empty, damaged or unexpected blobs: one bad row must not cost the tile.
 */
export function createGeometryReader(): (blob: Uint8Array, frame: TileFrame) => FlatGeometry | null {
  const geometry: FlatGeometry = { kind: 'point', coordinates: new Float64Array(4096), vertexCount: 0, partEnds: [], polygonEnds: [] };

  function readVertices(view: DataView, at: number, count: number, dimensions: number, little: boolean, frame: TileFrame): number {
    const needed = (geometry.vertexCount + count) * 2;
    if (needed > geometry.coordinates.length) {
      const larger = new Float64Array(Math.max(needed, geometry.coordinates.length * 2));
      larger.set(geometry.coordinates);
      geometry.coordinates = larger;
    }
    const { coordinates } = geometry;
    const { scale, offsetX, offsetY } = frame;
    const stride = dimensions * 8;
    let out = geometry.vertexCount * 2;
    let offset = at;
    for (let i = 0; i < count; i++, offset += stride) {
      const longitude = view.getFloat64(offset, little);
      const sine = Math.sin((view.getFloat64(offset + 8, little) * Math.PI) / 180);
      coordinates[out++] = (longitude / 360 + 0.5) * scale - offsetX;
      coordinates[out++] = (0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI) * scale - offsetY;
    }
    geometry.vertexCount += count;
    return offset;
  }

  function readPart(view: DataView, start: number, frame: TileFrame): number {
    const little = view.getUint8(start) === 1;
    const rawType = view.getUint32(start + 1, little);
    const thousands = Math.floor((rawType & 0xffff) / 1000);
    const dimensions = 2 + (thousands === 1 || thousands === 2 ? 1 : thousands === 3 ? 2 : 0);
    const type = (rawType & 0xffff) % 1000;
    let at = start + 5;
    if (type === 1) {
      geometry.kind = 'point';
      at = readVertices(view, at, 1, dimensions, little, frame);
      geometry.partEnds.push(geometry.vertexCount);
      return at;
    }
    const count = view.getUint32(at, little);
    at += 4;
    if (type === 2) {
      geometry.kind = 'line';
      at = readVertices(view, at, count, dimensions, little, frame);
      geometry.partEnds.push(geometry.vertexCount);
      return at;
    }
    if (type === 3) {
      geometry.kind = 'polygon';
      for (let ring = 0; ring < count; ring++) {
        const vertices = view.getUint32(at, little);
        at = readVertices(view, at + 4, vertices, dimensions, little, frame);
        geometry.partEnds.push(geometry.vertexCount);
      }
      geometry.polygonEnds.push(geometry.partEnds.length);
      return at;
    }
    if (type < 4 || type > 6) throw new RangeError(`WKB type ${rawType}`);
    for (let part = 0; part < count; part++) at = readPart(view, at, frame);
    return at;
  }

  return (blob, frame) => {
    if (blob.length < 13 || blob[0] !== 0x47 || blob[1] !== 0x50) return null;
    const flags = blob[3]!;
    const envelope = envelopeBytes[(flags >> 1) & 7];
    if (envelope === undefined || flags & 16) return null;
    geometry.vertexCount = 0;
    geometry.partEnds.length = 0;
    geometry.polygonEnds.length = 0;
    try {
      readPart(new DataView(blob.buffer, blob.byteOffset, blob.byteLength), 8 + envelope, frame);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
    for (let i = 0; i < geometry.vertexCount * 2; i++) if (!Number.isFinite(geometry.coordinates[i])) return null;
    return geometry.vertexCount > 0 ? geometry : null;
  };
}
