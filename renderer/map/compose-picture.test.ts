import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { coverageParameters, runCoverage } from '../../shared/analyses/response/index.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { streetInputs } from '../../shared/testing/a-street.ts';
import { initialHeat } from '../state/heat.ts';
import { initialLayers, premisesSymbolChoices } from '../state/layers.ts';
import { composePicture } from './compose-picture.ts';
import { fakeSurface } from './fake-surface.ts';
import type { MapState } from './map-state.ts';
import { emptyPicture } from './picture.ts';
import { currentResponseState } from './response-state.ts';
import { applyDifference } from './update-map.ts';

const square = (west: number): StoredRow['geom'] => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, 42],
        [west + 1, 42],
        [west + 1, 43],
        [west, 43],
        [west, 42],
      ],
    ],
  ],
});
const row = (fid: number, values: Record<string, unknown>): StoredRow => ({ id: `id-${fid}`, fid, rev: 1, geom: null, ...values });
const grid = { bandwidthMeters: 300, cellMercator: 1e-6, blockSize: 64, blocks: [], maxDensity: 9, totalWeight: 1 };

const state = (values: Partial<MapState> = {}): MapState => ({
  theme: 'light',
  language: 'zh-CN',
  open: true,
  entries: initialLayers.entries.map((entry) => ({ ...entry, visible: true })),
  premisesSymbolBy: 'grade',
  archives: [],
  groundRevision: 'w-1',
  pointVersions: { premises: 1, hazards: 1, facilities: 1 },
  places: {
    stations: [row(1, { name: '东街站', type: 'fireStation', geom: { type: 'Point', coordinates: [118.9, 42.2] } })],
    zones: [row(2, { name: '东街联防片区', chiefName: '王片长', colorIndex: 7, geom: square(118), state: 'adopted' })],
    adminAreas: [row(3, { name: '东城街道', level: 'townStreet', geom: square(118) })],
  },
  heatClasses: initialHeat.classes,
  heatGrid: grid,
  selected: { table: 'premises', fid: 5, id: null, position: [118.9, 42.3] },
  selectedRow: null,
  crsPreview: null,
  response: currentResponseState(),
  ...values,
});

test.each(['light', 'dark'] as const)('every layer and source is valid by the style specification (%s)', (theme) => {
  for (const premisesSymbolBy of premisesSymbolChoices) {
    const { sources, layers } = composePicture(state({ theme, premisesSymbolBy }));
    const style = { version: 8, sources, layers: layers.filter((layer) => layer.type !== 'custom') };
    expect(validateStyleMin(style as never).map((error) => error.message)).toEqual([]);
  }
});

test.each(['tier', 'seconds', 'depth'] as const)(
  'all of a coverage, premises by %s, is drawn on layers the style specification knows',
  async (premises) => {
    const answer = await runCoverage(coverageParameters.parse({}), streetInputs());
    const show = { areas: true, roads: true, firstDue: true, rings: true, premises };
    const preview = { ghosts: [], tiers: answer.tiers, firstTier: new Int8Array(answer.premises.fid.length) };
    for (const dragged of [null, preview]) {
      const response = { ...currentResponseState(), coverage: answer, show, today: answer, withoutGhosts: answer, preview: dragged };
      const picture = composePicture(state({ response }));
      applyDifference(fakeSurface(), emptyPicture, picture);
      const shapes = Object.entries(picture.sources).filter(([, { type }]) => type === 'shapes');
      expect(shapes.map(([id]) => id)).toEqual(
        expect.arrayContaining(['coverage-areas', 'coverage-roads', 'coverage-first-due', 'coverage-premises']),
      );
      const asTiles = Object.fromEntries(shapes.map(([id]) => [id, { type: 'vector', tiles: [`shapes://${id}/{z}/{x}/{y}`] }]));
      const style = {
        version: 8,
        sources: { ...picture.sources, ...asTiles },
        layers: picture.layers.filter(({ type }) => type !== 'custom'),
      };
      expect(validateStyleMin(style as never).map((error) => error.message)).toEqual([]);
      // Told again, the map is not told anew.
      for (const [id, { data }] of shapes as [string, { data: unknown }][]) {
        expect((composePicture(state({ response })).sources[id] as { data: unknown }).data).toBe(data);
      }
    }
  },
);

test('points of a file lie on streets and buildings alone', () => {
  const preview = { before: [[118.9, 42.3]], after: [[118.91, 42.3]], side: 'after', arrow: null } as const;
  const { layers, heat } = composePicture(state({ crsPreview: preview }));
  const ids = layers.map(({ id }) => id);
  expect([heat, ids.includes('heat'), ids.some((id) => id.startsWith('premises-'))]).toEqual([null, false, false]);
  expect(ids).toContain('crs-preview-points');
});

test('place names lie above heat and areas, symbols above place names', () => {
  const ids = composePicture(state()).layers.map((layer) => layer.id);
  const heat = ids.indexOf('heat');
  const firstName = ids.findIndex((id) => id.startsWith('ground-') && id.includes('name'));
  expect(heat).toBeGreaterThan(ids.indexOf('ground-road'));
  expect(firstName).toBeGreaterThan(heat);
  expect(ids.indexOf('zones-names')).toBeGreaterThan(firstName);
  expect(ids.indexOf('premises-points')).toBeGreaterThan(ids.indexOf('zones-names'));
  expect(ids.indexOf('stations-symbols')).toBeGreaterThan(ids.indexOf('premises-points'));
  expect(ids.indexOf('premises-counts')).toBeGreaterThan(ids.indexOf('stations-symbols'));
  expect(ids.at(-1)).toBe('selection-ring');
});

test('the order of the list is the order on the map, within its group', () => {
  const entries = state().entries;
  const swapped = [entries[1]!, entries[0]!, ...entries.slice(2)];
  const ids = composePicture(state({ entries: swapped })).layers.map((layer) => layer.id);
  expect(ids.indexOf('premises-points')).toBeGreaterThan(ids.indexOf('stations-symbols'));
});

test('sets of points that are shown together ask for tiles that leave room for each other', () => {
  const showing = (...shown: string[]): string[] => {
    const entries = state().entries.map((entry) => (entry.group === 'points' ? { ...entry, visible: shown.includes(entry.id) } : entry));
    return Object.values(composePicture(state({ entries })).sources)
      .flatMap((source) => ('tiles' in source && source.tiles ? source.tiles : []))
      .filter((address) => address.startsWith('points:'))
      .map((address) => address.replace(/\/\{z\}.*/, ''))
      .sort();
  };
  expect(showing('premises', 'stations')).toEqual(['points://premises/0of1']);
  expect(showing('premises', 'hazards')).toEqual(['points://hazards/1of2', 'points://premises/0of2']);
  expect(showing('hazards', 'facilities', 'premises')).toEqual([
    'points://facilities/2of3',
    'points://hazards/1of3',
    'points://premises/0of3',
  ]);
});

test('what is hidden, or belongs to no open workspace, is not there', () => {
  const hidden = composePicture(state({ entries: state().entries.map((entry) => ({ ...entry, visible: false })), selected: null }));
  expect(hidden.layers.map((layer) => layer.id)).toEqual(['paper']);
  expect(hidden.heat).toBeNull();
  expect(composePicture(state({ open: false, selected: null })).layers.map((layer) => layer.id)).toEqual(['paper']);
});

test('the same state composes the same picture, down to the data objects', () => {
  const one = state();
  const [first, second] = [composePicture(one), composePicture(one)];
  expect(second).toEqual(first);
  expect(second.sources.zones).toHaveProperty('data', (first.sources.zones as { data: unknown }).data);
  expect(second.heat).toBe(first.heat);
});

test('changed data changes only the address of its tiles', () => {
  const before = composePicture(state());
  const after = composePicture(state({ pointVersions: { premises: 2, hazards: 1, facilities: 1 } }));
  const changed = Object.keys(after.sources).filter((id) => JSON.stringify(after.sources[id]) !== JSON.stringify(before.sources[id]));
  expect(changed).toEqual(['premises']);
  expect(after.layers).toEqual(before.layers);
});

test('the lowest base steps back under paper; one above it lets it through', () => {
  const archive = {
    id: 'a',
    name: '影像',
    kind: 'raster',
    schema: 'unknown',
    vectorLayers: [],
    minZoom: 0,
    maxZoom: 14,
    bounds: null,
    attribution: '',
    away: false,
  };
  const base = (id: string, opacity: number) => ({ ...initialLayers.entries[0]!, id, group: 'base', visible: true, opacity });
  const layersOf = (upper: number, lower: number) =>
    composePicture(
      state({
        archives: [archive] as unknown as MapState['archives'],
        entries: [base('basemap:a', upper), base('ground', lower)] as MapState['entries'],
      }),
    ).layers;
  const opacityOfPicture = (upper: number): number => {
    const layer = layersOf(upper, 1).find(({ id }) => id.endsWith('-picture'));
    return layer?.type === 'raster' ? (layer.paint!['raster-opacity'] as number) : Number.NaN;
  };
  expect(opacityOfPicture(0.5)).toBeCloseTo(opacityOfPicture(1) * 0.5);
  expect(layersOf(0.5, 1).filter(({ id }) => id.startsWith('veil-'))).toEqual([]);
  const ids = layersOf(0.5, 0.4).map(({ id }) => id);
  expect(ids.indexOf('veil-ground')).toBeGreaterThan(0);
  expect(ids.indexOf('veil-ground')).toBeLessThan(ids.findIndex((id) => id.endsWith('-picture')));
});
