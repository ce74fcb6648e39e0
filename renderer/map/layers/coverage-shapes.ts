import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import type { AreaColumns } from '../../../shared/geo/area-columns.ts';
import { defaultTravelProfiles } from '../../../shared/rules/travel-profiles.ts';
import type { ShapeData } from '../shapes/shape-makers.ts';

/** Made once of every answer: the same answer gives the same object, so the map is not told twice. */
function onceFor<Source extends object>(make: (source: Source) => ShapeData): (source: Source) => ShapeData {
  const made = new WeakMap<Source, ShapeData>();
  return (source) => {
    const found = made.get(source) ?? make(source);
    made.set(source, found);
    return found;
  };
}

export const tierAreas = onceFor((tiers: readonly { area: AreaColumns }[]) => ({ kind: 'tierAreas', from: tiers.map(({ area }) => area) }));

/** How far the last tier reaches at all. */
export const outerEdge = onceFor(({ tiers }: CoverageAnswer) => ({ kind: 'outerEdge', from: tiers.at(-1)!.area }));

export const tierRoads = onceFor(({ tiers }: CoverageAnswer) => ({ kind: 'tierLines', from: tiers.map(({ roads }) => roads) }));

const firstDueOf = ({ firstDue, stations }: CoverageAnswer) => ({
  areas: firstDue.map(({ area }) => area),
  names: firstDue.map(({ station }) => stations[station]!.name),
});
export const firstDueAreas = onceFor((answer: CoverageAnswer) => ({ kind: 'namedAreas', from: firstDueOf(answer) }));
export const firstDueNames = onceFor((answer: CoverageAnswer) => ({ kind: 'areaNames', from: firstDueOf(answer) }));

/** Speed with which minutes are turned into straight-line distance: that of a third-class road of the profile, km/h. */
export function straightLineKmh({ parameters: { profile, band, hour } }: CoverageAnswer): number {
  const { speedKmh, unknownClassKmh, bandFactors, hourFactors } = defaultTravelProfiles[profile];
  return (speedKmh.tertiary ?? unknownClassKmh) * bandFactors[band] * (hour === null ? 1 : hourFactors[hour]!);
}

/** Circles about the stations of every tier: what coverage would be without roads. */
export const straightLineRings = onceFor((answer: CoverageAnswer) => {
  const kilometersPerSecond = straightLineKmh(answer) / 3600;
  const circles = answer.tiers.flatMap(({ tier: { types }, travelSeconds }, tier) =>
    answer.stations
      .filter(({ type }) => type === 'fireStation' || (type !== null && types.includes(type)))
      .map(({ lon, lat }) => ({ tier, lon, lat, kilometers: travelSeconds * kilometersPerSecond })),
  );
  return { kind: 'circles', from: { circles } };
});
