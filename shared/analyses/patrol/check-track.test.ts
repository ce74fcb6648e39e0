import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haversineMeters } from '../../geo/haversine-meters.ts';
import { EQUATOR_METERS } from '../mercator.ts';
import { checkTrack, type MustPatrolLine, type MustVisitPoint, type Track, type TrackRules } from './index.ts';

/** At the equator a degree is the same both ways, so scenes are written in metres. */
const DEGREE = EQUATOR_METERS / 360;
const rules: TrackRules = { radiusMeters: 30, maxGapSeconds: 120, maxSpeedMetersPerSecond: 30 };
const trackOf = (fixes: readonly (readonly [x: number, y: number, time: number])[]): Track => ({
  lon: Float64Array.from(fixes, ([x]) => x / DEGREE),
  lat: Float64Array.from(fixes, ([, y]) => y / DEGREE),
  time: Float64Array.from(fixes, ([, , time]) => time),
});
const point = (x: number, y: number, more: Partial<MustVisitPoint> = {}): MustVisitPoint => ({
  lon: x / DEGREE,
  lat: y / DEGREE,
  window: null,
  dwellSeconds: 0,
  ...more,
});
const line = (positions: readonly (readonly [number, number])[], more: Partial<MustPatrolLine> = {}): MustPatrolLine => ({
  positions: positions.map(([x, y]) => [x / DEGREE, y / DEGREE]),
  window: null,
  requiredShare: 0.9,
  ...more,
});

describe('checkTrack', () => {
  it('measures lengths to a thousandth at any latitude', () => {
    for (const lat of [18.24, 30.51, 38.2, 49.74]) {
      const positions: [number, number][] = [
        [114, lat],
        [114.01, lat],
      ];
      const track: Track = { lon: Float64Array.of(114, 114.01), lat: Float64Array.of(lat, lat), time: Float64Array.of(0, 100) };
      const { lines, lengthMeters } = checkTrack(track, [], [{ positions, window: null, requiredShare: 1 }], rules);
      const truth = haversineMeters(114, lat, 114.01, lat);
      expect(Math.abs(lines[0]!.lengthMeters / truth - 1)).toBeLessThan(0.0015);
      expect(lengthMeters).toBeCloseTo(lines[0]!.lengthMeters, 6);
    }
  });

  it('times a stay between the fixes, not only at them', () => {
    // 10 m/s straight through the circle, fixes a minute apart and all of them outside it.
    const track = trackOf([
      [-300, 0, 0],
      [300, 0, 60],
    ]);
    const [met, brief, early, missed] = checkTrack(
      track,
      [point(0, 0), point(0, 0, { dwellSeconds: 10 }), point(0, 0, { window: { from: 0, to: 20 } }), point(0, 31)],
      [],
      rules,
    ).points;
    expect(met).toMatchObject({ verdict: 'met', nearestMeters: expect.closeTo(0, 6) });
    expect(met!.longestStaySeconds).toBeCloseTo(6, 5);
    expect(met!.stays[0]!.from).toBeCloseTo(27, 5);
    expect(brief!.verdict).toBe('tooShort');
    expect(early!.verdict).toBe('outsideWindow');
    expect(early!.nearestMeters).toBeCloseTo(100, 4);
    expect(missed!.verdict).toBe('missed');
    expect(missed!.nearestMeters).toBeCloseTo(31, 4);
  });

  it('joins stays over many fixes, but not over a gap, and says unknown where the track is silent', () => {
    const still = Array.from({ length: 11 }, (_, at) => [0, 0, at * 60] as const);
    const broken = still.filter((_, at) => at < 4 || at > 6);
    expect(checkTrack(trackOf(still), [point(5, 5, { dwellSeconds: 600 })], [], rules).points[0]).toMatchObject({
      verdict: 'met',
      longestStaySeconds: 600,
    });
    const result = checkTrack(trackOf(broken), [point(5, 5, { dwellSeconds: 600 }), point(900, 0)], [], rules);
    expect(result.gaps).toEqual([{ from: 180, to: 420, meters: 0, kind: 'noSignal' }]);
    expect(result.points[0]).toMatchObject({ verdict: 'unknown', longestStaySeconds: 180 });
    expect(result.points[1]!.verdict).toBe('unknown');
    expect(checkTrack(trackOf(broken), [point(900, 0, { window: { from: 0, to: 170 } })], [], rules).points[0]!.verdict).toBe('missed');
  });

  it('takes fixes in any order, leaves out what has no place or time, and does not believe a jump', () => {
    const result = checkTrack(
      trackOf([
        [100, 0, 20],
        [0, 0, 10],
        [Number.NaN, 0, 12],
        [50_000, 0, 30],
        [200, 0, 40],
      ]),
      [point(25_000, 0), point(50_000, 0)],
      [],
      rules,
    );
    expect(result).toMatchObject({ fixes: 4, unusable: 1, from: 10, to: 40 });
    expect(result.gaps.map(({ kind }) => kind)).toEqual(['jump', 'jump']);
    expect(result.lengthMeters).toBeCloseTo(100, 4);
    expect(result.points.map(({ verdict }) => verdict)).toEqual(['unknown', 'met']);
  });

  it('knows nothing from an empty track', () => {
    const result = checkTrack(
      trackOf([]),
      [point(0, 0)],
      [
        line([
          [0, 0],
          [10, 0],
        ]),
      ],
      rules,
    );
    expect(result.points[0]).toMatchObject({ verdict: 'unknown', nearestMeters: Number.POSITIVE_INFINITY });
    expect(result.lines[0]).toMatchObject({ met: false, hasGap: true, coveredMeters: 0 });
  });

  it('measures the covered share of a line exactly', () => {
    // The patrol runs beside the first 400 m and turns off at a right angle.
    const track = trackOf([
      [0, 18, 0],
      [400, 18, 60],
      [400, 318, 120],
    ]);
    const [half, early] = checkTrack(
      track,
      [],
      [
        line(
          [
            [0, 0],
            [1000, 0],
          ],
          { requiredShare: 0.42 },
        ),
        line(
          [
            [0, 0],
            [1000, 0],
          ],
          { window: { from: 0, to: 30 } },
        ),
      ],
      rules,
    ).lines;
    expect(half!.lengthMeters).toBeCloseTo(1000, 4);
    // √(30² − 18²) = 24 m further than the corner.
    expect(half!.coveredMeters).toBeCloseTo(424, 4);
    expect(half!.met).toBe(true);
    expect(early!.coveredMeters).toBeCloseTo(224, 4);
    expect(early).toMatchObject({ met: false, hasGap: false });
  });

  it('agrees with sampling every metre of any line against any track', () => {
    const places = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(
        fc.array(places, { minLength: 2, maxLength: 6 }),
        fc.array(places, { minLength: 1, maxLength: 8 }),
        (positions, fixes) => {
          const track = trackOf(fixes.map(([x, y], at) => [x, y, at * 100] as const));
          const [result] = checkTrack(track, [], [line(positions)], rules).lines;
          let covered = 0;
          let length = 0;
          for (let at = 1; at < positions.length; at++) {
            const [[x1, y1], [x2, y2]] = [positions[at - 1]!, positions[at]!];
            const meters = Math.hypot(x2 - x1, y2 - y1);
            length += meters;
            const samples = Math.ceil(meters);
            for (let sample = 0; sample < samples; sample++) {
              const share = (sample + 0.5) / samples;
              const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
              const near = fixes.some((fix, leg) => {
                const [fx, fy] = fix;
                const [nx, ny] = fixes[leg + 1] ?? fix;
                const squared = (nx - fx) ** 2 + (ny - fy) ** 2;
                const along = squared > 0 ? Math.min(1, Math.max(0, ((x - fx) * (nx - fx) + (y - fy) * (ny - fy)) / squared)) : 0;
                return Math.hypot(fx + along * (nx - fx) - x, fy + along * (ny - fy) - y) <= 30;
              });
              if (near) covered += meters / samples;
            }
          }
          expect(result!.lengthMeters).toBeCloseTo(length, 3);
          expect(Math.abs(result!.coveredMeters - covered)).toBeLessThan(2 * positions.length);
        },
      ),
      { seed: 20_261_101, numRuns: 150 },
    );
  });
});
