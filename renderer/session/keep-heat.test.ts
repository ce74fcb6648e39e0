import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import type { HeatAnswer, HeatRequest } from '../analysis/analysis.ts';
import type { AnalysisClient } from '../analysis/run-analysis.ts';
import { heatStore, initialHeat, setHeatBandwidth, setHeatClasses, setHeatClassesAuto, setHeatWeight } from '../state/heat.ts';
import { heatGridStore } from '../state/heat-grid.ts';
import { initialLayers, layersStore, setLayerVisible } from '../state/layers.ts';
import { mapViewStore, premisesShown, setMapIdle } from '../state/map-view.ts';
import { workspaceOpened } from '../state/workspace.ts';
import { keepHeat } from './keep-heat.ts';

const info = { workspaceId: 'w1', extent: [118, 42, 119, 43], rev: 1 } as unknown as WorkspaceInfo;
const asked: { request: HeatRequest; answer(suggestedClasses: number[]): Promise<void> }[] = [];
const analysis = {
  heat: (request: HeatRequest) =>
    new Promise((resolve) => {
      asked.push({
        request,
        async answer(suggestedClasses) {
          const block = { column: 0, row: 0, values: new Float32Array(66 * 66) };
          const grid = {
            bandwidthMeters: request.bandwidthMeters,
            cellMercator: 1e-6,
            blockSize: 64,
            blocks: [block],
            maxDensity: 70,
            totalWeight: 9,
          };
          resolve({ grid, suggestedClasses, elapsedMs: 3, rev: 1 } satisfies HeatAnswer);
          await new Promise((next) => setTimeout(next, 0));
        },
      });
    }),
} as unknown as AnalysisClient;
const rising = (first: number): number[] => [1, 2, 3, 4, 5, 6].map((step) => step * first);

let keeper: ReturnType<typeof keepHeat>;
beforeEach(() => {
  asked.length = 0;
  heatStore.setState(initialHeat);
  layersStore.setState(initialLayers);
  premisesShown(1);
  workspaceOpened(null);
  keeper = keepHeat(analysis);
  workspaceOpened(info);
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

test('a new question makes the answer of the older one worthless', async () => {
  keeper.refresh();
  setHeatBandwidth(500);
  expect(asked.map(({ request }) => request.bandwidthMeters)).toEqual([300, 500]);
  await asked[1]!.answer(rising(10));
  await asked[0]!.answer(rising(1));
  expect(heatGridStore.getState().grid?.bandwidthMeters).toBe(500);
  expect(heatStore.getState()).toMatchObject({ classes: rising(10), maxDensity: 70, computing: false });
});

test('automatic classes follow source, weight and bandwidth, never filters or edits', async () => {
  keeper.refresh();
  await asked[0]!.answer(rising(10));
  keeper.refresh();
  await asked[1]!.answer(rising(20));
  expect(heatStore.getState().classes).toEqual(rising(10));
  setHeatWeight('riskScore');
  await asked[2]!.answer(rising(30));
  expect(heatStore.getState().classes).toEqual(rising(30));
});

test('classes set by hand stay until they are automatic again', async () => {
  keeper.refresh();
  await asked[0]!.answer(rising(10));
  expect(setHeatClasses([1, 2, 3, 4, 5, 5])).toBe(false);
  expect(setHeatClasses([1, 2, 3, 4, 5, 6])).toBe(true);
  setHeatBandwidth(900);
  await asked[1]!.answer(rising(40));
  expect(heatStore.getState().classes).toEqual([1, 2, 3, 4, 5, 6]);
  setHeatClassesAuto();
  await asked[2]!.answer(rising(40));
  expect(heatStore.getState().classes).toEqual(rising(40));
});

test('a hidden layer asks nothing; shown again it catches up once', async () => {
  setLayerVisible('heat', false);
  asked.length = 0;
  keeper.refresh();
  setHeatBandwidth(700);
  expect(asked).toEqual([]);
  setLayerVisible('heat', true);
  setLayerVisible('premises', false);
  expect(asked.map(({ request }) => request.bandwidthMeters)).toEqual([700]);
});

test('only what takes long is announced', async () => {
  vi.useFakeTimers();
  keeper.refresh();
  vi.advanceTimersByTime(150);
  expect(heatStore.getState().computing).toBe(false);
  vi.advanceTimersByTime(100);
  expect(heatStore.getState().computing).toBe(true);
});

test('the first grid waits for the first picture, and asks what is asked then', async () => {
  mapViewStore.setState({ firstPremisesAt: null, idle: false });
  keeper.refresh();
  setHeatBandwidth(800);
  expect(asked).toEqual([]);
  setMapIdle(true);
  await new Promise((next) => setTimeout(next, 0));
  expect(asked.map(({ request }) => request.bandwidthMeters)).toEqual([800]);
});

test('another workspace starts without the grid of the last', async () => {
  keeper.refresh();
  await asked[0]!.answer(rising(10));
  workspaceOpened({ ...info, workspaceId: 'w2' });
  expect(heatGridStore.getState().grid).toBeNull();
  expect(heatStore.getState().maxDensity).toBeNull();
});
