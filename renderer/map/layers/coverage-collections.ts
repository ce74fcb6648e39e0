import { area } from '@turf/area';
import circle from '@turf/circle';
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import type { CoverageAnswer, LineColumns } from '../../../shared/analyses/response/index.ts';
import { zoneHues } from '../../../shared/look/symbols.ts';
import { defaultTravelProfiles } from '../../../shared/rules/travel-profiles.ts';
import { labelPoint } from '../label-point.ts';
import { neighbourHues } from './neighbour-hues.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

/** Made once of every answer: the same answer gives the same object, so the map is not told twice. */
function onceFor<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const found = made.get(source) ?? make(source);
    made.set(source, found);
    return found;
  };
}

/** Areas of the tiers with `tier`, the widest first so that the nearer lie on top. */
export const tierAreas = onceFor((tiers: readonly { area: MultiPolygon }[]) =>
  collection(tiers.map(({ area }, tier) => ({ type: 'Feature' as const, geometry: area, properties: { tier } })).toReversed()),
);

/** How far the last tier reaches at all: without the gaps inside, and without pieces that are small beside the largest. */
export const outerEdge = onceFor(({ tiers }: CoverageAnswer) => {
  const rings = tiers
    .at(-1)!
    .area.coordinates.map(([outer]) => ({ outer: outer!, size: area({ type: 'Polygon', coordinates: [outer!] }) }));
  const largest = Math.max(0, ...rings.map(({ size }) => size));
  const coordinates = rings.filter(({ size }) => size >= largest / 200).map(({ outer }) => [outer]);
  return collection([{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties: {} }]);
});

/** Roads reached with `tier`, the widest first. */
export const tierRoads = onceFor(({ tiers }: CoverageAnswer) =>
  collection(tiers.map(({ roads }, tier): Feature => ({ type: 'Feature', geometry: linesOf(roads), properties: { tier } })).toReversed()),
);

function linesOf({ count, start, lon, lat }: LineColumns): Feature['geometry'] {
  const coordinates = Array.from({ length: count }, (_, line) => {
    const positions: number[][] = [];
    for (let at = start[line]!; at < start[line + 1]!; at++) positions.push([lon[at]!, lat[at]!]);
    return positions;
  });
  return { type: 'MultiLineString', coordinates };
}

/** Where each station is first, with `hue`, other than its neighbours', and its name. */
export const firstDueAreas = onceFor(({ firstDue, stations }: CoverageAnswer) => {
  const hues = neighbourHues(
    firstDue.map(({ area }) => area),
    zoneHues.length,
  );
  return collection(
    firstDue.map(({ station, area }, index) => ({
      type: 'Feature',
      geometry: area,
      properties: { hue: hues[index], name: stations[station]!.name },
    })),
  );
});
export const firstDueLabels = onceFor(({ firstDue, stations }: CoverageAnswer) =>
  collection(
    firstDue.flatMap(({ station, area }): Feature[] => {
      const point = labelPoint(area);
      return point === null
        ? []
        : [{ type: 'Feature', geometry: { type: 'Point', coordinates: point }, properties: { name: stations[station]!.name } }];
    }),
  ),
);

/** Speed with which minutes are turned into straight-line distance: that of a third-class road of the profile, km/h. */
export function straightLineKmh({ parameters: { profile, band, hour } }: CoverageAnswer): number {
  const { speedKmh, unknownClassKmh, bandFactors, hourFactors } = defaultTravelProfiles[profile];
  return (speedKmh.tertiary ?? unknownClassKmh) * bandFactors[band] * (hour === null ? 1 : hourFactors[hour]!);
}

/** Circles about the stations of every tier: what coverage would be without roads. */
export const straightLineRings = onceFor((answer: CoverageAnswer) => {
  const kilometersPerSecond = straightLineKmh(answer) / 3600;
  return collection(
    answer.tiers.flatMap(({ tier: { types }, travelSeconds }, tier) =>
      answer.stations
        .filter(({ type }) => type === 'fireStation' || (type !== null && types.includes(type)))
        .map(({ lon, lat }) =>
          circle([lon, lat], travelSeconds * kilometersPerSecond, { steps: 72, units: 'kilometers', properties: { tier } }),
        ),
    ),
  );
});

let last: { answer: CoverageAnswer; classes: Uint8Array; key: string; data: FeatureCollection } | null = null;
/**
 * Premises with `fid` and `cover`, the number of their class, and `text`, what is written beside them near by.
 * @param key of what the classes are made from: the same gives the same object
 */
export function coveredPremises(
  answer: CoverageAnswer,
  key: string,
  classes: () => Uint8Array,
  text: (place: number) => string,
): FeatureCollection {
  if (last !== null && last.answer === answer && last.key === key) return last.data;
  const { fid, lon, lat } = answer.premises;
  const made = classes();
  const data = collection(
    Array.from(fid, (id, place) => ({
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [lon[place]!, lat[place]!] },
      properties: { fid: id, cover: made[place], text: text(place) },
    })),
  );
  last = { answer, classes: made, key, data };
  return data;
}

/** Premises that more or less is done for than in the coverage of today, with `change` 1 (gained) or −1 (lost). */
export function changedPremises(answer: CoverageAnswer, now: Int8Array, today: Int8Array): FeatureCollection {
  const { lon, lat } = answer.premises;
  const features: Feature[] = [];
  for (let place = 0; place < lon.length; place++) {
    const change = (now[place] === -1 ? 0 : 1) - (today[place] === -1 ? 0 : 1);
    if (change === 0) continue;
    features.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon[place]!, lat[place]!] }, properties: { change } });
  }
  return collection(features);
}
