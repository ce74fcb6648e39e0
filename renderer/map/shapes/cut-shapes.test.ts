import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { PbfReader } from 'pbf';
import { expect, it } from 'vitest';
import { packArea } from '../../../shared/geo/area-columns.ts';
import { createShapes } from './cut-shapes.ts';
import { SHAPES_LAYER } from './tile-scheme.ts';

const square = (west: number, south: number, side: number): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  ],
});
/** Features of a tile as GeoJSON. */
function featuresOf(bytes: Uint8Array, z: number, x: number, y: number) {
  const layer = new VectorTile(new PbfReader(bytes)).layers[SHAPES_LAYER];
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index).toGeoJSON(x, y, z));
}
const tileOf = (lon: number, lat: number, z: number): [number, number] => {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(y * 2 ** z)];
};

it('every premises is in the tile it lies in, with its class, its number and its fid as id', () => {
  const place = fc.tuple(fc.double({ min: 110, max: 112, noNaN: true }), fc.double({ min: 30, max: 32, noNaN: true }), fc.nat(5));
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), fc.integer({ min: 8, max: 18 }), (places, z) => {
      const shapes = createShapes();
      const from = {
        fid: Uint32Array.from(places, (_, index) => index + 7),
        lon: Float64Array.from(places, ([lon]) => lon),
        lat: Float64Array.from(places, ([, lat]) => lat),
        cover: Uint8Array.from(places, ([, , cover]) => cover),
        numbers: Float64Array.from(places, (_, index) => (index === 0 ? Number.NaN : index / 10)),
        unit: '′',
      };
      shapes.put('premises', { kind: 'coveredPremises', from }, 0.375);
      for (const [index, [lon, lat, cover]] of places.entries()) {
        const [x, y] = tileOf(lon, lat, z);
        const found = featuresOf(shapes.tile('premises', z, x, y), z, x, y).find(({ id }) => id === index + 7);
        expect(found?.properties).toEqual({ fid: index + 7, cover, text: index === 0 ? '' : `${index / 10}′` });
      }
    }),
    { seed: 20261122, numRuns: 60 },
  );
});

it('nearer tiers are drawn over wider ones; what is put again takes the place of what was there; what is dropped is gone', () => {
  const shapes = createShapes();
  const [x, y] = tileOf(111, 31, 10);
  const tiersAt = () => featuresOf(shapes.tile('areas', 10, x, y), 10, x, y).map(({ properties }) => properties!.tier);
  shapes.put('areas', { kind: 'tierAreas', from: [square(110.99, 30.99, 0.02), square(110.9, 30.9, 0.2)].map(packArea) }, 0.2);
  expect(tiersAt()).toEqual([1, 0]);
  shapes.put('areas', { kind: 'tierAreas', from: [packArea(square(110.9, 30.9, 0.2))] }, 0.2);
  expect(tiersAt()).toEqual([0]);
  shapes.drop('areas');
  expect(shapes.tile('areas', 10, x, y)).toHaveLength(0);
  expect(shapes.tile('never', 10, x, y)).toHaveLength(0);
});

it('areas side by side differ in hue and are named inside; the outer edge leaves out crumbs and gaps', () => {
  const shapes = createShapes();
  const areas = [square(111, 31, 0.01), square(111.01, 31, 0.01)].map(packArea);
  const [x, y] = tileOf(111.005, 31.005, 12);
  const read = (source: string) => featuresOf(shapes.tile(source, 12, x, y), 12, x, y);
  shapes.put('due', { kind: 'namedAreas', from: { areas, names: ['红山站', '桥北站'] } }, 0.2);
  const [first, second] = read('due');
  expect([first!.properties!.name, second!.properties!.name]).toEqual(['红山站', '桥北站']);
  expect(first!.properties!.hue).not.toBe(second!.properties!.hue);
  shapes.put('names', { kind: 'areaNames', from: { areas, names: ['红山站', '桥北站'] } }, 0.375);
  expect(read('names').map(({ properties }) => properties!.name)).toEqual(['红山站', '桥北站']);

  const [outer] = square(111, 31, 0.01).coordinates[0]!;
  const hole = square(111.004, 31.004, 0.001).coordinates[0]![0]!.toReversed();
  const crumb = square(111.009, 31.02, 0.0001).coordinates[0]!;
  shapes.put('edge', { kind: 'outerEdge', from: packArea({ type: 'MultiPolygon', coordinates: [[outer!, hole], crumb] }) }, 0.2);
  expect(read('edge').map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
  expect((read('edge')[0]!.geometry as { coordinates: unknown[] }).coordinates).toHaveLength(1);
});
