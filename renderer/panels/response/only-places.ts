import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';

/** The answer as far as it is about these premises, in their order. */
export function onlyPlaces(answer: CoverageAnswer, places: readonly number[]): CoverageAnswer {
  const { premises, tiers } = answer;
  const { due } = premises;
  const count = premises.fid.length;
  const dueRows = places.flatMap((place) => Array.from({ length: due.k }, (_, rank) => place * due.k + rank));
  return {
    ...answer,
    premises: {
      fid: Uint32Array.from(places, (place) => premises.fid[place]!),
      lon: Float64Array.from(places, (place) => premises.lon[place]!),
      lat: Float64Array.from(places, (place) => premises.lat[place]!),
      snapMeters: Float32Array.from(places, (place) => premises.snapMeters[place]!),
      due: {
        ...due,
        station: due.station.constructor === Int32Array ? Int32Array.from(dueRows, (row) => due.station[row]!) : due.station,
        seconds: Float64Array.from(dueRows, (row) => due.seconds[row]!),
      },
      tierSeconds: Float64Array.from(
        tiers.flatMap((_, tier) => places.map((place) => tier * count + place)),
        (row) => premises.tierSeconds[row]!,
      ),
      depth: Uint16Array.from(places, (place) => premises.depth[place]!),
      zone: Int32Array.from(places, (place) => premises.zone[place]!),
    },
  };
}
