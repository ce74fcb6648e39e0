import { expect, test } from 'vitest';
import { roadClasses } from '../model/index.ts';
import { defaultTravelProfiles, speedBands, travelProfileIds } from './travel-profiles.ts';

test('every profile is whole: known classes, positive speeds, 24 hours, three bands in order, a basis', () => {
  for (const id of travelProfileIds) {
    const profile = defaultTravelProfiles[id];
    for (const [roadClass, speedKmh] of Object.entries(profile.speedKmh)) {
      expect(roadClasses).toContain(roadClass);
      expect(speedKmh).toBeGreaterThan(0);
    }
    expect(profile.hourFactors).toHaveLength(24);
    for (const factor of profile.hourFactors) expect(factor).toBeGreaterThan(0);
    const [slow, normal, fast] = speedBands.map((band) => profile.bandFactors[band]);
    expect(slow).toBeLessThan(normal!);
    expect(normal).toBe(1);
    expect(fast).toBeGreaterThan(1);
    expect(profile.basis).not.toBe('');
  }
});

test('fire engines cannot use steps or footways, people on foot can', () => {
  expect(defaultTravelProfiles.fireEngine.speedKmh.steps).toBeUndefined();
  expect(defaultTravelProfiles.fireEngine.speedKmh.footway).toBeUndefined();
  expect(defaultTravelProfiles.onFoot.speedKmh.motorway).toBeUndefined();
  expect(defaultTravelProfiles.onFoot.speedKmh.steps).toBeGreaterThan(0);
});
