import fc from 'fast-check';
import type { Position } from 'geojson';
import KDBush from 'kdbush';
import { describe, expect, it } from 'vitest';
import { insideRing } from '../../geo/rings.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { assignZones, findCrossovers, indexZones, sumByZone, type ZonePolygons } from './index.ts';

const seed = 20_261_101;
const inside = (x: number, y: number, polygons: ZonePolygons): boolean =>
  polygons.flat().reduce((odd, ring) => odd !== insideRing(x, y, ring), false);

/** A star-shaped ring around a centre, any number of corners, sometimes on whole numbers so that points fall on its edges. */
const rings = (whole: boolean) =>
  fc
    .record({
      x: fc.double({ min: -2, max: 2, noNaN: true }),
      y: fc.double({ min: -2, max: 2, noNaN: true }),
      radii: fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 3, maxLength: 24 }),
    })
    .map(({ x, y, radii }) => {
      const ring = radii.map((radius, corner): Position => {
        const angle = (2 * Math.PI * corner) / radii.length;
        const at: [number, number] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
        return whole ? [Math.round(at[0]), Math.round(at[1])] : at;
      });
      return [...ring, ring[0]!];
    });
const zonesOf = (whole: boolean) =>
  fc.array(
    rings(whole).map((ring): ZonePolygons => [[ring]]),
    { minLength: 1, maxLength: 6 },
  );

describe('assignZones', () => {
  it('finds the first zone that contains a point, as testing every ring does', () => {
    fc.assert(
      fc.property(zonesOf(false), fc.integer({ min: 1, max: 64 }), fc.integer(), (zones, side, pointSeed) => {
        const random = seededRandom(pointSeed);
        const x = Float64Array.from({ length: 300 }, () => random.next() * 12 - 6);
        const y = Float64Array.from({ length: 300 }, () => random.next() * 12 - 6);
        const zoneOf = assignZones(indexZones(zones, side), x, y);
        const expected = Array.from(x, (_, at) => zones.findIndex((zone) => inside(x[at]!, y[at]!, zone)));
        expect([...zoneOf]).toEqual(expected);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('does not depend on the raster, even for points on corners and edges', () => {
    fc.assert(
      fc.property(zonesOf(true), fc.integer({ min: 1, max: 64 }), (zones, side) => {
        const places = Array.from({ length: 25 * 25 }, (_, at) => [(at % 25) / 2 - 6, Math.floor(at / 25) / 2 - 6] as const);
        const x = Float64Array.from(places, ([px]) => px);
        const y = Float64Array.from(places, ([, py]) => py);
        expect([...assignZones(indexZones(zones, side), x, y)]).toEqual([...assignZones(indexZones(zones, 1), x, y)]);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('gives every point of a shared border to exactly one of its zones', () => {
    const border = Array.from({ length: 40 }, (_, at): Position => [Math.sin(at * 1.7) / 3, at / 10]);
    const west = [[-3, 3.9], [-3, 0], ...border] as Position[];
    const east = [[3, 0], [3, 3.9], ...border.toReversed()] as Position[];
    const zones: ZonePolygons[] = [[[[...west, west[0]!]]], [[[...east, east[0]!]]]];
    const points = border.slice(1, -1).flatMap(([x1, y1], at) => {
      const [x2, y2] = border[at + 2] as [number, number];
      return [0, 0.25, 0.5, 0.75].map((share) => [x1! + share * (x2 - x1!), y1! + share * (y2 - y1!)] as const);
    });
    const x = Float64Array.from(points, ([px]) => px);
    const y = Float64Array.from(points, ([, py]) => py);
    const only = (zone: number) => assignZones(indexZones([zones[zone]!]), x, y);
    const [inWest, inEast] = [only(0), only(1)];
    expect([...inWest].map((value, at) => (value === 0 ? 1 : 0) + (inEast[at] === 0 ? 1 : 0))).toEqual(points.map(() => 1));
  });

  it('honours holes and parts, leaves out points without a position, and takes no zones', () => {
    const square = (half: number, at = 0): Position[] =>
      [
        [-half, -half],
        [half, -half],
        [half, half],
        [-half, half],
        [-half, -half],
      ].map(([px, py]): Position => [px! + at, py!]);
    const zones: ZonePolygons[] = [[[square(2), square(1)], [square(0.5, 10)]], [[square(1)]]];
    const zoneOf = assignZones(
      indexZones(zones),
      Float64Array.of(0, 1.5, 10, 5, Number.NaN, 0),
      Float64Array.of(0, 1.5, 0.2, 0, 0, Number.NaN),
    );
    expect([...zoneOf]).toEqual([1, 0, 0, -1, -1, -1]);
    expect([...sumByZone(zoneOf, 2, null, null)]).toEqual([2, 1]);
    expect([...sumByZone(zoneOf, 2, [1, 2, 4, 8, 16, 32], Uint8Array.of(1, 1, 0, 1, 1, 1))]).toEqual([2, 1]);
    expect([...assignZones(indexZones([]), Float64Array.of(0), Float64Array.of(0))]).toEqual([-1]);
  });
});

describe('findCrossovers', () => {
  it('finds exactly the points that changed sides, however the border moved', () => {
    const random = seededRandom(7);
    const x = Float64Array.from({ length: 2000 }, () => random.next() * 10 - 5);
    const y = Float64Array.from({ length: 2000 }, () => random.next() * 10 - 5);
    const points = new KDBush(x.length);
    for (let at = 0; at < x.length; at++) points.add(x[at]!, y[at]!);
    points.finish();
    const ids = [...x.keys()];
    const moves = fc.record({
      ring: rings(false),
      corner: fc.nat(23),
      dx: fc.double({ min: -2, max: 2, noNaN: true }),
      dy: fc.double({ min: -2, max: 2, noNaN: true }),
      insert: fc.boolean(),
      other: rings(false),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(moves, ({ ring, corner, dx, dy, insert, other, whole }) => {
        const open = ring.slice(0, -1);
        const at = corner % open.length;
        const moved: Position = [open[at]![0]! + dx, open[at]![1]! + dy];
        const changed = open.toSpliced(at, insert ? 0 : 1, moved);
        const before: ZonePolygons = [[ring]];
        const after: ZonePolygons = whole ? [[other], [ring]] : [[[...changed, changed[0]!]]];
        const { joined, left } = findCrossovers(points, x, y, before, after);
        const was = ids.map((id) => inside(x[id]!, y[id]!, before));
        const is = ids.map((id) => inside(x[id]!, y[id]!, after));
        expect(joined.toSorted((a, b) => a - b)).toEqual(ids.filter((id) => is[id] && !was[id]));
        expect(left.toSorted((a, b) => a - b)).toEqual(ids.filter((id) => was[id] && !is[id]));
      }),
      { seed, numRuns: 200 },
    );
  });
});
