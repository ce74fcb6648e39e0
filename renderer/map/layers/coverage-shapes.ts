import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';
import type { AreaColumns } from '../../../shared/geo/area-columns.ts';
import { defaultTravelProfiles } from '../../../shared/rules/travel-profiles.ts';
import { onceFor } from '../once-for.ts';
import type { ShapeData } from '../shapes/shape-makers.ts';

/** The shape of every answer, the same as long as the answer is. */
const shapeOf = <Source extends object>(make: (source: Source) => ShapeData) => onceFor(make);

export const tierAreas = shapeOf((tiers: readonly { area: AreaColumns }[]) => ({ kind: 'tierAreas', from: tiers.map(({ area }) => area) }));

/** How far the last tier reaches at all. */
export const outerEdge = shapeOf(({ tiers }: CoverageAnswer) => ({ kind: 'outerEdge', from: tiers.at(-1)!.area }));

/** Roads reached with `tier`, the widest first so that the nearer lie on top. */
export const tierRoads = shapeOf(({ tiers }: CoverageAnswer) => ({
  kind: 'lines',
  from: tiers.map(({ roads }, tier) => ({ lines: roads, properties: { tier } })).toReversed(),
}));

const firstDueOf = ({ firstDue, stations }: CoverageAnswer) => ({
  areas: firstDue.map(({ area }) => area),
  names: firstDue.map(({ station }) => stations[station]!.name),
});
export const firstDueAreas = shapeOf((answer: CoverageAnswer) => ({ kind: 'namedAreas', from: firstDueOf(answer) }));
export const firstDueNames = shapeOf((answer: CoverageAnswer) => ({ kind: 'areaNames', from: firstDueOf(answer) }));

/** Speed with which minutes are turned into straight-line distance: that of a third-class road of the profile, km/h. */
export function straightLineKmh({ parameters: { profile, band, hour } }: CoverageAnswer): number {
  const { speedKmh, unknownClassKmh, bandFactors, hourFactors } = defaultTravelProfiles[profile];
  return (speedKmh.tertiary ?? unknownClassKmh) * bandFactors[band] * (hour === null ? 1 : hourFactors[hour]!);
}

/** Circles about the stations of every tier: what coverage would be without roads. */
export const straightLineRings = shapeOf((answer: CoverageAnswer) => {
  const kilometersPerSecond = straightLineKmh(answer) / 3600;
  const circles = answer.tiers.flatMap(({ tier: { types }, travelSeconds }, tier) =>
    answer.stations
      .filter(({ type }) => type === 'fireStation' || (type !== null && types.includes(type)))
      .map(({ lon, lat }) => ({ tier, lon, lat, kilometers: travelSeconds * kilometersPerSecond })),
  );
  return { kind: 'circles', from: circles };
});
