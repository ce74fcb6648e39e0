import { supervisionGrades } from '../../model/index.ts';
import { type ResponseTier, travelSecondsOf } from '../../rules/response-tiers.ts';
import type { SnappedPlaces, TravelGraph } from '../network/index.ts';
import type { ChosenStation } from './choose-resources.ts';
import type { CoverageParameters } from './coverage.ts';
import type { ResponseInputs } from './inputs.ts';
import { snapPositions } from './place-references.ts';
import { openHazardRowsOn, positionsOf, premisesRowsOn } from './rows-on-day.ts';
import { graphFor } from './travel-parameters.ts';

/** n of N: N counts all that is asked for, also what is too far from a road to be reached. */
export interface Share {
  covered: number;
  total: number;
}

/** Premises on record on the day, in the order of `fid`. */
export interface CoveragePremises {
  fid: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  highRisk: Uint8Array<ArrayBuffer>;
}

function premisesOn(inputs: ResponseInputs): CoveragePremises {
  const { columns } = inputs.premises;
  const rows = premisesRowsOn(inputs);
  const highRisk = supervisionGrades.indexOf('gradeSecure') + 1;
  return {
    fid: Uint32Array.from(rows, (row) => columns.fid[row]!),
    ...positionsOf(columns, rows),
    highRisk: Uint8Array.from(rows, (row) => (columns.grade[row] === highRisk ? 1 : 0)),
  };
}

/** What coverage is measured on, whoever the stations are. */
export interface CoverageScene {
  graph: TravelGraph;
  premises: CoveragePremises;
  snapped: SnappedPlaces;
  snappedHazards: SnappedPlaces;
  /** Seconds of travel each tier leaves. */
  limits: number[];
}

export async function setCoverageScene(
  parameters: CoverageParameters,
  inputs: ResponseInputs,
  pace: (share: number) => Promise<void> | undefined,
): Promise<CoverageScene> {
  const graph = graphFor(inputs, parameters);
  await pace(0.4);
  const premises = premisesOn(inputs);
  const snapped = snapPositions(graph, premises.lon, premises.lat, parameters.snapLimitMeters);
  await pace(0.8);
  const hazards = positionsOf(inputs.hazards.columns, openHazardRowsOn(inputs));
  const snappedHazards = snapPositions(graph, hazards.lon, hazards.lat, parameters.snapLimitMeters);
  const limits = parameters.tiers.map((tier) => travelSecondsOf(tier, graph.profile.turnoutSeconds));
  return { graph, premises, snapped, snappedHazards, limits };
}

export const typesOf = ({ tiers }: CoverageParameters) => tiers.flatMap((tier) => tier.types);

export const countsInTier = ({ type }: Pick<ChosenStation, 'type'>, tier: ResponseTier): boolean =>
  type === 'fireStation' || (type !== null && tier.types.includes(type));

/** The same places, those that do not count refused: their numbers stay. */
export const keepPlaces = (places: SnappedPlaces, chosen: readonly boolean[]): SnappedPlaces => ({
  ...places,
  edge: places.edge.map((edge, place) => (chosen[place] === true ? edge : -1)),
});

export function shareOf(seconds: Float64Array, limitSeconds: number, mask: Uint8Array | null): Share {
  let covered = 0;
  let total = 0;
  for (let place = 0; place < seconds.length; place++) {
    if (mask !== null && mask[place] !== 1) continue;
    total += 1;
    if (seconds[place]! <= limitSeconds) covered += 1;
  }
  return { covered, total };
}
