import { z } from 'zod';
import { done, failed, type Result } from '../../model/failure.ts';
import { type SnappedPlaces, snapPlaces, type TravelGraph } from '../network/index.ts';
import type { ResponseInputs, ResponseStation } from './inputs.ts';

/** Longitude and latitude, WGS84. */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** How a place is named in parameters: by its position, or by what stands there. */
export const placeReference = z
  .union(
    [
      z.strictObject({
        lon: z.number().min(-180).max(180),
        lat: z.number().min(-90).max(90),
        label: z.string().max(100).default(''),
      }),
      z.strictObject({ stationId: z.string().min(1) }),
      z.strictObject({ premisesFid: z.int().positive() }),
    ],
    { error: '{lon, lat}, {stationId} or {premisesFid}' },
  )
  .describe('地点：经纬度（WGS84），或站点编号 stationId，或场所序号 premisesFid · a position, a station or a premises');
export type PlaceReference = z.infer<typeof placeReference>;

export interface Place {
  /** Empty for a bare position and for premises, whose names the caller knows. */
  label: string;
  lon: number;
  lat: number;
  stationId: string | null;
  premisesFid: number | null;
}

/** A place with the road it is reached by. */
export interface PlaceOnRoad extends Place {
  /** Metres to the road; Infinity when none is near enough. */
  snapMeters: number;
}

/** What references stand for. Fails with `placeUnknown` and the path of the first that stands for nothing. */
export function resolvePlaces(references: readonly PlaceReference[], inputs: ResponseInputs, path: string): Result<Place[]> {
  const places: Place[] = [];
  for (const [index, reference] of references.entries()) {
    const place = resolvePlace(reference, inputs);
    if (place === null) {
      const value = 'stationId' in reference ? reference.stationId : 'premisesFid' in reference ? reference.premisesFid : '';
      return failed('placeUnknown', { path: references.length === 1 ? path : `${path}.${index}`, value });
    }
    places.push(place);
  }
  return done(places);
}

function resolvePlace(reference: PlaceReference, { stations, premises }: ResponseInputs): Place | null {
  if ('stationId' in reference) {
    const station = stations.find(({ id }) => id === reference.stationId);
    if (station === undefined) return null;
    return { label: station.name, lon: station.lon, lat: station.lat, stationId: station.id, premisesFid: null };
  }
  if ('premisesFid' in reference) {
    const row = premises.columns.fid.indexOf(reference.premisesFid);
    if (row < 0) return null;
    const { lon, lat } = premises.columns;
    return { label: '', lon: lon[row]!, lat: lat[row]!, stationId: null, premisesFid: reference.premisesFid };
  }
  return { ...reference, stationId: null, premisesFid: null };
}

/**
 * Where places stand on the roads, the same in every analysis: at the nearest, or at one little farther away when that one is cut off from the rest. A yard
 * whose gate is not in the data is served from its street.
 */
export const snapPositions = (graph: TravelGraph, lon: ArrayLike<number>, lat: ArrayLike<number>, limitMeters: number): SnappedPlaces =>
  snapPlaces(graph, lon, lat, limitMeters, graph.connectedEdges());

export const snapAll = (graph: TravelGraph, places: readonly { lon: number; lat: number }[], limitMeters: number): SnappedPlaces =>
  snapPositions(
    graph,
    places.map(({ lon }) => lon),
    places.map(({ lat }) => lat),
    limitMeters,
  );

/** Fails with `placeFarFromRoad` and the path of the first place that no road is near enough to. */
export function refuseFar(snapped: SnappedPlaces, limitMeters: number, pathOf: (place: number) => string): Result<null> {
  const far = snapped.edge.indexOf(-1);
  return far < 0 ? done(null) : failed('placeFarFromRoad', { path: pathOf(far), limit: limitMeters });
}

/** Stations as places, in their order. */
export const placesOfStations = (stations: readonly ResponseStation[]): Place[] =>
  stations.map(({ id, name, lon, lat }) => ({ label: name, lon, lat, stationId: id, premisesFid: null }));
