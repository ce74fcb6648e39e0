import { z } from 'zod';
import { type StationType, stationTypes } from '../../model/index.ts';
import { countsAsResource } from '../../rules/response-tiers.ts';
import type { TravelGraph } from '../network/index.ts';
import type { ResponseInputs, ResponseStation } from './inputs.ts';
import { snapAll } from './place-references.ts';

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

export const ghostStation = z.strictObject({
  name: z.string().max(100),
  type: z.enum(stationTypes).default('fireStation'),
  lon: longitude,
  lat: latitude,
});
export type GhostStation = z.infer<typeof ghostStation>;

export interface ChosenStation extends ResponseStation {
  ghost: boolean;
}
export interface ExcludedStation {
  station: ResponseStation;
  reason: 'noEquipment' | 'notAResource' | 'noPosition' | 'farFromRoad';
}

export interface ResourceWish {
  types: readonly StationType[];
  ghostStations: readonly GhostStation[];
  snapLimitMeters: number;
}

/** Who counts among the types asked for (fire stations always), ghosts behind the rest, and who does not, with the reason. */
export function chooseResources(
  { types, ghostStations, snapLimitMeters }: ResourceWish,
  { stations: placed, unplacedStations }: Pick<ResponseInputs, 'stations' | 'unplacedStations'>,
  graph: TravelGraph,
): { stations: ChosenStation[]; excluded: ExcludedStation[] } {
  const excluded: ExcludedStation[] = [];
  const known = [...placed, ...unplacedStations];
  const { meters } = snapAll(graph, known, snapLimitMeters);
  const real = known.filter((station, index) => {
    const reason =
      reasonAgainst(station, types) ?? (index >= placed.length ? 'noPosition' : meters[index] === Infinity ? 'farFromRoad' : null);
    if (reason !== null) excluded.push({ station, reason });
    return reason === null;
  });
  return {
    stations: [...real.map((station) => ({ ...station, ghost: false })), ...ghostStations.map(asStation)],
    excluded,
  };
}

function reasonAgainst({ type, equipped }: ResponseStation, types: readonly StationType[]): 'noEquipment' | 'notAResource' | null {
  const wanted = type === 'fireStation' || (type !== null && types.includes(type));
  if (!wanted || !countsAsResource(type, true)) return 'notAResource';
  return countsAsResource(type, equipped) ? null : 'noEquipment';
}

export function asStation({ name, type, lon, lat }: GhostStation, index: number): ChosenStation {
  return { id: `ghost-${index + 1}`, fid: 0, name, type, equipped: true, lon, lat, ghost: true };
}
