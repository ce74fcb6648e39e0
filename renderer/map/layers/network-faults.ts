import type { Feature, FeatureCollection } from 'geojson';
import { type NetworkAnswer, networkFaults } from '../../../shared/analyses/response/index.ts';
import { networkColors } from '../../../shared/look/analysis-colors.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { countFindings, isOfPlaces, type NetworkFinding, networkFindings, placeFindings } from '../../state/network-check.ts';
import type { MapState } from '../map-state.ts';
import { onceFor } from '../once-for.ts';
import type { ResponsePart } from '../picture.ts';
import type { ShapeData } from '../shapes/shape-makers.ts';
import { SHAPES_LAYER } from '../shapes/tile-scheme.ts';

const ROADS = 'network-roads';
const PLACES = 'network-places';
const dashes: Partial<Record<NetworkFinding, [number, number]>> = {
  noWayOutEdges: [2, 1],
  noWayInEdges: [0.8, 0.8],
  duplicateEdges: [0.4, 1.2],
};

/** Faults of the roads by kind, and places off them, while the check is open. */
export function networkFaultsPart({ theme, response: { network } }: MapState): ResponsePart {
  if (network === null) return { sources: {} };
  const { answer, chosen } = network;
  const part: Required<ResponsePart> = { sources: {}, areas: [], borders: [], labels: [], points: [], marks: [] };
  const shown = networkFindings.filter((finding) => countFindings(answer, finding) > 0 && (chosen === null || chosen === finding));
  const colors = networkColors[theme];
  part.sources[ROADS] = { type: 'shapes', data: roadsOf(answer), tolerance: 0.2 };
  part.sources[PLACES] = { type: 'geojson', data: placesOf(answer) };
  for (const finding of shown) {
    const filter = ['==', ['get', 'finding'], finding] as never;
    if (isOfPlaces(finding)) {
      part.points.push({
        id: `network-${finding}`,
        type: 'circle',
        source: PLACES,
        filter,
        paint: {
          'circle-radius': 6,
          'circle-color': tokens[theme].panel,
          'circle-opacity': 0.6,
          'circle-stroke-color': colors[finding],
          'circle-stroke-width': finding === 'farPlaces' ? 1.8 : 3,
        },
      });
      continue;
    }
    const width = ['interpolate', ['linear'], ['zoom'], 10, 2.5, 16, 6];
    part.borders.push(
      {
        id: `network-${finding}-casing`,
        type: 'line',
        source: ROADS,
        'source-layer': SHAPES_LAYER,
        filter,
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': tokens[theme].panel, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 4.5, 16, 9] },
      },
      {
        id: `network-${finding}`,
        type: 'line',
        source: ROADS,
        'source-layer': SHAPES_LAYER,
        filter,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': colors[finding],
          'line-width': width as never,
          ...(dashes[finding] ? { 'line-dasharray': dashes[finding] } : {}),
        },
      },
    );
  }
  return part;
}

const roadsOf = onceFor(({ lines }: NetworkAnswer): ShapeData => {
  const faulty = networkFaults.filter((fault) => lines[fault].count > 0);
  return { kind: 'lines', from: faulty.map((fault) => ({ lines: lines[fault], properties: { finding: fault } })) };
});

const placesOf = onceFor(({ premises, stations }: NetworkAnswer): FeatureCollection => {
  const features = Object.entries(placeFindings).map(([finding, fault]): Feature => {
    const { lon, lat } = premises[fault];
    const coordinates = [
      ...Array.from(lon, (x, index) => [x, lat[index]!]),
      ...stations[fault].map((station) => [station.lon, station.lat]),
    ];
    return { type: 'Feature', geometry: { type: 'MultiPoint', coordinates }, properties: { finding } };
  });
  return { type: 'FeatureCollection', features };
});
