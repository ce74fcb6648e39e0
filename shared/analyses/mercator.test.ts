import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineAtMercatorY, EQUATOR_METERS, latitudeAtMercatorY, mercatorY, mercatorYColumn } from './mercator.ts';

describe('mercatorYColumn', () => {
  it('agrees with the formula to less than a micrometre below 80 degrees and everywhere else exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), (lat) => {
        const [fast] = mercatorYColumn(Float64Array.of(lat));
        expect(Math.abs(fast! - mercatorY(lat)) * EQUATOR_METERS).toBeLessThan(1e-6);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('gives NaN for what is not finite', () => {
    for (const lat of [Number.NaN, Number.POSITIVE_INFINITY]) expect(mercatorYColumn(Float64Array.of(lat))[0]).toBeNaN();
  });
});

describe('latitudeAtMercatorY and cosineAtMercatorY', () => {
  it('are the inverse and the scale of mercatorY', () => {
    fc.assert(
      fc.property(fc.double({ min: -85, max: 85, noNaN: true }), (lat) => {
        expect(latitudeAtMercatorY(mercatorY(lat))).toBeCloseTo(lat, 9);
        expect(cosineAtMercatorY(mercatorY(lat))).toBeCloseTo(Math.cos((lat * Math.PI) / 180), 12);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
