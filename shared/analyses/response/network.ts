import { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import { type NetworkReport, reportNetwork, reportSnaps, type SnapFault, snapFaults } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import type { ResponseInputs, ResponseStation } from './inputs.ts';
import { snapAll, snapPositions } from './place-references.ts';
import { type LineColumns, linesOfEdges } from './reached-lines.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { positionsOf, premisesRowsOn } from './rows-on-day.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';

export const networkParameters = travelParameters.extend({
  farMeters: z.number().positive().max(5000).default(100).describe('离路多远算远，米 · farther from a road than this is told'),
});
export type NetworkParameters = z.infer<typeof networkParameters>;

export const networkFaults = [
  'islandEdges',
  'noWayOutEdges',
  'noWayInEdges',
  'unknownClassEdges',
  'noSpeedEdges',
  'badLimitEdges',
  'duplicateEdges',
] as const satisfies readonly (keyof NetworkReport)[];
export type NetworkFault = (typeof networkFaults)[number];

export interface NetworkAnswer extends TravelFacts<NetworkParameters> {
  report: NetworkReport;
  /** The report's lists of edges as lines, for the map; and the street each is part of, with its length. */
  lines: Record<NetworkFault, LineColumns>;
  streets: Record<NetworkFault, { name: string[]; meters: Float32Array<ArrayBuffer> }>;
  /** Places no road is near enough to, those whose road is cut off from the rest, and those farther from theirs than `farMeters`. */
  stations: Record<SnapFault, ResponseStation[]>;
  premises: Record<SnapFault, PremisesOffRoad> & { total: number };
}

export interface PremisesOffRoad {
  fid: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  /** To the road; Infinity when no road is near enough. */
  meters: Float32Array<ArrayBuffer>;
}

/** What to know of the roads and the profile before believing results. */
export async function runNetwork(parameters: NetworkParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<NetworkAnswer>> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  await pace(0.2);
  const report = reportNetwork(graph);
  await pace(0.5);
  const { snapLimitMeters, farMeters } = parameters;
  const stations = reportSnaps(graph, snapAll(graph, inputs.stations, snapLimitMeters), farMeters);
  const rows = premisesRowsOn(inputs);
  const { lon, lat } = positionsOf(inputs.premises.columns, rows);
  const snapped = snapPositions(graph, lon, lat, snapLimitMeters);
  const premises = reportSnaps(graph, snapped, farMeters);
  await pace(0.8);
  const stationsAt = (places: Uint32Array): ResponseStation[] => Array.from(places, (place) => inputs.stations[place]!);
  const premisesAt = (places: Uint32Array<ArrayBuffer>): PremisesOffRoad => ({
    fid: places.map((place) => inputs.premises.columns.fid[rows[place]!]!),
    lon: Float64Array.from(places, (place) => lon[place]!),
    lat: Float64Array.from(places, (place) => lat[place]!),
    meters: Float32Array.from(places, (place) => snapped.meters[place]!),
  });
  const { names, edgeName, edgeMeters } = graph.network;
  const byFault = <T>(of: (edges: Uint32Array<ArrayBuffer>) => T) =>
    Object.fromEntries(networkFaults.map((fault) => [fault, of(report[fault])])) as Record<NetworkFault, T>;
  return done({
    ...factsOf(parameters, inputs),
    basis: graph.profile.basis,
    turnoutSeconds: graph.profile.turnoutSeconds,
    report,
    lines: byFault((edges) => linesOfEdges(graph.network, edges)),
    streets: byFault((edges) => ({
      name: Array.from(edges, (edge) => names[edgeName[edge]!]!),
      meters: Float32Array.from(edges, (edge) => edgeMeters[edge]!),
    })),
    stations: bySnapFault((fault) => stationsAt(stations[fault])),
    premises: { total: rows.length, ...bySnapFault((fault) => premisesAt(premises[fault])) },
  });
}

const bySnapFault = <T>(of: (fault: SnapFault) => T): Record<SnapFault, T> =>
  Object.fromEntries(snapFaults.map((fault) => [fault, of(fault)])) as Record<SnapFault, T>;
