import type { Feature } from 'geojson';
import type { MatrixAnswer } from '../matrix.ts';
import type { NearestAnswer } from '../nearest.ts';
import type { PlaceOnRoad } from '../place-references.ts';
import type { RouteAnswer } from '../route.ts';
import { feature, nameOf, point, type ResultForms, type ResultNames, type ResultValue, tenths } from './result-parts.ts';

export const placeFeature = (kind: string, place: PlaceOnRoad, names: ResultNames): Feature =>
  feature(point(place.lon, place.lat), {
    kind,
    name: nameOf(place, names),
    stationId: place.stationId,
    premisesFid: place.premisesFid,
    snapMeters: tenths(place.snapMeters),
  });

export const routeResults: ResultForms<RouteAnswer> = {
  features: ({ routes, from, to }, names) => [
    ...routes.map(({ line, seconds, meters }, index) =>
      feature(line, { kind: 'route', rank: index + 1, seconds: tenths(seconds), meters: tenths(meters) }),
    ),
    placeFeature('from', from, names),
    placeFeature('to', to, names),
  ],
  table: ({ routes }) => ({
    columns: [{ key: 'rank' }, { key: 'step' }, { key: 'street' }, { key: 'meters' }, { key: 'seconds' }, { key: 'turnDegrees' }],
    rows: routes.flatMap(({ steps }, index) =>
      steps.map(({ street, meters, seconds, turnDegrees }, step): ResultValue[] => [
        index + 1,
        step + 1,
        street,
        tenths(meters),
        tenths(seconds),
        turnDegrees === null ? null : Math.round(turnDegrees),
      ]),
    ),
  }),
};

export const nearestResults: ResultForms<NearestAnswer> = {
  features: ({ resources, to }, names) => [
    ...resources.flatMap(({ station, line, seconds, arrivalSeconds, meters }, index) => {
      const said = { rank: index + 1, name: station.name, seconds: tenths(seconds), arrivalSeconds: tenths(arrivalSeconds) };
      return [
        feature(line, { kind: 'route', ...said, meters: tenths(meters) }),
        feature(point(station.lon, station.lat), { kind: 'station', ...said, id: station.id, type: station.type }),
      ];
    }),
    placeFeature('to', to, names),
  ],
  table: ({ resources }) => ({
    columns: [
      { key: 'rank' },
      { key: 'name' },
      { key: 'type', words: 'codes.stationType' },
      { key: 'lon' },
      { key: 'lat' },
      { key: 'meters' },
      { key: 'seconds' },
      { key: 'arrivalSeconds' },
    ],
    rows: resources.map(({ station, meters, seconds, arrivalSeconds }, index): ResultValue[] => [
      index + 1,
      station.name,
      station.type,
      station.lon,
      station.lat,
      tenths(meters),
      tenths(seconds),
      tenths(arrivalSeconds),
    ]),
  }),
};

export const matrixResults: ResultForms<MatrixAnswer> = {
  /** Origins and destinations, these with the origin that is there first. */
  *features({ from, to, seconds }, names) {
    for (const place of from) yield placeFeature('from', place, names);
    for (const [column, place] of to.entries()) {
      let nearest = -1;
      let least = Infinity;
      for (let row = 0; row < from.length; row++) {
        const at = seconds[row * to.length + column]!;
        if (at < least) [nearest, least] = [row, at];
      }
      const told = placeFeature('to', place, names);
      const first = nearest < 0 ? null : nameOf(from[nearest]!, names);
      yield { ...told, properties: { ...told.properties, first, firstSeconds: tenths(least) } };
    }
  },
  /** A row a destination, a column an origin: as many rows as a sheet holds, also from hundreds of stations to all premises. */
  table: ({ from, to, seconds }, names) => ({
    columns: [
      { key: 'destinationNumber' },
      { key: 'destination' },
      { key: 'fid' },
      { key: 'lon' },
      { key: 'lat' },
      ...from.map((origin) => ({ key: 'seconds' as const, of: nameOf(origin, names) ?? '' })),
    ],
    rows: {
      length: to.length,
      *[Symbol.iterator](): Generator<ResultValue[], void, void> {
        for (const [column, destination] of to.entries()) {
          yield [
            column + 1,
            nameOf(destination, names),
            destination.premisesFid,
            destination.lon,
            destination.lat,
            ...from.map((_, row) => tenths(seconds[row * to.length + column]!)),
          ];
        }
      },
    },
  }),
};
