import { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import type { Explanation } from '../explanation.ts';
import type { Watch } from '../pace.ts';
import {
  checkTrack,
  explainTrack,
  type Interval,
  type LineResult,
  type PointResult,
  type TimeWindow,
  type TrackResult,
} from '../patrol/index.ts';
import { errandLine, errandPoint } from './errands.ts';
import type { ResponseInputs } from './inputs.ts';
import { type Place, resolvePlaces } from './place-references.ts';
import { type AnswerFacts, factsOf } from './response-task.ts';

const instant = z.iso.datetime({ offset: true });
const instants = {
  from: instant.nullable().default(null).describe('起始时刻（带时区），null 不限 · from this instant'),
  to: instant.nullable().default(null).describe('截止时刻（带时区），null 不限 · until this instant'),
};

export const complianceParameters = z.strictObject({
  track: z
    .strictObject({
      lon: z.array(z.number().nullable()).max(500_000),
      lat: z.array(z.number().nullable()).max(500_000),
      time: z.array(z.number().nullable()).max(500_000).describe('1970 年以来的秒数 · seconds since 1970'),
    })
    .refine(({ lon, lat, time }) => lon.length === lat.length && lon.length === time.length, 'lon, lat and time of one length')
    .describe(
      '巡查轨迹的定位点；命令行可用 trackFile 指向 GPX 或 CSV 文件 · fixes; on the command line trackFile may name a GPX or CSV file',
    ),
  points: z
    .array(
      z.strictObject({
        ...errandPoint,
        stayMinutes: z.number().min(0).max(600).default(0).describe('至少停留，分钟 · shortest stay, minutes'),
        ...instants,
      }),
    )
    .max(1000)
    .default([])
    .describe('必到点 · must-visit points'),
  lines: z
    .array(
      z.strictObject({
        ...errandLine,
        requiredShare: z.number().min(0).max(1).default(0.8).describe('至少覆盖长度的比例 · least share of the length'),
        ...instants,
      }),
    )
    .max(200)
    .default([])
    .describe('必巡线 · must-patrol lines'),
  radiusMeters: z.number().positive().max(1000).default(50).describe('多近算到过，米 · how near counts, metres'),
  maxGapSeconds: z.number().positive().max(86_400).default(120).describe('定位间隔超过多少秒算中断 · longer gaps prove nothing'),
  maxSpeedKmh: z.number().positive().max(300).default(120).describe('速度超过多少算定位跳变，公里/小时 · faster is a jump of the receiver'),
});
export type ComplianceParameters = z.infer<typeof complianceParameters>;

export interface ComplianceAnswer extends AnswerFacts<Omit<ComplianceParameters, 'track'>>, Omit<TrackResult, 'points' | 'lines'> {
  /** Places and positions as asked for, with what the track proves. */
  points: (PointResult & { label: string; at: Place })[];
  lines: (LineResult & { label: string; positions: [number, number][] })[];
  explanation: Explanation;
}

/** What a track proves about must-visit points and must-patrol lines. Fails with `placeUnknown`. */
export async function runCompliance(
  { track, ...parameters }: ComplianceParameters,
  inputs: ResponseInputs,
  _watch: Watch = {},
): Promise<Result<ComplianceAnswer>> {
  const at: Place[] = [];
  for (const [index, point] of parameters.points.entries()) {
    const resolved = resolvePlaces([point.at], inputs, `points.${index}.at`);
    if (!resolved.ok) return resolved;
    at.push(resolved.value[0]!);
  }
  const rules = {
    radiusMeters: parameters.radiusMeters,
    maxGapSeconds: parameters.maxGapSeconds,
    maxSpeedMetersPerSecond: parameters.maxSpeedKmh / 3.6,
  };
  const column = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN);
  const time = column(track.time);
  const recorded = recordedBy(time);
  const { points, lines, ...result } = checkTrack(
    { lon: column(track.lon), lat: column(track.lat), time },
    parameters.points.map((point, index) => ({
      lon: at[index]!.lon,
      lat: at[index]!.lat,
      window: windowOf(point, recorded),
      dwellSeconds: point.stayMinutes * 60,
    })),
    parameters.lines.map((line) => ({ positions: line.positions, window: windowOf(line, recorded), requiredShare: line.requiredShare })),
    rules,
  );
  return done({
    ...factsOf(parameters, inputs),
    ...result,
    points: points.map((point, index) => ({ ...point, label: parameters.points[index]!.label || at[index]!.label, at: at[index]! })),
    lines: lines.map((line, index) => ({ ...line, label: parameters.lines[index]!.label, positions: parameters.lines[index]!.positions })),
    explanation: explainTrack({ points, lines, ...result }, rules),
  });
}

/** Open ends are those of the track: what nobody recorded is not missed. */
function windowOf({ from, to }: { from: string | null; to: string | null }, recorded: Interval): TimeWindow {
  if (from === null && to === null) return null;
  return { from: from === null ? recorded.from : Date.parse(from) / 1000, to: to === null ? recorded.to : Date.parse(to) / 1000 };
}

function recordedBy(time: Float64Array): Interval {
  const recorded = { from: Infinity, to: -Infinity };
  for (const at of time) {
    if (at < recorded.from) recorded.from = at;
    if (at > recorded.to) recorded.to = at;
  }
  return recorded;
}
