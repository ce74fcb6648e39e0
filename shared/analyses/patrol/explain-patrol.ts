import { clock } from '../clock.ts';
import { type Explanation, readable, say } from '../explanation.ts';
import type { TrackResult, TrackRules } from './check-track.ts';
import type { PlannedTour, TourProblem } from './plan-tour.ts';

/** A planned tour in plain words. */
export function explainTour({ stops }: TourProblem, { visits, unmet, travelSeconds, waitSeconds, endsAt, best }: PlannedTour): Explanation {
  return {
    method: [
      say('tourWhat', {
        met: visits.length,
        total: stops.length,
        travel: Math.round(travelSeconds / 60),
        wait: Math.round(waitSeconds / 60),
        endsAt: clock(endsAt) ?? '',
      }),
    ],
    reading: unmet.length > 0 ? [say('tourUnmet', { count: unmet.length })] : [],
    caveats: [say(best ? 'tourBest' : 'tourCaveat')],
  };
}

/** What a track proves in plain words. */
export function explainTrack({ fixes, unusable, lengthMeters, points, lines, gaps }: TrackResult, rules: TrackRules): Explanation {
  const total = lines.reduce((sum, line) => sum + line.lengthMeters, 0);
  const covered = lines.reduce((sum, line) => sum + line.coveredMeters, 0);
  return {
    method: [say('trackWhat', { fixes, kilometers: readable(lengthMeters / 1000), unusable })],
    reading: [
      ...(points.length > 0
        ? [
            say('trackPoints', {
              met: points.filter(({ verdict }) => verdict === 'met').length,
              total: points.length,
              radiusMeters: readable(rules.radiusMeters),
            }),
          ]
        : []),
      ...(total > 0
        ? [
            say('trackLines', {
              // Down, never up: 100 % means all of it.
              percent: Math.floor((covered / total) * 1000 + 1e-6) / 10,
              covered: readable(covered / 1000),
              length: readable(total / 1000),
            }),
          ]
        : []),
    ],
    caveats: [
      say('trackGaps', {
        gaps: gaps.length,
        gapSeconds: readable(rules.maxGapSeconds),
        speed: Math.round(rules.maxSpeedMetersPerSecond * 3.6),
      }),
    ],
  };
}
