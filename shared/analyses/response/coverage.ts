import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { stationTypes, supervisionGrades } from '../../model/index.ts';
import { countsAsResource, defaultResponseTiers, type ResponseTier, responseTier, travelSecondsOf } from '../../rules/response-tiers.ts';
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
  type TravelGraph,
  traceFirstDueAreas,
  traceIsochrones,
} from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { assignZones, indexZones } from '../zones/index.ts';
import type { ResponseInputs, ResponseStation } from './inputs.ts';
import { travelGraphOf, travelParameters } from './travel-parameters.ts';

export const coverageParameters = travelParameters.extend({
  tiers: z
    .array(responseTier)
    .min(1)
    .max(6)
    .default([...defaultResponseTiers])
    .describe('响应层级，时限由短到长 · tiers, shortest limit first'),
  ghostStations: z
    .array(
      z.object({
        name: z.string().max(100),
        type: z.enum(stationTypes).default('fireStation'),
        lon: z.number().min(-180).max(180),
        lat: z.number().min(-90).max(90),
      }),
    )
    .max(50)
    .default([])
    .describe('设想的站点，计入力量 · stations that do not exist yet'),
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
}

export interface CoverageStation extends ResponseStation {
  ghost: boolean;
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
  excluded: { station: ResponseStation; reason: 'noEquipment' | 'notAResource' | 'farFromRoad' }[];
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
  const { network, asOfDay } = inputs;
  if (network === null) throw new RangeError('coverage needs roads');
  const pace = makePace(watch);
  const graph = travelGraphOf(network, parameters);
  const { turnoutSeconds, basis } = graph.profile;
  const workspace = makeWorkspace(graph);
  const { stations, excluded } = chooseStations(parameters, inputs.stations, graph);
  const places = snapPlaces(
    graph,
    stations.map(({ lon }) => lon),
    stations.map(({ lat }) => lat),
    parameters.snapLimitMeters,
  );
  await pace(0.1);
  const premises = premisesOn(inputs, asOfDay);
  const snapped = snapPlaces(graph, premises.lon, premises.lat, parameters.snapLimitMeters);
  const hazards = openHazardsOn(inputs, asOfDay);
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
    tiers.push({
      tier,
      travelSeconds,
      stations: chosen.filter(Boolean).length,
      premises: shareOf(seconds, travelSeconds, null),
      highRiskPremises: shareOf(seconds, travelSeconds, premises.highRisk),
      openHazards: shareOf(hazardSeconds, travelSeconds, null),
      area: traceIsochrones(field, [travelSeconds])[0]!.area,
      reach: cutReach(graph, origins, [travelSeconds], workspace)[0]!,
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

/** Who counts in some tier, ghosts behind the rest, and who does not, with the reason. */
function chooseStations(
  { tiers, ghostStations, snapLimitMeters }: CoverageParameters,
  known: readonly ResponseStation[],
  graph: TravelGraph,
): { stations: Omit<CoverageStation, 'snapMeters'>[]; excluded: CoverageAnswer['excluded'] } {
  const asked = new Set(tiers.flatMap(({ types }) => types));
  const excluded: CoverageAnswer['excluded'] = [];
  const meters = snapPlaces(
    graph,
    known.map(({ lon }) => lon),
    known.map(({ lat }) => lat),
    snapLimitMeters,
  ).meters;
  const real = known.filter((station, index) => {
    const { type, equipped } = station;
    const wanted = type === 'fireStation' || (type !== null && asked.has(type));
    if (!wanted || !countsAsResource(type, true)) excluded.push({ station, reason: 'notAResource' });
    else if (!countsAsResource(type, equipped)) excluded.push({ station, reason: 'noEquipment' });
    else if (meters[index] === Infinity) excluded.push({ station, reason: 'farFromRoad' });
    else return true;
    return false;
  });
  const ghosts = ghostStations.map(({ name, type, lon, lat }, index) => ({
    id: `ghost-${index + 1}`,
    fid: 0,
    name,
    type,
    equipped: true,
    lon,
    lat,
  }));
  return {
    stations: [...real.map((station) => ({ ...station, ghost: false })), ...ghosts.map((station) => ({ ...station, ghost: true }))],
    excluded,
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

function premisesOn({ premises: { columns, count } }: ResponseInputs, day: number): Premises {
  const rows = rowsWhere(count, (row) => {
    const [registered, closed] = [columns.registeredDay[row]!, columns.closedDay[row]!];
    return (registered === NO_DAY || registered <= day) && (closed === NO_DAY || closed > day);
  });
  const highRisk = supervisionGrades.indexOf('gradeSecure') + 1;
  return {
    fid: Uint32Array.from(rows, (row) => columns.fid[row]!),
    lon: Float64Array.from(rows, (row) => columns.lon[row]!),
    lat: Float64Array.from(rows, (row) => columns.lat[row]!),
    highRisk: Uint8Array.from(rows, (row) => (columns.grade[row] === highRisk ? 1 : 0)),
  };
}

function openHazardsOn({ hazards: { columns, count } }: ResponseInputs, day: number): { lon: Float64Array; lat: Float64Array } {
  const rows = rowsWhere(count, (row) => {
    const [found, settled] = [columns.foundDay[row]!, columns.settledDay[row]!];
    return (found === NO_DAY || found <= day) && (columns.open[row] === 1 || (settled !== NO_DAY && settled > day));
  });
  return {
    lon: Float64Array.from(rows, (row) => columns.lon[row]!),
    lat: Float64Array.from(rows, (row) => columns.lat[row]!),
  };
}

function rowsWhere(count: number, keep: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (keep(row)) rows.push(row);
  return rows;
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
