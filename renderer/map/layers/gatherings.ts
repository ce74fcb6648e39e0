import type { Feature, Geometry, Position } from 'geojson';
import { type CellGrid, cellCenter, cellRing, kindOfCode } from '../../../shared/analyses/hotspots/index.ts';
import { positionOnPlane } from '../../../shared/analyses/metric-plane.ts';
import type { BiasAnswer, ClusterAnswer, EmergingAnswer, HotspotAnswer } from '../../../shared/analyses/response/index.ts';
import type { Language } from '../../../shared/ipc/index.ts';
import { biasColors, emergingLevel, hotspotColors } from '../../../shared/look/analysis-colors.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { texts } from '../../../shared/text/index.ts';
import type { Gathering } from '../../state/gatherings.ts';
import { labelFont } from '../basemap/label-layers.ts';
import { symbolImage } from '../image-ids.ts';
import { labelPoint } from '../label-point.ts';
import type { MapState } from '../map-state.ts';
import type { ResponsePart } from '../picture.ts';
import type { ShapeData } from '../shapes/shape-makers.ts';
import { SHAPES_LAYER } from '../shapes/tile-scheme.ts';

/** What answers to a click: features with `unit`, the number of their cell, cluster or zone. */
export const gatheringLayers = ['gathering-places', 'gathering-fill'] as const;
/** Beyond this many cells those without a finding are left out. */
const MOST_QUIET_CELLS = 20_000;

const features = (all: Feature[]): ShapeData => ({ kind: 'features', from: { type: 'FeatureCollection', features: all } });
const point = ([lon, lat]: readonly number[], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon!, lat!] },
  properties,
});

/** Surfaces with `unit` and `level` (the class they are coloured by), and points with `unit`, `level` and `mark`. */
interface Drawn {
  surfaces: ShapeData;
  marks: ShapeData;
  /** Single records: `member` 1 or 0; null where there are none. */
  records: ShapeData | null;
}

const drawn = new WeakMap<object, Partial<Record<Language, Drawn>>>();
/** Made once of every answer and language. */
function drawnOf(gathering: Gathering, language: Language): Drawn {
  const known = drawn.get(gathering.answer) ?? {};
  drawn.set(gathering.answer, known);
  known[language] ??= draw(gathering, language);
  return known[language];
}

function draw(gathering: Gathering, language: Language): Drawn {
  if (gathering.kind === 'hotspots') return drawCells(gathering.answer, ({ classes }, cell) => [classes[cell]!, ''], language);
  if (gathering.kind === 'emerging') return drawCells(gathering.answer, emergingLook, language);
  return gathering.kind === 'cluster' ? drawClusters(gathering.answer) : drawBias(gathering.answer, language);
}

const emergingLook = ({ codes }: EmergingAnswer, cell: number, language: Language): [number, string] => {
  const found = kindOfCode(codes[cell]!);
  return found === null ? [0, ''] : [emergingLevel(found), `${texts[language].hotspots.mark[found.kind]}${found.hot ? '' : '▼'}`];
};

const centerOf = (grid: CellGrid, cell: number): Position => positionOnPlane(grid.plane, ...cellCenter(grid, cell));
const cellShape = (grid: CellGrid, cell: number): Geometry => ({ type: 'Polygon', coordinates: [cellRing(grid, cell)] });

function drawCells<A extends HotspotAnswer | EmergingAnswer>(
  answer: A,
  look: (answer: A, cell: number, language: Language) => [level: number, mark: string],
  language: Language,
): Drawn {
  const { grid, inside } = answer;
  const quiet = inside.reduce((sum, flag) => sum + flag, 0) <= MOST_QUIET_CELLS;
  const cells: number[] = [];
  const levels: number[] = [];
  const mark: string[] = [];
  inside.forEach((flag, cell) => {
    if (flag === 0) return;
    const [level, word] = look(answer, cell, language);
    if (level === 0 && !quiet) return;
    cells.push(cell);
    levels.push(level);
    mark.push(word);
  });
  const from = { grid, cell: Uint32Array.from(cells), level: Int8Array.from(levels), mark };
  return { surfaces: { kind: 'cells', from }, marks: { kind: 'cellMarks', from }, records: null };
}

function drawClusters({ clusters, points: { fid, lon, lat, label } }: ClusterAnswer): Drawn {
  const marks = clusters.map(({ cluster, centroid, points: size }) =>
    point(centroid, { unit: cluster, level: 3, mark: `${cluster + 1} · ${size}`, size }),
  );
  const surfaces = clusters
    .filter(({ hull }) => hull.length > 3)
    .map(
      ({ cluster, hull }): Feature => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [hull] },
        properties: { unit: cluster, level: 3 },
      }),
    );
  const member = Uint8Array.from(label, (cluster) => (cluster < 0 ? 0 : 1));
  return { surfaces: features(surfaces), marks: features(marks), records: { kind: 'records', from: { fid, lon, lat, member } } };
}

function drawBias({ units, grid, zones, neverVisited }: BiasAnswer, language: Language): Drawn {
  const surfaces: Feature[] = [];
  const marks: Feature[] = [];
  units.forEach(({ cell, flag }, unit) => {
    const geometry = grid === null ? zones[unit]!.geom : cellShape(grid, cell);
    surfaces.push({ type: 'Feature', geometry, properties: { unit, level: flag } });
    const middle = grid === null ? labelPoint(zones[unit]!.geom) : centerOf(grid, cell);
    if (flag !== 'none' && middle !== null) marks.push(point(middle, { unit, level: flag, mark: texts[language].hotspots.biasMark[flag] }));
  });
  const from = {
    fid: Uint32Array.from(neverVisited, ({ fid }) => fid),
    lon: Float64Array.from(neverVisited, ({ lon }) => lon),
    lat: Float64Array.from(neverVisited, ({ lat }) => lat),
    member: new Uint8Array(neverVisited.length),
  };
  return { surfaces: features(surfaces), marks: features(marks), records: from.fid.length === 0 ? null : { kind: 'records', from } };
}

/** Ground of a cell, cluster or zone. */
export function gatheringGeometry({ kind, answer }: Gathering, unit: number): Geometry {
  if (kind === 'hotspots' || kind === 'emerging') return cellShape(answer.grid, unit);
  if (kind === 'cluster') {
    const { hull, centroid } = answer.clusters[unit]!;
    return hull.length > 3 ? { type: 'Polygon', coordinates: [hull] } : { type: 'Point', coordinates: centroid };
  }
  return answer.grid === null ? answer.zones[unit]!.geom : cellShape(answer.grid, answer.units[unit]!.cell);
}

let lastChosen: { gathering: Gathering; data: Feature } | null = null;
function chosenFeature(gathering: Gathering, unit: number): Feature {
  if (lastChosen?.gathering !== gathering) {
    lastChosen = { gathering, data: { type: 'Feature', geometry: gatheringGeometry(gathering, unit), properties: {} } };
  }
  return lastChosen.data;
}

/** Hot spots, clusters, their change or inspection bias: colour says the class, and so do outlines and signs. */
export function gatheringsPart({ theme, language, response: { gathering } }: MapState): ResponsePart {
  if (gathering === null) return { sources: {} };
  const { surfaces, marks, records } = drawnOf(gathering, language);
  const part: Required<ResponsePart> = {
    sources: {
      'gathering-surfaces': { type: 'shapes', data: surfaces, tolerance: 0.1 },
      'gathering-marks': { type: 'shapes', data: marks },
    },
    areas: [],
    borders: [],
    labels: [],
    points: [],
    marks: [],
  };
  const isBias = gathering.kind === 'bias';
  const color = isBias ? biasColor(theme) : levelColor(theme);
  const quiet = ['==', ['get', 'level'], isBias ? 'none' : 0];
  part.areas.push({
    id: 'gathering-fill',
    type: 'fill',
    source: 'gathering-surfaces',
    'source-layer': SHAPES_LAYER,
    paint: {
      'fill-color': color,
      'fill-opacity': gathering.kind === 'cluster' ? 0.22 : (['case', quiet, 0.28, 0.74] as never),
      'fill-antialias': false,
    },
  });
  addOutlines(part, theme, gathering.kind, color);
  if (records !== null) addRecords(part, theme, records);
  addMarks(part, theme, gathering.kind);
  if (gathering.chosen !== null) {
    part.sources['gathering-chosen'] = { type: 'geojson', data: chosenFeature(gathering, gathering.chosen) };
    for (const kind of ['casing', 'line'] as const) {
      part.borders.push({
        id: `gathering-chosen-${kind}`,
        type: 'line',
        source: 'gathering-chosen',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': tokens[theme][kind === 'casing' ? 'panel' : 'accent'], 'line-width': kind === 'casing' ? 7 : 3.5 },
      });
    }
  }
  return part;
}

const levelColor = (theme: MapState['theme']) =>
  [
    'match',
    ['get', 'level'],
    ...[-3, -2, -1, 1, 2, 3].flatMap((level) => [level, hotspotColors[theme][level + 3]]),
    hotspotColors[theme][3],
  ] as never;
const biasColor = (theme: MapState['theme']) =>
  [
    'match',
    ['get', 'level'],
    ...(['explainedByChecks', 'underChecked', 'unseen'] as const).flatMap((flag) => [flag, biasColors[theme][flag]]),
    biasColors[theme].none,
  ] as never;

/** Whole and strong at 99 %, whole at 95 %, dashed at 90 %. */
function addOutlines(part: Required<ResponsePart>, theme: MapState['theme'], kind: Gathering['kind'], color: never): void {
  const { text } = tokens[theme];
  const outline = (id: string, filter: unknown, paint: Record<string, unknown>): void => {
    part.borders.push({
      id: `gathering-outline-${id}`,
      type: 'line',
      source: 'gathering-surfaces',
      'source-layer': SHAPES_LAYER,
      filter: filter as never,
      layout: { 'line-join': 'round' },
      paint: paint as never,
    });
  };
  if (kind === 'cluster') outline('cluster', true, { 'line-color': hotspotColors[theme][6], 'line-width': 2 });
  else if (kind === 'bias') {
    outline('none', ['==', ['get', 'level'], 'none'], { 'line-color': color, 'line-width': 0.5 });
    outline('flag', ['!=', ['get', 'level'], 'none'], { 'line-color': text, 'line-width': 1.6 });
  } else {
    const level = ['abs', ['get', 'level']];
    outline('90', ['==', level, 1], { 'line-color': text, 'line-width': 0.8, 'line-dasharray': [2, 2], 'line-opacity': 0.7 });
    outline('95', ['==', level, 2], { 'line-color': text, 'line-width': 0.8, 'line-opacity': 0.8 });
    outline('99', ['==', level, 3], { 'line-color': text, 'line-width': 1.6 });
  }
}

function addRecords(part: Required<ResponsePart>, theme: MapState['theme'], data: ShapeData): void {
  part.sources['gathering-records'] = { type: 'shapes', data };
  const member = ['==', ['get', 'member'], 1];
  const strong = hotspotColors[theme][6];
  part.points.push({
    id: 'gathering-records',
    type: 'circle',
    source: 'gathering-records',
    'source-layer': SHAPES_LAYER,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, ['case', member, 1.6, 1.1], 15, ['case', member, 4.5, 3.5]] as never,
      'circle-color': ['case', member, strong, tokens[theme].panel] as never,
      'circle-opacity': ['case', member, 0.9, 0.35] as never,
      'circle-stroke-color': ['case', member, tokens[theme].panel, tokens[theme].textMuted] as never,
      'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 10, 0.4, 15, 1.2],
    },
  });
}

function addMarks(part: Required<ResponsePart>, theme: MapState['theme'], kind: Gathering['kind']): void {
  const { text, panel } = tokens[theme];
  if (kind === 'hotspots') {
    part.points.push({
      id: 'gathering-places',
      type: 'symbol',
      source: 'gathering-marks',
      'source-layer': SHAPES_LAYER,
      minzoom: 10.5,
      layout: {
        'icon-image': symbolImage({ shape: 'triangle', color: text, glyph: '▲' }, theme),
        'icon-rotate': ['case', ['<', ['get', 'level'], 0], 180, 0],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, 0.3, 13, ['+', 0.34, ['*', 0.1, ['abs', ['get', 'level']]]], 16, 1],
        'icon-padding': 0,
        'symbol-sort-key': ['-', 0, ['abs', ['get', 'level']]],
      },
    });
    return;
  }
  if (kind === 'cluster') {
    part.points.push({
      id: 'gathering-places',
      type: 'symbol',
      source: 'gathering-marks',
      'source-layer': SHAPES_LAYER,
      layout: {
        'text-field': ['get', 'mark'],
        'text-font': labelFont,
        'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11, 15, 15],
        'symbol-sort-key': ['get', 'unit'],
        'text-padding': 3,
      },
      paint: { 'text-color': text, 'text-halo-color': panel, 'text-halo-width': 2.2 },
    });
    return;
  }
  part.points.push({
    id: 'gathering-places',
    type: 'symbol',
    source: 'gathering-marks',
    'source-layer': SHAPES_LAYER,
    layout: {
      'text-field': ['get', 'mark'],
      'text-font': labelFont,
      'text-size': ['interpolate', ['linear'], ['zoom'], 10, 10, 14, 15],
      'text-padding': 0,
    },
    paint: { 'text-color': text, 'text-halo-color': panel, 'text-halo-width': 1.6 },
  });
}
