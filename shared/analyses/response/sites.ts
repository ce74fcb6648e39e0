import { z } from 'zod';
import { done, failed, type Result } from '../../model/failure.ts';
import { clockStarts, travelSecondsOf } from '../../rules/response-tiers.ts';
import type { Explanation } from '../explanation.ts';
import { chooseCoveringSites, chooseMedianSites, explainCovering, explainMedian, type SiteProblem } from '../location/index.ts';
import { measureTimes } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { chooseResources } from './choose-resources.ts';
import type { ResponseInputs } from './inputs.ts';
import { resourceTypes } from './nearest.ts';
import {
  type Place,
  type PlaceOnRoad,
  placeReference,
  placesOfStations,
  resolvePlaces,
  snapAll,
  snapPositions,
} from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { isOpenOn, positionsOf, premisesRowsOn, riskScoresOn, rowsWhere } from './rows-on-day.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

/** Demands times sites: what the choice holds in memory, 4 bytes each. */
const MOST_PAIRS = 20_000_000;

export const siteParameters = travelParameters.extend({
  candidates: z.array(placeReference).min(1).max(500).describe('备选点 · candidate sites'),
  choose: z.int().min(1).max(100).default(1).describe('选几个 · how many to choose'),
  method: z
    .enum(['cover', 'median'])
    .default('cover')
    .describe('cover 时限内覆盖最多，median 总用时最短 · most demand within the limit, or least total time'),
  limitMinutes: z.number().positive().max(120).default(5).describe('时限，分钟（cover） · limit, minutes'),
  clockStart: z
    .enum(clockStarts)
    .default('dispatch')
    .describe('计时起点：dispatch 含出动时间，departure 不含 · clock from the order, or from departure'),
  demand: z
    .enum(['premises', 'risk', 'openHazards'])
    .default('premises')
    .describe('需求：每家场所一份、按风险分加权，或每条未整改隐患一份 · premises, premises by risk score, or open hazards'),
  keepStations: z.boolean().default(true).describe('现有力量保持不变并计入 · stations there are stay and count'),
  types: resourceTypes,
  unservedMinutes: z
    .number()
    .positive()
    .max(600)
    .default(30)
    .describe('到不了的按多少分钟计（median） · minutes that count for what cannot be reached'),
});
export type SiteParameters = z.infer<typeof siteParameters>;

export interface SiteAnswer extends TravelFacts<SiteParameters> {
  candidates: PlaceOnRoad[];
  /** Indices in `candidates`, best first: each adds the most to those before it. */
  chosen: number[];
  demands: number;
  totalWeight: number;
  /** Weight covered (cover), or weighted seconds (median): of the choice, and the best any choice could reach. */
  value: number;
  bound: number;
  /** How far the two are apart at most, as a share; 0 proves the choice best. */
  gap: number;
  /** `value` with the stations there are, then after each chosen site. */
  steps: number[];
  explanation: Explanation;
}

/** The best of the candidate sites. Fails with `placeUnknown`, `noRecords`, `tooManyPairs`. */
export async function runSites(parameters: SiteParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<SiteAnswer>> {
  const pace = makePace(watch);
  const resolved = resolvePlaces(parameters.candidates, inputs, 'candidates');
  if (!resolved.ok) return resolved;
  const graph = graphFor(inputs, parameters);
  const { snapLimitMeters, types } = parameters;
  const { turnoutSeconds, basis } = graph.profile;
  const demand = demandOf(parameters, inputs);
  if (demand.lon.length === 0) return failed('noRecords');
  const kept: Place[] = parameters.keepStations
    ? placesOfStations(chooseResources({ types, ghostStations: [], snapLimitMeters }, inputs, graph).stations)
    : [];
  const sites = [...kept, ...resolved.value];
  const pairs = sites.length * demand.lon.length;
  if (pairs > MOST_PAIRS) return failed('tooManyPairs', { pairs, limit: MOST_PAIRS });
  const places = snapAll(graph, sites, snapLimitMeters);
  const snapped = snapPositions(graph, demand.lon, demand.lat, snapLimitMeters);
  await pace(0.1);
  const seconds = await measureTimes(graph, places, snapped, Infinity, (share) => pace(0.1 + 0.4 * share));
  const demands = demand.lon.length;
  const costs = new Float32Array(pairs);
  for (let site = 0; site < sites.length; site++) {
    for (let row = 0; row < demands; row++) costs[row * sites.length + site] = seconds[site * demands + row]!;
  }
  const problem: SiteProblem = {
    costs,
    demands,
    sites: sites.length,
    weights: demand.weights,
    fixed: kept.map((_, index) => index),
    choose: parameters.choose,
  };
  const options = { signal: watch.signal, progress: (share: number) => watch.progress?.(0.5 + 0.5 * share) };
  const limit = travelSecondsOf({ minutes: parameters.limitMinutes, clockStart: parameters.clockStart }, turnoutSeconds);
  const unserved = parameters.unservedMinutes * 60;
  const covers = parameters.method === 'cover';
  const choice = covers ? await chooseCoveringSites(problem, limit, options) : await chooseMedianSites(problem, unserved, options);
  return done({
    ...factsOf(parameters, inputs),
    basis,
    turnoutSeconds,
    candidates: resolved.value.map((place, index) => ({ ...place, snapMeters: places.meters[kept.length + index]! })),
    chosen: choice.chosen.map((site) => site - kept.length),
    demands,
    totalWeight: demand.weights.reduce((sum, weight) => sum + weight, 0),
    value: choice.value,
    bound: choice.bound,
    gap: choice.gap,
    steps: choice.steps,
    explanation: covers ? explainCovering(problem, choice, limit) : explainMedian(problem, choice, unserved),
  });
}

function demandOf({ demand }: SiteParameters, inputs: ResponseInputs): { lon: Float64Array; lat: Float64Array; weights: Float64Array } {
  if (demand === 'openHazards') {
    const { columns, count } = inputs.hazards;
    const rows = rowsWhere(count, (row) => isOpenOn(columns, row, inputs.asOfDay));
    return { ...positionsOf(columns, rows), weights: new Float64Array(rows.length).fill(1) };
  }
  const { columns } = inputs.premises;
  const rows = premisesRowsOn(inputs);
  const scores = demand === 'risk' ? riskScoresOn(inputs) : null;
  return { ...positionsOf(columns, rows), weights: Float64Array.from(rows, (row) => scores?.[row] ?? 1) };
}
