import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { encodeGeoPackageGeometry } from '../../../shared/geo/wkb.ts';
import { createGeometryReader, tileFrame } from './read-geometry.ts';

const read = createGeometryReader();
const whole = tileFrame(0, 0, 0, 4096);
const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }));

describe('createGeometryReader', () => {
  it('projects to Web Mercator tile coordinates', () => {
    const geometry = read(encodeGeoPackageGeometry({ type: 'Point', coordinates: [0, 0] }), whole)!;
    expect([geometry.kind, ...geometry.coordinates.subarray(0, 2)]).toEqual(['point', 2048, 2048]);
    const corner = read(encodeGeoPackageGeometry({ type: 'Point', coordinates: [180, -85.0511287798066] }), whole)!;
    expect(corner.coordinates[0]).toBeCloseTo(4096, 6);
    expect(corner.coordinates[1]).toBeCloseTo(4096, 6);
  });

  it('keeps every vertex, ring and polygon', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.array(position, { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 3,
        }),
        (polygons) => {
          const closed = polygons.map((rings) => rings.map((ring) => [...ring, ring[0]!]));
          const geometry: Geometry = { type: 'MultiPolygon', coordinates: closed };
          const flat = read(encodeGeoPackageGeometry(geometry), whole)!;
          const rings = closed.flat();
          expect(flat.kind).toBe('polygon');
          expect(flat.vertexCount).toBe(rings.flat().length);
          expect(flat.partEnds.map((end, index) => end - (flat.partEnds[index - 1] ?? 0))).toEqual(rings.map((ring) => ring.length));
          expect(flat.polygonEnds.map((end, index) => end - (flat.polygonEnds[index - 1] ?? 0))).toEqual(
            closed.map((polygon) => polygon.length),
          );
          rings.flat().forEach(([longitude], index) => {
            expect(flat.coordinates[index * 2]).toBeCloseTo((longitude! / 360 + 0.5) * 4096, 6);
          });
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });

  it('answers null for bytes that are no geometry, and never throws', () => {
    const blob = encodeGeoPackageGeometry({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    });
    for (let length = 0; length < blob.length; length++) expect(read(blob.slice(0, length), whole)).toBeNull();
    fc.assert(
      fc.property(fc.nat(blob.length - 1), fc.nat(255), (at, value) => {
        const damaged = blob.slice();
        damaged[at] = value;
        read(damaged, whole);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
