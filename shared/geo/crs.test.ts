import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Crs, fromWgs84, insideChinaBox, parseCrs, toWgs84 } from './crs.ts';

const crsOf = (name: string): Crs => {
  const parsed = parseCrs(name);
  if (!parsed.ok) throw new Error(`no such system: ${name}`);
  return parsed.value;
};
/** Metres between two nearby positions. */
const metersBetween = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot((a[0]! - b[0]!) * 111320 * Math.cos((a[1]! * Math.PI) / 180), (a[1]! - b[1]!) * 110574);

describe('offset systems of Chinese web maps', () => {
  for (const name of ['gcj02', 'bd09']) {
    test(`${name}: the inverse undoes the offset to < 0.5 m all over China`, () => {
      const crs = crsOf(name);
      fc.assert(
        fc.property(fc.double({ min: 73, max: 135.5, noNaN: true }), fc.double({ min: 3, max: 54, noNaN: true }), (lon, lat) => {
          const [x, y] = fromWgs84(crs, lon, lat);
          const back = toWgs84(crs, x, y);
          expect(back).not.toBeNull();
          expect(metersBetween(back!, [lon, lat])).toBeLessThan(0.5);
        }),
        { seed: 7, numRuns: 2000 },
      );
    });
    test(`${name}: and on a grid over all of China, its borders included`, () => {
      const crs = crsOf(name);
      let worst = 0;
      for (let lon = 73.5; lon <= 135.1; lon += 0.7)
        for (let lat = 3.8; lat <= 53.6; lat += 0.6) {
          const back = toWgs84(crs, ...fromWgs84(crs, lon, lat))!;
          worst = Math.max(worst, metersBetween(back, [lon, lat]));
        }
      expect(worst).toBeLessThan(0.5);
    });
    test(`${name}: the offset is what the maps show, hundreds of metres in Beijing`, () => {
      const crs = crsOf(name);
      const moved = metersBetween(fromWgs84(crs, 116.397, 39.908), [116.397, 39.908]);
      expect(moved).toBeGreaterThan(name === 'gcj02' ? 300 : 900);
      expect(moved).toBeLessThan(name === 'gcj02' ? 800 : 1600);
    });
    test(`${name}: nothing moves outside China`, () => {
      const crs = crsOf(name);
      fc.assert(
        fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }), (lon, lat) => {
          fc.pre(!insideChinaBox(lon, lat));
          expect(fromWgs84(crs, lon, lat)).toEqual([lon, lat]);
          expect(toWgs84(crs, lon, lat)).toEqual([lon, lat]);
        }),
        { seed: 7, numRuns: 500 },
      );
    });
  }
});

describe('CGCS2000 Gauss–Krüger', () => {
  // Reference values from PROJ 9 (gdaltransform) for 116.397° E, 39.908° N.
  const references: [string, number, number][] = [
    ['EPSG:4527', 39448438.29561, 4419488.00011],
    ['EPSG:4548', 448438.29561, 4419488.00011],
    ['EPSG:4508', 961610.05238, 4433284.52456],
    ['EPSG:4498', 20448438.29561, 4419488.00011],
    ['EPSG:3857', 12957254.76986, 4852582.08286],
  ];
  test('agrees with PROJ to a millimetre', () => {
    for (const [name, east, north] of references) {
      const [x, y] = fromWgs84(crsOf(name), 116.397, 39.908);
      expect(Math.abs(x - east)).toBeLessThan(0.001);
      expect(Math.abs(y - north)).toBeLessThan(0.001);
    }
  });
  test('every zone takes a position on its central meridian to the false easting and back', () => {
    for (let epsg = 4491; epsg <= 4554; epsg++) {
      const crs = crsOf(`EPSG:${epsg}`);
      const meridian = epsg <= 4512 ? 6 * (((epsg - 4491) % 11) + 13) - 3 : 3 * (((epsg - 4513) % 21) + 25);
      const [east, north] = fromWgs84(crs, meridian, 35);
      expect(east % 1_000_000).toBeCloseTo(500_000, 4);
      expect(north).toBeCloseTo(3_874_592.9016, 3);
      const back = toWgs84(crs, east, north)!;
      expect(metersBetween(back, [meridian, 35])).toBeLessThan(0.01);
      const survey = toWgs84(crs, north, east)!;
      expect(metersBetween(survey, [meridian, 35])).toBeLessThan(0.01);
    }
  });
  test('degrees are not taken for metres', () => {
    expect(toWgs84(crsOf('EPSG:4548'), 116.397, 39.908)).toBeNull();
  });
});

test('unknown systems are failures, known spellings are not', () => {
  expect(parseCrs('EPSG:2437')).toMatchObject({ ok: false, failure: { code: 'unknownCrs' } });
  expect(parseCrs('mars')).toMatchObject({ ok: false });
  for (const name of ['WGS84', 'WGS-84', 'GCJ-02', 'gcj02', 'BD-09', 'epsg:4326', 'EPSG:4490', 'EPSG:3857'])
    expect(parseCrs(name).ok).toBe(true);
});

test('Web Mercator and CGCS2000 degrees', () => {
  expect(toWgs84(crsOf('EPSG:3857'), 12957254.77, 4852582.08)![0]).toBeCloseTo(116.397, 4);
  expect(metersBetween(toWgs84(crsOf('EPSG:4490'), 116.397, 39.908)!, [116.397, 39.908])).toBeLessThan(0.01);
  expect(toWgs84(crsOf('wgs84'), 200, 10)).toBeNull();
  expect(toWgs84(crsOf('wgs84'), Number.NaN, 10)).toBeNull();
});
