import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { WORST_CLASS } from '../../../shared/analyses/bivariate/index.ts';
import { cellRing } from '../../../shared/analyses/hotspots/index.ts';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { bivariateColors } from '../../../shared/look/analysis-colors.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import type { MapState } from '../map-state.ts';
import { onceFor } from '../once-for.ts';
import type { ResponsePart } from '../picture.ts';

/** Units with `group`, their class of nine; units without a value are left out. */
const featuresOf = onceFor((answer: BivariateAnswer): FeatureCollection => {
  const features: Feature[] = [];
  answer.classes.forEach((group, unit) => {
    if (group >= 0) features.push({ type: 'Feature', geometry: geometryOf(answer, unit), properties: { group } });
  });
  return { type: 'FeatureCollection', features };
});

export function geometryOf({ grid, zones, unit, lon, lat }: BivariateAnswer, index: number): Geometry {
  const which = unit[index]!;
  if (grid !== null) return { type: 'Polygon', coordinates: [cellRing(grid, which)] };
  return zones.length > 0 ? zones[which]!.geom : { type: 'Point', coordinates: [lon[index]!, lat[index]!] };
}

/** Risk × response in nine colours; the worst has an outline of its own. */
export function bivariatePart({ theme, response: { bivariate } }: MapState): ResponsePart {
  if (bivariate === null) return { sources: {} };
  const colors = bivariateColors[theme];
  const color = ['match', ['get', 'group'], ...colors.slice(1).flatMap((one, index) => [index + 1, one]), colors[0]] as never;
  const isWorst = ['==', ['get', 'group'], WORST_CLASS] as never;
  const points = bivariate.grid === null && bivariate.zones.length === 0;
  return {
    sources: { bivariate: { type: 'geojson', data: featuresOf(bivariate), tolerance: 0.2 } },
    areas: points
      ? []
      : [
          {
            id: 'bivariate-fill',
            type: 'fill',
            source: 'bivariate',
            paint: { 'fill-color': color, 'fill-opacity': 0.78, 'fill-antialias': false },
          },
        ],
    borders: points
      ? []
      : [
          {
            id: 'bivariate-worst',
            type: 'line',
            source: 'bivariate',
            filter: isWorst,
            layout: { 'line-join': 'round' },
            paint: { 'line-color': tokens[theme].text, 'line-width': 2 },
          },
        ],
    points: points
      ? [
          {
            id: 'bivariate-points',
            type: 'circle',
            source: 'bivariate',
            layout: { 'circle-sort-key': ['get', 'group'] },
            paint: {
              'circle-color': color,
              'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 2.2, 15, 6],
              'circle-stroke-color': ['case', isWorst, tokens[theme].text, tokens[theme].panel] as never,
              'circle-stroke-width': ['case', isWorst, 1.8, 0.6] as never,
            },
          },
        ]
      : [],
  };
}
