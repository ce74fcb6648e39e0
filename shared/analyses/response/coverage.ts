import { z } from 'zod';
import { type AreaColumns, packArea } from '../../geo/area-columns.ts';
import { defaultResponseTiers, type ResponseTier, responseTier } from '../../rules/response-tiers.ts';
import {
  countCover,
  cutReach,
  fieldCellMeters,
  findNearest,
  makeReachField,
  makeWorkspace,
  type NearestStations,
  type Origins,
  type ReachedArc,
  type ReachedPieces,
  reachArcs,
  responsePercentile,
  traceFirstDueAreas,
  traceIsochrones,
} from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { type ChosenStation, chooseResources, type ExcludedStation, ghostStation } from './choose-resources.ts';
import { countsInTier, keepPlaces, type Share, setCoverageScene, shareOf, typesOf } from './coverage-scene.ts';
import type { ResponseInputs, ResponseZone } from './inputs.ts';
import { snapAll } from './place-references.ts';
import { type LineColumns, linesOfPieces } from './reached-lines.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { travelParameters } from './travel-parameters.ts';
import { makeZoneFinder } from './zone-finder.ts';

export const coverageParameters = travelParameters.extend({
  tiers: z
    .array(responseTier)
    .min(1)
    .max(6)
    .refine(
      (tiers) => tiers.every(({ minutes }, tier) => tier === 0 || minutes >= tiers[tier - 1]!.minutes),
      '时限由短到长 · shortest limit first',
    )
    .default([...defaultResponseTiers])
    .describe('响应层级，时限由短到长 · tiers, shortest limit first'),
  ghostStations: z.array(ghostStation).max(50).default([]).describe('设想的站点，计入力量 · stations that do not exist yet'),
  percentile: z.number().min(1).max(100).default(90).describe('各片区报告的百分位 · percentile told for every zone'),
});
export type CoverageParameters = z.infer<typeof coverageParameters>;

export interface CoverageTier {
  tier: ResponseTier;
  /** Of travel: the limit less the turnout where it counts. */
  travelSeconds: number;
  stations: number;
  premises: Share;
  /** 建安. */
  highRiskPremises: Share;
  openHazards: Share;
  /** Ground reached: at most 50 m off a reached road. Nested as the tiers' stations and limits are. */
  area: AreaColumns;
  /** Parts of roads reached, cut exactly at the limit. */
  reach: ReachedPieces;
  /** `reach` as lines. */
  roads: LineColumns;
}

export interface CoverageStation extends ChosenStation {
  snapMeters: number;
}

export interface CoverageAnswer extends TravelFacts<CoverageParameters> {
  /** All that count in some tier; `due` and areas name them by their place in this list. */
  stations: CoverageStation[];
  excluded: ExcludedStation[];
  /** Premises on record on the day, in the order of `fid`. */
  premises: {
    fid: Uint32Array<ArrayBuffer>;
    lon: Float64Array<ArrayBuffer>;
    lat: Float64Array<ArrayBuffer>;
    /** Metres to the road; Infinity when none is near enough. */
    snapMeters: Float32Array<ArrayBuffer>;
    /** First, second and third due with seconds of travel (turnout not counted). */
    due: NearestStations;
    /** Tier t of premises p at t · count + p: least seconds of travel of the tier's stations. */
    tierSeconds: Float64Array<ArrayBuffer>;
    /** How many of the last tier's stations arrive within its limit. */
    depth: Uint16Array<ArrayBuffer>;
    /** Index in `zones`, −1 outside of all. */
    zone: Int32Array<ArrayBuffer>;
  };
  tiers: CoverageTier[];
  /** Where each station is the first to arrive within the last tier. */
  firstDue: { station: number; area: AreaColumns }[];
  /** First-due seconds of travel that the percentile of the zone's premises does not exceed; Infinity when too many are not reached, null without premises. */
  zones: (Pick<ResponseZone, 'id' | 'name' | 'geom'> & { premises: number; reached: number; percentileSeconds: number | null })[];
}

const DUE = 3;

/**
 * Which premises are reached, by whom, how soon. Needs a network, premises, hazards, stations and zones. Progress and cancel through `watch`; throws its reason.
 */
export async function runCoverage(parameters: CoverageParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<CoverageAnswer> {
  const pace = makePace(watch);
  const scene = await setCoverageScene(parameters, inputs, (share) => pace(0.25 * share));
  const { graph, premises, snapped, snappedHazards, limits } = scene;
  const { turnoutSeconds, basis } = graph.profile;
  const workspace = makeWorkspace(graph);
  const { stations, excluded } = chooseResources({ ...parameters, types: typesOf(parameters) }, inputs, graph);
  const places = snapAll(graph, stations, parameters.snapLimitMeters);
  await pace(0.25);

  const everyone: Origins = { places, startSeconds: null };
  const due = findNearest(graph, everyone, snapped, { k: DUE, limitSeconds: Infinity }, workspace);
  await pace(0.4);

  const tierSeconds = new Float64Array(parameters.tiers.length * premises.fid.length);
  const tiers: CoverageTier[] = [];
  let last: { origins: Origins; field: ReturnType<typeof makeReachField> } | null = null;
  const sets: { chosen: boolean[]; origins: Origins; reached: ReachedArc[] }[] = [];
  for (const [index, tier] of parameters.tiers.entries()) {
    const chosen = stations.map((station) => countsInTier(station, tier));
    const origins: Origins = { places: keepPlaces(places, chosen), startSeconds: null };
    sets.push({ chosen, origins, reached: reachArcs(graph, origins, limits[index]!, workspace) });
    await pace(0.4);
  }
  // One size of cells for all tiers, or their areas would not nest.
  const cellMeters = Math.max(...sets.map(({ reached }) => fieldCellMeters(graph, reached)));
  for (const [index, tier] of parameters.tiers.entries()) {
    const { chosen, origins, reached } = sets[index]!;
    const travelSeconds = limits[index]!;
    const seconds = findNearest(graph, origins, snapped, { k: 1, limitSeconds: Infinity }, workspace).seconds;
    tierSeconds.set(seconds, index * seconds.length);
    const hazardSeconds = findNearest(graph, origins, snappedHazards, { k: 1, limitSeconds: Infinity }, workspace).seconds;
    await pace(0.4 + (0.5 * (index + 0.4)) / parameters.tiers.length);
    const field = makeReachField(graph, reached, { cellMeters });
    await pace(0.4 + (0.5 * (index + 0.8)) / parameters.tiers.length);
    const reach = cutReach(graph, origins, [travelSeconds], workspace)[0]!;
    tiers.push({
      tier,
      travelSeconds,
      stations: chosen.filter(Boolean).length,
      premises: shareOf(seconds, travelSeconds, null),
      highRiskPremises: shareOf(seconds, travelSeconds, premises.highRisk),
      openHazards: shareOf(hazardSeconds, travelSeconds, null),
      area: packArea(traceIsochrones(field, [travelSeconds])[0]!.area),
      reach,
      roads: linesOfPieces(graph.network, reach),
    });
    last = { origins, field };
  }
  const longest = limits.at(-1)!;
  await pace(0.9);
  const zone = makeZoneFinder(inputs.zones)(premises.lon, premises.lat);
  const depth = await countCover(graph, last!.origins, snapped, longest, (share) => pace(0.9 + 0.1 * share));
  return {
    ...factsOf(parameters, inputs),
    basis,
    turnoutSeconds,
    stations: stations.map((station, index) => ({ ...station, snapMeters: places.meters[index]! })),
    excluded,
    premises: {
      fid: premises.fid,
      lon: premises.lon,
      lat: premises.lat,
      snapMeters: snapped.meters,
      due,
      tierSeconds,
      depth,
      zone,
    },
    tiers,
    firstDue: traceFirstDueAreas(last!.field, longest).map(({ station, area }) => ({ station, area: packArea(area) })),
    zones: zonePercentiles(inputs, zone, due, parameters.percentile / 100),
  };
}

function zonePercentiles({ zones }: ResponseInputs, zone: Int32Array, due: NearestStations, share: number): CoverageAnswer['zones'] {
  const seconds = zones.map((): number[] => []);
  for (let row = 0; row < zone.length; row++) seconds[zone[row]!]?.push(due.seconds[row * due.k]!);
  return zones.map(({ id, name, geom }, index) => {
    const own = seconds[index]!;
    return {
      id,
      name,
      geom,
      premises: own.length,
      reached: own.filter(Number.isFinite).length,
      percentileSeconds: own.length === 0 ? null : responsePercentile(own, share),
    };
  });
}
