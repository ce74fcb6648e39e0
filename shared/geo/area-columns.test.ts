import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { expect, it } from 'vitest';
import { packArea, unpackArea } from './area-columns.ts';

const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));
const coordinates = fc.array(fc.array(fc.array(position, { maxLength: 6 }), { maxLength: 4 }), { maxLength: 4 });

it('gives back the polygons, rings and positions it was given', () => {
  fc.assert(
    fc.property(coordinates, (polygons) => {
      const area: MultiPolygon = { type: 'MultiPolygon', coordinates: polygons };
      expect(unpackArea(packArea(area))).toEqual(area);
    }),
    { seed: 20261122, numRuns: 200 },
  );
});
