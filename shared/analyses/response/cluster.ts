import { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import { type ClusterSummary, describeClusters, explainClusters, findClusters } from '../clusters/index.ts';
import type { Explanation } from '../explanation.ts';
import { defaultSeverityWeights } from '../hotspots/index.ts';
import { planeOfLatitudes, projectToPlane } from '../metric-plane.ts';
import { makePace, type Watch } from '../pace.ts';
import { dayRange, daysOf, isWithin } from './day-range.ts';
import type { ResponseInputs } from './inputs.ts';
import { type AnswerFacts, factsOf } from './response-task.ts';
import { isOpenOn, positionsOf, premisesRowsOn, rowsWhere } from './rows-on-day.ts';

export const clusterParameters = z.strictObject({
  of: z
    .enum(['openHazards', 'hazards', 'premises'])
    .default('hazards')
    .describe('对什么作聚类：未整改隐患、全部隐患或场所 · open hazards, all hazards, or premises'),
  radiusMeters: z.number().positive().max(50_000).default(150).describe('邻近半径，米 · points this near are neighbours, metres'),
  minPoints: z
    .int()
    .min(1)
    .max(10_000)
    .default(5)
    .describe('核心点邻域内最少点数（含自身） · least points about a core point, itself included'),
  period: dayRange.default({ from: null, to: null }).describe('计入的隐患发现日期 · days of discovery that count'),
});
export type ClusterParameters = z.infer<typeof clusterParameters>;

export interface ClusterAnswer extends AnswerFacts<ClusterParameters> {
  /** All points that count, in the order of `fid`. */
  points: {
    fid: Uint32Array<ArrayBuffer>;
    lon: Float64Array<ArrayBuffer>;
    lat: Float64Array<ArrayBuffer>;
    /** Cluster of each point, 0 the largest, −1 noise. */
    label: Int32Array<ArrayBuffer>;
    /** 1 for core points. */
    core: Uint8Array<ArrayBuffer>;
  };
  /** Largest first; `weight` adds up severities where the points are hazards. */
  clusters: ClusterSummary[];
  explanation: Explanation;
}

/** Places where points stand close together (DBSCAN). */
export async function runCluster(parameters: ClusterParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<ClusterAnswer>> {
  const pace = makePace(watch);
  const ofPremises = parameters.of === 'premises';
  const rows = ofPremises ? premisesRowsOn(inputs) : hazardRows(parameters, inputs);
  const columns = ofPremises ? inputs.premises.columns : inputs.hazards.columns;
  const { lon, lat } = positionsOf(columns, rows);
  const plane = planeOfLatitudes(lat);
  const { x, y } = projectToPlane(plane, lon, lat);
  await pace(0.2);
  const found = findClusters(x, y, parameters);
  await pace(0.8);
  const weights = ofPremises ? null : rows.map((row) => defaultSeverityWeights[inputs.hazards.columns.severity[row]!] ?? 1);
  return done({
    ...factsOf(parameters, inputs),
    points: { fid: Uint32Array.from(rows, (row) => columns.fid[row]!), lon, lat, label: found.labels, core: found.core },
    clusters: describeClusters(plane, x, y, found, weights),
    explanation: explainClusters(parameters, found),
  });
}

function hazardRows({ of, period }: ClusterParameters, { hazards: { columns, count }, asOfDay }: ResponseInputs): number[] {
  const days = daysOf(period, asOfDay);
  return rowsWhere(count, (row) => isWithin(columns.foundDay[row]!, days) && (of === 'hazards' || isOpenOn(columns, row, asOfDay)));
}
