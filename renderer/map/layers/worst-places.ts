import type { Feature, FeatureCollection } from 'geojson';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { bivariateColors } from '../../../shared/look/analysis-colors.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import { SHAPES_LAYER } from '../shapes/tile-scheme.ts';
import { geometryOf } from './bivariate.ts';
import { outerEdge } from './coverage-shapes.ts';

const PLACES = 'worst-places';
const LIMIT = 'worst-coverage-limit';

/** Where risk is high and response slow, by the numbers of its list, and how far the last tier reaches where a sheet shows both. */
export function worstPlacesPart({ theme, response: { worst, bivariate, reached } }: MapState): ResponsePart {
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [], marks: [] };
  const { panel, text } = tokens[theme];
  if (reached !== null) {
    const ink = theme === 'light' ? '#0B5D6B' : '#9BE8DA';
    part.sources[LIMIT] = { type: 'shapes', data: outerEdge(reached), tolerance: 0.2 };
    const layout = { 'line-join': 'round' } as const;
    part.borders.push(
      {
        id: `${LIMIT}-casing`,
        type: 'line',
        source: LIMIT,
        'source-layer': SHAPES_LAYER,
        layout,
        paint: { 'line-color': panel, 'line-width': 4 },
      },
      {
        id: LIMIT,
        type: 'line',
        source: LIMIT,
        'source-layer': SHAPES_LAYER,
        layout,
        paint: { 'line-color': ink, 'line-width': 2, 'line-dasharray': [3, 1.5] },
      },
    );
  }
  if (worst === null) return part;
  part.sources[PLACES] = { type: 'geojson', data: featuresOf(worst.answer, worst.most) };
  // Where the units themselves are drawn, they have this outline already.
  if (bivariate === null) {
    part.borders.push({
      id: `${PLACES}-outlines`,
      type: 'line',
      source: PLACES,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': text, 'line-width': 2 },
    });
  }
  const isNumber = ['has', 'number'] as never;
  part.marks.push(
    {
      id: `${PLACES}-discs`,
      type: 'circle',
      source: PLACES,
      filter: isNumber,
      layout: { 'circle-sort-key': ['-', 0, ['get', 'number']] },
      paint: {
        'circle-radius': 11,
        'circle-color': bivariateColors[theme].at(-1)!,
        'circle-stroke-color': panel,
        'circle-stroke-width': 2,
      },
    },
    {
      id: `${PLACES}-numbers`,
      type: 'symbol',
      source: PLACES,
      filter: isNumber,
      layout: {
        'text-field': ['to-string', ['get', 'number']],
        'text-font': labelFont,
        'text-size': 13,
        'text-allow-overlap': true,
        'symbol-sort-key': ['-', 0, ['get', 'number']],
      },
      paint: { 'text-color': panel },
    },
  );
  return part;
}

const made = new WeakMap<BivariateAnswer, { most: number; collection: FeatureCollection }>();
/** Units of the listed places, and a point with the `number` of each place. */
function featuresOf(answer: BivariateAnswer, most: number): FeatureCollection {
  const before = made.get(answer);
  if (before?.most === most) return before.collection;
  const features = answer.worst
    .slice(0, most)
    .flatMap(({ units, lon, lat }, index): Feature[] => [
      ...units.map((unit): Feature => ({ type: 'Feature', geometry: geometryOf(answer, unit), properties: {} })),
      { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { number: index + 1 } },
    ]);
  const collection: FeatureCollection = { type: 'FeatureCollection', features };
  made.set(answer, { most, collection });
  return collection;
}
