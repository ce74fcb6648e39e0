import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { supervisionGrades } from '../../model/index.ts';
import { defaultResponseTiers, type ResponseTier, responseTier, travelSecondsOf } from '../../rules/response-tiers.ts';
import {
  countCover,
  cutReach,
  findNearest,
  makeReachField,
  makeWorkspace,
  type NearestStations,
  type NetworkReport,
  type Origins,
  type ReachedPieces,
  reachArcs,
  reportNetwork,
  responsePercentile,
  type SnappedPlaces,
  snapPlaces,
  traceFirstDueAreas,
  traceIsochrones,
} from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { assignZones, indexZones } from '../zones/index.ts';
import { type ChosenStation, chooseResources, type ExcludedStation, ghostStation } from './choose-resources.ts';
import type { ResponseInputs } from './inputs.ts';
import { snapAll } from './place-references.ts';
import { type LineColumns, linesOfPieces } from './reached-lines.ts';
import { openHazardRowsOn, positionsOf, premisesRowsOn } from './rows-on-day.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

export const coverageParameters = travelParameters.extend({
  tiers: z
    .array(responseTier)
    .min(1)
    .max(6)
    .default([...defaultResponseTiers])
    .describe('响应层级，时限由短到长 · tiers, shortest limit first'),
  ghostStations: z.array(ghostStation).max(50).default([]).describe('设想的站点，计入力量 · stations that do not exist yet'),
  percentile: z.number().min(1).max(100).default(90).describe('各片区报告的百分位 · percentile told for every zone'),
});
export type CoverageParameters = z.infer<typeof coverageParameters>;

/** n of N: N counts all that is asked for, also what is too far from a road to be reached. */
export interface Share {
  covered: number;
  total: number;
}

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
  area: MultiPolygon;
  /** Parts of roads reached, cut exactly at the limit. */
  reach: ReachedPieces;
  /** `reach` as lines. */
  roads: LineColumns;
}

export interface CoverageStation extends ChosenStation {
  snapMeters: number;
}

export interface CoverageAnswer {
  parameters: CoverageParameters;
  rev: number;
  /** Instant it was computed. */
  madeAt: string;
  /** Of the profile: where its speeds come from. */
  basis: string;
  turnoutSeconds: number;
  report: NetworkReport;
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
  firstDue: { station: number; area: MultiPolygon }[];
  /** First-due seconds of travel that the percentile of the zone's premises does not exceed; Infinity when too many are not reached, null without premises. */
  zones: { id: string; name: string; premises: number; reached: number; percentileSeconds: number | null }[];
}

const DUE = 3;

/**
 * Which premises are reached, by whom, how soon. Needs a network, premises, hazards, stations and zones. Progress and cancel through `watch`; throws its reason.
 */
export async function runCoverage(parameters: CoverageParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<CoverageAnswer> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  const { turnoutSeconds, basis } = graph.profile;
  const workspace = makeWorkspace(graph);
  const types = parameters.tiers.flatMap((tier) => tier.types);
  const { stations, excluded } = chooseResources({ ...parameters, types }, inputs.stations, graph);
  const places = snapAll(graph, stations, parameters.snapLimitMeters);
  await pace(0.1);
  const premises = premisesOn(inputs);
  const snapped = snapPlaces(graph, premises.lon, premises.lat, parameters.snapLimitMeters);
  const hazards = positionsOf(inputs.hazards.columns, openHazardRowsOn(inputs));
  const snappedHazards = snapPlaces(graph, hazards.lon, hazards.lat, parameters.snapLimitMeters);
  await pace(0.25);

  const everyone: Origins = { places, startSeconds: null };
  const due = findNearest(graph, everyone, snapped, { k: DUE, limitSeconds: Infinity }, workspace);
  await pace(0.4);

  const limits = parameters.tiers.map((tier) => travelSecondsOf(tier, turnoutSeconds));
  const tierSeconds = new Float64Array(parameters.tiers.length * premises.fid.length);
  const tiers: CoverageTier[] = [];
  let last: { origins: Origins; field: ReturnType<typeof makeReachField> } | null = null;
  for (const [index, tier] of parameters.tiers.entries()) {
    const chosen = stations.map(({ type }) => type === 'fireStation' || tier.types.includes(type!));
    const origins: Origins = { places: keepPlaces(places, chosen), startSeconds: null };
    const travelSeconds = limits[index]!;
    const seconds = findNearest(graph, origins, snapped, { k: 1, limitSeconds: Infinity }, workspace).seconds;
    tierSeconds.set(seconds, index * seconds.length);
    const hazardSeconds = findNearest(graph, origins, snappedHazards, { k: 1, limitSeconds: Infinity }, workspace).seconds;
    await pace(0.4 + (0.5 * (index + 0.4)) / parameters.tiers.length);
    const field = makeReachField(graph, reachArcs(graph, origins, travelSeconds, workspace));
    await pace(0.4 + (0.5 * (index + 0.8)) / parameters.tiers.length);
    const reach = cutReach(graph, origins, [travelSeconds], workspace)[0]!;
    tiers.push({
      tier,
      travelSeconds,
      stations: chosen.filter(Boolean).length,
      premises: shareOf(seconds, travelSeconds, null),
      highRiskPremises: shareOf(seconds, travelSeconds, premises.highRisk),
      openHazards: shareOf(hazardSeconds, travelSeconds, null),
      area: traceIsochrones(field, [travelSeconds])[0]!.area,
      reach,
      roads: linesOfPieces(graph.network, reach),
    });
    last = { origins, field };
  }
  const longest = limits.at(-1)!;
  await pace(0.9);
  const zone = zonesOf(inputs, premises);
  return {
    parameters,
    rev: inputs.rev,
    madeAt: new Date().toISOString(),
    basis,
    turnoutSeconds,
    report: reportNetwork(graph),
    stations: stations.map((station, index) => ({ ...station, snapMeters: places.meters[index]! })),
    excluded,
    premises: {
      fid: premises.fid,
      lon: premises.lon,
      lat: premises.lat,
      snapMeters: snapped.meters,
      due,
      tierSeconds,
      depth: countCover(graph, last!.origins, snapped, longest)!,
      zone,
    },
    tiers,
    firstDue: traceFirstDueAreas(last!.field, longest),
    zones: zonePercentiles(inputs, zone, due, parameters.percentile / 100),
  };
}

/** The same places, those that do not count refused: their numbers stay. */
const keepPlaces = (places: SnappedPlaces, chosen: readonly boolean[]): SnappedPlaces => ({
  ...places,
  edge: places.edge.map((edge, place) => (chosen[place] === true ? edge : -1)),
});

interface Premises {
  fid: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  highRisk: Uint8Array<ArrayBuffer>;
}

function premisesOn(inputs: ResponseInputs): Premises {
  const { columns } = inputs.premises;
  const rows = premisesRowsOn(inputs);
  const highRisk = supervisionGrades.indexOf('gradeSecure') + 1;
  return {
    fid: Uint32Array.from(rows, (row) => columns.fid[row]!),
    ...positionsOf(columns, rows),
    highRisk: Uint8Array.from(rows, (row) => (columns.grade[row] === highRisk ? 1 : 0)),
  };
}

function shareOf(seconds: Float64Array, limitSeconds: number, mask: Uint8Array | null): Share {
  let covered = 0;
  let total = 0;
  for (let place = 0; place < seconds.length; place++) {
    if (mask !== null && mask[place] !== 1) continue;
    total += 1;
    if (seconds[place]! <= limitSeconds) covered += 1;
  }
  return { covered, total };
}

function zonesOf({ zones }: ResponseInputs, { lon, lat }: Premises): Int32Array<ArrayBuffer> {
  if (zones.length === 0) return new Int32Array(lon.length).fill(-1);
  return assignZones(indexZones(zones.map(({ geom }) => geom.coordinates)), lon, lat);
}

function zonePercentiles({ zones }: ResponseInputs, zone: Int32Array, due: NearestStations, share: number): CoverageAnswer['zones'] {
  const seconds = zones.map((): number[] => []);
  for (let row = 0; row < zone.length; row++) seconds[zone[row]!]?.push(due.seconds[row * due.k]!);
  return zones.map(({ id, name }, index) => {
    const own = seconds[index]!;
    return {
      id,
      name,
      premises: own.length,
      reached: own.filter(Number.isFinite).length,
      percentileSeconds: own.length === 0 ? null : responsePercentile(own, share),
    };
  });
}
