import type { AnalysisClient } from '../analysis/run-analysis.ts';
import { type HeatClasses, type HeatState, heatCleared, heatComputed, heatComputing, heatStore } from '../state/heat.ts';
import { setHeatGrid } from '../state/heat-grid.ts';
import { layerEntry, layersStore } from '../state/layers.ts';
import { type MapViewState, mapViewStore } from '../state/map-view.ts';
import { workspaceStore } from '../state/workspace.ts';

/** What is computed faster than this is not announced. */
const ANNOUNCE_AFTER_MS = 200;
const EQUATOR_METERS = 40_075_016.686;

/**
 * Keeps the density grid in step with the heat parameters, the filters and the data, while the layer is visible. Answers that a
 * newer question has overtaken are dropped.
 */
export function keepHeat(analysis: AnalysisClient): { refresh(): void; stop(): void } {
  let serial = 0;
  /** What the automatic classes were suggested for; filters and edits do not move them. */
  let suggestedFor = '';
  let stale = true;

  const compute = async (): Promise<void> => {
    const { info } = workspaceStore.getState();
    if (info === null) return clear();
    if (!isShown()) {
      stale = true;
      return;
    }
    stale = false;
    serial += 1;
    const mine = serial;
    const { source, weight, bandwidthMeters, classesAuto } = heatStore.getState();
    if (!hasFirstPicture(mapViewStore.getState())) await firstPicture();
    if (mine !== serial) return;
    const announcement = setTimeout(() => mine === serial && heatComputing(null), ANNOUNCE_AFTER_MS);
    try {
      const answer = await analysis.heat({ source, weight, bandwidthMeters });
      if (mine !== serial || answer === null) return;
      const subject = `${info.workspaceId} ${source} ${weight} ${bandwidthMeters}`;
      const fresh = classesAuto && subject !== suggestedFor && answer.grid.blocks.length > 0;
      if (fresh) suggestedFor = subject;
      setHeatGrid(answer.grid.blocks.length > 0 ? answer.grid : null);
      heatComputed({
        maxDensity: answer.grid.maxDensity,
        totalWeight: answer.grid.totalWeight,
        cellMeters: cellMeters(answer.grid.cellMercator, info.extent),
        elapsedMs: answer.elapsedMs,
        suggested: fresh ? (answer.suggestedClasses as unknown as HeatClasses) : null,
      });
    } finally {
      clearTimeout(announcement);
    }
  };
  const clear = (): void => {
    serial += 1;
    suggestedFor = '';
    setHeatGrid(null);
    heatCleared();
  };
  const stops = [
    heatStore.subscribe((state, before) => {
      if (state.classesAuto && !before.classesAuto) suggestedFor = '';
      if (asks(state) !== asks(before) || (state.classesAuto && !before.classesAuto)) void compute();
    }),
    layersStore.subscribe(() => {
      if (stale && isShown()) void compute();
    }),
    workspaceStore.subscribe((state, before) => {
      if (state.info?.workspaceId !== before.info?.workspaceId) clear();
    }),
  ];
  return {
    refresh: () => void compute(),
    stop() {
      serial += 1;
      for (const stop of stops) stop();
    },
  };
}

const hasFirstPicture = ({ idle, firstPremisesAt, drawing }: MapViewState): boolean =>
  idle || firstPremisesAt !== null || drawing === 'unavailable';

/** The worker cuts the tiles of the window's first picture before it makes a grid: heat is laid over what is there. */
function firstPicture(): Promise<void> {
  return new Promise((resolve) => {
    const stop = mapViewStore.subscribe((state) => {
      if (!hasFirstPicture(state)) return;
      stop();
      resolve();
    });
  });
}

const isShown = (): boolean => layerEntry(layersStore.getState(), 'heat')?.visible === true;
const asks = ({ source, weight, bandwidthMeters }: HeatState): string => `${source} ${weight} ${bandwidthMeters}`;

/** Side of a cell on the ground at the middle of the data. */
function cellMeters(cellMercator: number, extent: readonly [number, number, number, number] | null): number {
  const latitude = extent === null ? 0 : (extent[1] + extent[3]) / 2;
  return cellMercator * EQUATOR_METERS * Math.cos((latitude * Math.PI) / 180);
}
