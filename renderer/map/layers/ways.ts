import type { Feature, FeatureCollection, Position } from 'geojson';
import type { TrackFixes } from '../../../shared/formats/read-track.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import type { ChosenPlace } from '../../state/chosen-place.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import type { WaysState } from '../ways-state.ts';

/** Ends of a route, which can be dragged. */
export const ROUTE_ENDS_LAYER = 'ways-ends';
const WAYS = 'ways-lines';
const PLACES = 'ways-places';

/** Nearest resources and routes: the way looked at on top of the others, places with their numbers and letters. */
export function waysPart({ theme, response: { ways } }: MapState): ResponsePart {
  const { lines, places, ends } = featuresOf(ways);
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [] };
  const { accent, danger, panel, text, textMuted } = tokens[theme];
  if (lines.features.length > 0) {
    part.sources[WAYS] = { type: 'geojson', data: lines };
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
        paint: { 'line-color': panel, 'line-width': 6 },
      },
      {
        id: 'ways-other',
        type: 'line',
        source: WAYS,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['!', ['get', 'chosen']]],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': textMuted, 'line-width': 3.5, 'line-dasharray': [2, 1] },
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
    part.points.push(
      { id: source, type: 'circle', source, paint: disc(source) },
      {
        id: `${source}-marks`,
        type: 'symbol',
        source,
        layout: { 'text-field': ['get', 'mark'], 'text-font': labelFont, 'text-size': 13, 'text-allow-overlap': true },
        paint: { 'text-color': theme === 'dark' ? tokens.dark.ground : '#FFFFFF' },
      },
      {
        id: `${source}-names`,
        type: 'symbol',
        source,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 1.2],
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
  const lines = [
    ...(nearest?.resources ?? []).map(({ line }, rank) => lineFeature(line, rank === chosenResource)),
    ...(route?.routes ?? []).map(({ line }, rank) => lineFeature(line, rank === chosenRoute)),
    ...patrolLines(ways),
  ];
  const places = [
    ...(nearest?.resources ?? []).map(({ station: { name, lon, lat } }, rank) =>
      placeFeature({ name, lon, lat }, { mark: String(rank + 1), chosen: rank === chosenResource }),
    ),
    ...(target === null ? [] : [placeFeature(target, { mark: '★', chosen: true })]),
    ...patrolPlaces(ways),
  ];
  const ends = [from, to].flatMap((end, index) => (end === null ? [] : [placeFeature(end, { mark: 'AB'[index]!, chosen: true, index })]));
  const made = { lines: collection(lines), places: collection(places), ends: collection(ends) };
  last = { ways, made };
  return made;
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const lineFeature = (geometry: Feature['geometry'], chosen: boolean): Feature => ({
  type: 'Feature',
  geometry,
  properties: { kind: 'way', chosen },
});
const placeFeature = ({ name, lon, lat }: Pick<ChosenPlace, 'name' | 'lon' | 'lat'>, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { name, failed: false, ...properties },
});

/** Ways of a tour or a track, and the lines to patrol: not `chosen` where they are not met. */
function patrolLines({ tour, lines, track, compliance }: WaysState): Feature[] {
  const unmet = new Set(tour?.unmet.filter(({ kind }) => kind === 'line').map(({ index }) => index));
  return [
    ...lines.map(
      ({ positions }, index): Feature => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: positions.map(([lon, lat]) => [lon, lat]) },
        properties: { kind: 'must', chosen: !unmet.has(index) && compliance?.lines[index]?.met !== false },
      }),
    ),
    ...(tour?.visits ?? []).map(({ way }) => lineFeature(way, true)),
    ...(tour?.wayBack == null ? [] : [lineFeature(tour.wayBack, false)]),
    ...(track === null ? [] : [lineFeature({ type: 'MultiLineString', coordinates: trackLines(track.fixes) }, true)]),
  ];
}

/** Between fixes further apart in time nothing is drawn. */
const TRACK_GAP_SECONDS = 120;

export function trackLines({ lon, lat, time }: TrackFixes): Position[][] {
  const lines: Position[][] = [];
  let before: number | null = null;
  for (let at = 0; at < time.length; at++) {
    const [x, y, seconds] = [lon[at] ?? null, lat[at] ?? null, time[at] ?? null];
    if (x === null || y === null || seconds === null) continue;
    if (before === null || Math.abs(seconds - before) > TRACK_GAP_SECONDS) lines.push([]);
    lines.at(-1)!.push([x, y]);
    before = seconds;
  }
  return lines.filter((line) => line.length > 1);
}

/** Points to visit with their number in the tour, `!` where they are not in it, or what the track proves. */
function patrolPlaces({ points, lines, start, tour, compliance }: WaysState): Feature[] {
  const markOf = (kind: 'point' | 'line', index: number): { mark: string; failed: boolean } => {
    if (tour !== null) {
      const order = tour.visits.findIndex((visit) => visit.kind === kind && visit.index === index);
      return order < 0 ? { mark: '!', failed: true } : { mark: String(order + 1), failed: false };
    }
    const proven = kind === 'point' ? compliance?.points[index]?.verdict : undefined;
    if (proven !== undefined) return { mark: proven === 'met' ? '✓' : proven === 'unknown' ? '?' : '✗', failed: proven !== 'met' };
    const line = kind === 'line' ? compliance?.lines[index] : undefined;
    if (line !== undefined) return { mark: line.met ? '✓' : line.hasGap ? '?' : '✗', failed: !line.met };
    return { mark: '·', failed: false };
  };
  return [
    ...lines.map(({ name, positions }, index) => {
      const [lon, lat] = positions[Math.floor(positions.length / 2)]!;
      return placeFeature({ name, lon, lat }, { ...markOf('line', index), chosen: true });
    }),
    ...points.map(({ place }, index) => placeFeature(place, { ...markOf('point', index), chosen: true })),
    ...(start === null ? [] : [placeFeature(start, { mark: '★', chosen: true, failed: false })]),
  ];
}
