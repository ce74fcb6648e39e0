import { z } from 'zod';
import { done, type Result } from '../../model/failure.ts';
import { type NetworkReport, reportNetwork, reportSnaps } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import type { ResponseInputs, ResponseStation } from './inputs.ts';
import { snapAll } from './place-references.ts';
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
  /** The report's lists of edges as lines, for the map. */
  lines: Record<NetworkFault, LineColumns>;
  /** Places no road is near enough to, and those farther from theirs than `farMeters`. */
  stations: { refused: ResponseStation[]; far: ResponseStation[] };
  premises: { total: number; refusedFids: Uint32Array<ArrayBuffer>; farFids: Uint32Array<ArrayBuffer> };
}

/** What to know of the roads and the profile before believing results. */
export async function runNetwork(parameters: NetworkParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<NetworkAnswer>> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  await pace(0.2);
  const report = reportNetwork(graph);
  await pace(0.5);
  const { snapLimitMeters, farMeters } = parameters;
  const stations = reportSnaps(snapAll(graph, inputs.stations, snapLimitMeters), farMeters);
  const rows = premisesRowsOn(inputs);
  const { lon, lat } = positionsOf(inputs.premises.columns, rows);
  const premises = reportSnaps(
    snapAll(
      graph,
      Array.from(lon, (value, index) => ({ lon: value, lat: lat[index]! })),
      snapLimitMeters,
    ),
    farMeters,
  );
  await pace(0.8);
  const stationsAt = (places: Uint32Array): ResponseStation[] => Array.from(places, (place) => inputs.stations[place]!);
  const fidsAt = (places: Uint32Array<ArrayBuffer>) => places.map((place) => inputs.premises.columns.fid[rows[place]!]!);
  return done({
    ...factsOf(parameters, inputs),
    basis: graph.profile.basis,
    turnoutSeconds: graph.profile.turnoutSeconds,
    report,
    lines: Object.fromEntries(networkFaults.map((fault) => [fault, linesOfEdges(graph.network, report[fault])])) as NetworkAnswer['lines'],
    stations: { refused: stationsAt(stations.refused), far: stationsAt(stations.far) },
    premises: { total: rows.length, refusedFids: fidsAt(premises.refused), farFids: fidsAt(premises.far) },
  });
}
