import type { Feature, FeatureCollection } from 'geojson';
import { tokens } from '../../../shared/look/tokens.ts';
import { stationTypes } from '../../../shared/model/codes.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { stationImage } from '../image-ids.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import type { ResponseMapState } from '../response-state.ts';

export const GHOSTS_LAYER = 'response-ghosts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const point = (lon: number, lat: number, properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
});

/** What is planned on the map: closed roads, stations that do not exist yet, candidate sites, the line being drawn. */
export function responsePlansPart({ theme, response }: MapState): ResponsePart {
  const { danger, panel, accent, text } = tokens[theme];
  const inkOnMarks = theme === 'dark' ? tokens.dark.ground : '#FFFFFF';
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [], marks: [] };
  const plans = plansOf(response);
  if (response.closures.length > 0 || response.sketch.length > 0) {
    part.sources['response-closures'] = { type: 'geojson', data: plans.closures };
    part.points.push(
      {
        id: 'response-closures-casing',
        type: 'line',
        source: 'response-closures',
        filter: ['==', ['geometry-type'], 'LineString'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': panel, 'line-width': 8 },
      },
      {
        id: 'response-closures-line',
        type: 'line',
        source: 'response-closures',
        filter: ['==', ['geometry-type'], 'LineString'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': danger, 'line-width': 4, 'line-dasharray': [1.2, 0.8] },
      },
      {
        id: 'response-closures-disc',
        type: 'circle',
        source: 'response-closures',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: { 'circle-radius': 9, 'circle-color': danger, 'circle-stroke-color': panel, 'circle-stroke-width': 2 },
      },
      {
        id: 'response-closures-sign',
        type: 'symbol',
        source: 'response-closures',
        filter: ['==', ['geometry-type'], 'Point'],
        layout: { 'text-field': '✕', 'text-font': labelFont, 'text-size': 13, 'text-allow-overlap': true },
        paint: { 'text-color': inkOnMarks },
      },
    );
  }
  if (response.candidates.length > 0) {
    part.sources['response-candidates'] = { type: 'geojson', data: plans.candidates };
    part.marks.push(
      {
        id: 'response-candidates',
        type: 'circle',
        source: 'response-candidates',
        paint: {
          'circle-radius': ['case', ['>', ['get', 'rank'], 0], 11, 6],
          'circle-color': ['case', ['>', ['get', 'rank'], 0], accent, panel],
          'circle-stroke-color': ['case', ['>', ['get', 'rank'], 0], panel, accent],
          'circle-stroke-width': 2,
        },
      },
      {
        id: 'response-candidates-ranks',
        type: 'symbol',
        source: 'response-candidates',
        layout: {
          'text-field': ['case', ['>', ['get', 'rank'], 0], ['to-string', ['get', 'rank']], ''],
          'text-font': labelFont,
          'text-size': 12,
          'text-allow-overlap': true,
        },
        paint: { 'text-color': inkOnMarks },
      },
    );
  }
  if (response.ghosts.length > 0) {
    const [first, ...rest] = stationTypes;
    part.sources[GHOSTS_LAYER] = { type: 'geojson', data: plans.ghosts };
    part.marks.push(
      {
        id: 'response-ghosts-halo',
        type: 'circle',
        source: GHOSTS_LAYER,
        paint: {
          'circle-radius': 19,
          'circle-color': accent,
          'circle-opacity': 0.18,
          'circle-stroke-color': accent,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: GHOSTS_LAYER,
        type: 'symbol',
        source: GHOSTS_LAYER,
        layout: {
          'icon-image': [
            'match',
            ['get', 'type'],
            ...rest.flatMap((type) => [type, stationImage(type, theme)]),
            stationImage(first, theme),
          ] as never,
          'icon-allow-overlap': true,
          'text-field': ['get', 'name'],
          'text-font': labelFont,
          'text-size': 12,
          'text-offset': [0, 1.9],
          'text-allow-overlap': true,
        },
        paint: { 'text-color': text, 'text-halo-color': panel, 'text-halo-width': 1.8 },
      },
    );
  }
  return part;
}

let last: { state: ResponseMapState; made: ReturnType<typeof makePlans> } | null = null;
/** Made anew only for what has changed of it: dragging a ghost does not touch the closures. */
function plansOf(state: ResponseMapState): ReturnType<typeof makePlans> {
  if (last?.state === state) return last.made;
  const fresh = makePlans(state);
  const before = last;
  last = {
    state,
    made: {
      closures:
        before !== null && before.state.closures === state.closures && before.state.sketch === state.sketch
          ? before.made.closures
          : fresh.closures,
      candidates:
        before !== null && before.state.candidates === state.candidates && before.state.sites === state.sites
          ? before.made.candidates
          : fresh.candidates,
      ghosts: before !== null && before.state.ghosts === state.ghosts ? before.made.ghosts : fresh.ghosts,
    },
  };
  return last.made;
}

function makePlans({ closures, sketch, candidates, sites, ghosts }: ResponseMapState) {
  const lines = [...closures.map(({ positions }) => positions), ...(sketch.length > 0 ? [sketch] : [])];
  return {
    closures: collection(
      lines.map((positions) =>
        positions.length === 1
          ? point(positions[0]![0], positions[0]![1], {})
          : { type: 'Feature', geometry: { type: 'LineString', coordinates: positions.map(([lon, lat]) => [lon, lat]) }, properties: {} },
      ),
    ),
    candidates: collection(
      candidates.map(({ name, lon, lat }, index) => {
        const rank = sites?.candidates.length === candidates.length ? sites.chosen.indexOf(index) + 1 : 0;
        return point(lon, lat, { name, rank });
      }),
    ),
    ghosts: collection(ghosts.map(({ name, type, lon, lat }, index) => point(lon, lat, { name, type: type ?? 'fireStation', index }))),
  };
}
