import { clock } from '../../clock.ts';
import type { ComplianceAnswer } from '../compliance.ts';
import type { TourAnswer } from '../tour.ts';
import { feature, point, type ResultForms, type ResultValue, tenths } from './result-parts.ts';
import { placeFeature } from './way-results.ts';

export const tourResults: ResultForms<TourAnswer> = {
  features: ({ visits, wayBack, start, end, parameters }, names) => [
    ...visits.map(({ kind, index, label, way, ...times }, order) =>
      feature(way, {
        kind: 'way',
        order: order + 1,
        toward: kind,
        index,
        label,
        arrivesAt: clock(times.arrivesAt),
        beginsAt: clock(times.beginsAt),
        leavesAt: clock(times.leavesAt),
      }),
    ),
    ...(wayBack === null ? [] : [feature(wayBack, { kind: 'wayBack', order: visits.length + 1 })]),
    ...parameters.lines.map(({ positions, label }, index) =>
      feature({ type: 'LineString', coordinates: positions }, { kind: 'line', index, label }),
    ),
    placeFeature('start', start, names),
    ...(end === null ? [] : [placeFeature('end', end, names)]),
  ],
  table: ({ visits, unmet }) => ({
    columns: [
      { key: 'order' },
      { key: 'kind', words: 'analyses.errand' },
      { key: 'name' },
      { key: 'arrivesAt' },
      { key: 'beginsAt' },
      { key: 'leavesAt' },
      { key: 'seconds' },
      { key: 'unmetReason', words: 'analyses.unmetReason' },
    ],
    rows: [
      ...visits.map(({ kind, label, arrivesAt, beginsAt, leavesAt, travelSeconds }, order): ResultValue[] => [
        order + 1,
        kind,
        label,
        clock(arrivesAt),
        clock(beginsAt),
        clock(leavesAt),
        tenths(travelSeconds),
        null,
      ]),
      ...unmet.map(({ kind, label, earliestArrival, reason }): ResultValue[] => [
        null,
        kind,
        label,
        clock(earliestArrival),
        null,
        null,
        null,
        reason,
      ]),
    ],
  }),
};

export const complianceResults: ResultForms<ComplianceAnswer> = {
  features: ({ points, lines }) => [
    ...points.map(({ label, at, verdict, longestStaySeconds, nearestMeters }) =>
      feature(point(at.lon, at.lat), {
        kind: 'point',
        label,
        verdict,
        longestStaySeconds: tenths(longestStaySeconds),
        nearestMeters: tenths(nearestMeters),
      }),
    ),
    ...lines.map(({ label, positions, met, hasGap, share, lengthMeters, coveredMeters }) =>
      feature(
        { type: 'LineString', coordinates: positions },
        { kind: 'line', label, met, hasGap, share, lengthMeters: tenths(lengthMeters), coveredMeters: tenths(coveredMeters) },
      ),
    ),
  ],
  table: ({ points, lines }) => ({
    columns: [
      { key: 'kind', words: 'analyses.errand' },
      { key: 'name' },
      { key: 'verdict', words: 'analyses.visitVerdict' },
      { key: 'staySeconds' },
      { key: 'nearestMeters' },
      { key: 'coveredMeters' },
      { key: 'meters' },
    ],
    rows: [
      ...points.map(({ label, verdict, longestStaySeconds, nearestMeters }): ResultValue[] => [
        'point',
        label,
        verdict,
        tenths(longestStaySeconds),
        tenths(nearestMeters),
        null,
        null,
      ]),
      ...lines.map(({ label, met, hasGap, coveredMeters, lengthMeters }): ResultValue[] => [
        'line',
        label,
        met ? 'met' : hasGap ? 'unknown' : 'missed',
        null,
        null,
        tenths(coveredMeters),
        tenths(lengthMeters),
      ]),
    ],
  }),
};
