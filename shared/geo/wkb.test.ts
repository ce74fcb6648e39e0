import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { decodeGeoPackageGeometry, encodeGeoPackageGeometry, readEnvelope } from './wkb.ts';

const coordinate = fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0);
const position: fc.Arbitrary<Position> = fc.tuple(coordinate, coordinate);
const line = fc.array(position, { minLength: 2, maxLength: 20 });
const rings = fc.array(fc.array(position, { minLength: 4, maxLength: 9 }), { minLength: 1, maxLength: 3 });
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  rings.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  fc.array(position, { minLength: 1, maxLength: 9 }).map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  fc.array(rings, { minLength: 1, maxLength: 4 }).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
);
const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  { weight: 5, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.array(simple, { minLength: 1, maxLength: 4 }).map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
  },
);

function positionsOf(of: Geometry): Position[] {
  if (of.type === 'GeometryCollection') return of.geometries.flatMap(positionsOf);
  const flat: Position[] = [];
  const visit = (value: unknown): void => {
    if (typeof (value as number[])[0] === 'number') flat.push(value as Position);
    else for (const item of value as unknown[]) visit(item);
  };
  visit(of.coordinates);
  return flat;
}

describe('GeoPackage geometry', () => {
  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(geometry, (original) => {
        expect(decodeGeoPackageGeometry(encodeGeoPackageGeometry(original))).toEqual({ srsId: 4326, geometry: original });
      }),
      { seed: 11 },
    );
  });

  it('reads the envelope of the coordinates', () => {
    fc.assert(
      fc.property(geometry, (original) => {
        const positions = positionsOf(original);
        const xs = positions.map((each) => each[0] as number);
        const ys = positions.map((each) => each[1] as number);
        expect(readEnvelope(encodeGeoPackageGeometry(original))).toEqual([
          Math.min(...xs),
          Math.min(...ys),
          Math.max(...xs),
          Math.max(...ys),
        ]);
      }),
      { seed: 12 },
    );
  });

  it('reads from a view into a larger buffer', () => {
    const blob = encodeGeoPackageGeometry({ type: 'Point', coordinates: [118.9, 42.2] });
    const larger = new Uint8Array(blob.length + 7);
    larger.set(blob, 7);
    expect(decodeGeoPackageGeometry(larger.subarray(7)).geometry).toEqual({ type: 'Point', coordinates: [118.9, 42.2] });
    expect(readEnvelope(larger.subarray(7))).toEqual([118.9, 42.2, 118.9, 42.2]);
  });

  it('keeps a point at the 29 bytes every reader expects', () => {
    expect(encodeGeoPackageGeometry({ type: 'Point', coordinates: [1, 2] })).toHaveLength(29);
  });

  it('reads big-endian coordinates with Z', () => {
    const view = new DataView(new ArrayBuffer(8 + 5 + 24));
    view.setUint8(0, 0x47);
    view.setUint8(1, 0x50);
    view.setInt32(4, 4490);
    view.setUint32(9, 1001);
    view.setFloat64(13, 103.1);
    view.setFloat64(21, 38.6);
    view.setFloat64(29, 1367);
    const bytes = new Uint8Array(view.buffer);
    expect(decodeGeoPackageGeometry(bytes)).toEqual({ srsId: 4490, geometry: { type: 'Point', coordinates: [103.1, 38.6] } });
    expect(readEnvelope(bytes)).toEqual([103.1, 38.6, 103.1, 38.6]);
  });

  it('never answers anything but a geometry or a RangeError for damaged bytes', () => {
    fc.assert(
      fc.property(geometry, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(), (original, at, value, cut) => {
        const bytes = encodeGeoPackageGeometry(original);
        bytes[at % bytes.length] = value;
        const damaged = bytes.subarray(0, bytes.length - (cut % 3 === 0 ? cut % bytes.length : 0));
        for (const read of [decodeGeoPackageGeometry, readEnvelope]) {
          try {
            read(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
      { seed: 13, numRuns: 400 },
    );
  });

  it('refuses what has no place on a map', () => {
    expect(() => encodeGeoPackageGeometry({ type: 'Point', coordinates: [Number.NaN, 1] })).toThrow(RangeError);
    expect(() => encodeGeoPackageGeometry({ type: 'MultiPolygon', coordinates: [] })).toThrow(RangeError);
  });
});
