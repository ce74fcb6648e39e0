import type { Feature, FeatureCollection } from 'geojson';
import { tokens } from '../../../shared/look/tokens.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import type { WaysState } from '../ways-state.ts';
import { patrolLines, patrolPlaces } from './patrol-features.ts';
import { placeFeature, waysBeside } from './way-features.ts';
import { placeWayNumbers } from './way-numbers.ts';

/** Ends of a route, which can be dragged. */
export const ROUTE_ENDS_LAYER = 'ways-ends';
const WAYS = 'ways-lines';
const PLACES = 'ways-places';

/** Nearest resources and routes: the way looked at on top of the others, places with their numbers and letters. */
export function waysPart({ theme, entries, response: { ways } }: MapState): ResponsePart {
  const stationsShown = entries.some(({ id, visible }) => id === 'stations' && visible);
  const { lines, places, ends } = featuresOf(ways);
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [], marks: [] };
  const { accent, danger, panel, text, textMuted } = tokens[theme];
  if (lines.features.length > 0) {
    part.sources[WAYS] = { type: 'geojson', data: lines };
    const offset = ['coalesce', ['get', 'offset'], 0] as never;
    const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
    part.points.push(
      {
        id: 'ways-must',
        type: 'line',
        source: WAYS,
        filter: ['==', ['get', 'kind'], 'must'],
        layout,
        paint: { 'line-color': ['case', ['get', 'chosen'], accent, danger], 'line-width': 12, 'line-opacity': 0.4 },
      },
      {
        id: 'ways-other-casing',
        type: 'line',
        source: WAYS,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['!', ['get', 'chosen']]],
        layout,
        paint: { 'line-color': panel, 'line-width': 6, 'line-offset': offset },
      },
      {
        id: 'ways-other',
        type: 'line',
        source: WAYS,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['!', ['get', 'chosen']]],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': textMuted, 'line-width': 3.5, 'line-dasharray': [2, 1], 'line-offset': offset },
      },
      {
        id: 'ways-chosen-casing',
        type: 'line',
        source: WAYS,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['get', 'chosen']],
        layout,
        paint: { 'line-color': panel, 'line-width': 10 },
      },
      {
        id: 'ways-chosen',
        type: 'line',
        source: WAYS,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['get', 'chosen']],
        layout,
        paint: { 'line-color': accent, 'line-width': 6 },
      },
      {
        id: 'ways-missed',
        type: 'line',
        source: WAYS,
        filter: ['==', ['get', 'kind'], 'missed'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': danger, 'line-width': 5, 'line-dasharray': [2, 0.8] },
      },
      {
        id: 'ways-gap',
        type: 'line',
        source: WAYS,
        filter: ['==', ['get', 'kind'], 'gap'],
        layout: { 'line-cap': 'round' },
        paint: { 'line-color': danger, 'line-width': 4, 'line-dasharray': [0.1, 2] },
      },
    );
  }
  const disc = (source: string) => ({
    'circle-radius': 12,
    'circle-color': source === PLACES ? (['case', ['get', 'failed'], danger, ['get', 'chosen'], accent, textMuted] as never) : accent,
    'circle-stroke-color': panel,
    'circle-stroke-width': 2.5,
  });
  for (const [source, data] of [
    [PLACES, places],
    [ROUTE_ENDS_LAYER, ends],
  ] as const) {
    if (data.features.length === 0) continue;
    part.sources[source] = { type: 'geojson', data };
    part.marks.push(
      { id: source, type: 'circle', source, paint: disc(source) },
      {
        id: `${source}-marks`,
        type: 'symbol',
        source,
        layout: {
          'text-field': ['get', 'mark'],
          'text-font': labelFont,
          'text-size': 13,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': theme === 'dark' ? tokens.dark.ground : '#FFFFFF' },
      },
      {
        id: `${source}-names`,
        type: 'symbol',
        source,
        // Stations in sight have their names already.
        ...(stationsShown ? { filter: ['!', ['get', 'station']] as never } : {}),
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 1.2],
          'text-ignore-placement': true,
        },
        paint: { 'text-color': text, 'text-halo-color': panel, 'text-halo-width': 1.8 },
      },
    );
  }
  return part;
}

interface WayFeatures {
  lines: FeatureCollection;
  places: FeatureCollection;
  ends: FeatureCollection;
}
let last: { ways: WaysState; made: WayFeatures } | null = null;

/** The same collections as long as the ways are the same. */
export function featuresOf(ways: WaysState): WayFeatures {
  if (last?.ways === ways) return last.made;
  const { nearest, route, target, from, to, chosenResource, chosenRoute } = ways;
  const routeLines = (route?.routes ?? []).map(({ line }) => line);
  const lines = [
    ...waysBeside(
      (nearest?.resources ?? []).map(({ line }) => line),
      chosenResource,
    ),
    ...waysBeside(routeLines, chosenRoute),
    ...patrolLines(ways),
  ];
  const places = [
    ...(nearest?.resources ?? []).map(({ station: { name, lon, lat } }, rank) =>
      placeFeature({ name, lon, lat }, { mark: String(rank + 1), chosen: rank === chosenResource, station: true }),
    ),
    // Several routes are told apart by the numbers of their list; the chosen one on top.
    ...(routeLines.length < 2 ? [] : placeWayNumbers(routeLines))
      .map(([lon, lat], rank) => placeFeature({ name: '', lon: lon!, lat: lat! }, { mark: String(rank + 1), chosen: rank === chosenRoute }))
      .sort((a, b) => Number(a.properties!.chosen) - Number(b.properties!.chosen)),
    ...(target === null ? [] : [placeFeature(target, { mark: '★', chosen: true })]),
    ...patrolPlaces(ways),
  ];
  const ends = [from, to].flatMap((end, index) => (end === null ? [] : [placeFeature(end, { mark: 'AB'[index]!, chosen: true, index })]));
  const made = { lines: collection(lines), places: collection(places), ends: collection(ends) };
  last = { ways, made };
  return made;
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
