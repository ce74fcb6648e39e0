import { readView, writeView } from '../cache/view-cache.ts';
import { currentFilters, type Filters, filtersStore, setFilters } from '../state/filters.ts';
import { type HeatState, heatStore } from '../state/heat.ts';
import { type LayerEntry, layersStore, type PremisesSymbolBy, restoreLayers } from '../state/layers.ts';
import { lookAt, mapViewStore } from '../state/map-view.ts';
import { preferencesStore } from '../state/preferences.ts';
import { workspaceStore } from '../state/workspace.ts';

const WRITE_AFTER_MS = 600;

/** How a workspace was last looked at. Data about data: losing it loses nothing. */
export interface KeptView {
  camera: { center: readonly [number, number]; zoom: number } | null;
  layers: { entries: Pick<LayerEntry, 'id' | 'visible' | 'opacity'>[]; premisesSymbolBy: PremisesSymbolBy };
  heat: Pick<HeatState, 'source' | 'weight' | 'bandwidthMeters' | 'classes' | 'classesAuto'>;
  filters: Filters;
}

/** How a workspace was last looked at; null when that is not kept. */
export const readKeptView = (workspaceId: string): Promise<KeptView | null> => readView<KeptView>(workspaceId, 'view');

/** Puts back how the workspace was last looked at. False when that says nowhere for the camera to go. */
export function restoreView(kept: KeptView): boolean {
  restoreLayers(kept.layers);
  heatStore.setState(kept.heat);
  setFilters(kept.filters);
  if (kept.camera !== null) lookAt(kept.camera.center, kept.camera.zoom);
  return kept.camera !== null;
}

/** Writes the view of the open workspace a moment after it last changed. Pictures made to order leave it alone. @returns stops it */
export function keepView(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const { info, phase } = workspaceStore.getState();
    if (info !== null && phase === 'ready') void writeView(info.workspaceId, 'view', currentView());
  };
  const soon = (): void => {
    if (preferencesStore.getState().app?.role !== 'main') return;
    clearTimeout(timer);
    timer = setTimeout(write, WRITE_AFTER_MS);
  };
  const stops = [
    layersStore.subscribe(soon),
    heatStore.subscribe((state, before) => {
      if (state.underCursor === before.underCursor) soon();
    }),
    filtersStore.subscribe(soon),
    mapViewStore.subscribe((state, before) => {
      if (state.center !== before.center) soon();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function currentView(): KeptView {
  const { center, zoom } = mapViewStore.getState();
  const { entries, premisesSymbolBy } = layersStore.getState();
  const { source, weight, bandwidthMeters, classes, classesAuto } = heatStore.getState();
  return {
    camera: center === null ? null : { center, zoom },
    layers: { entries: entries.map(({ id, visible, opacity }) => ({ id, visible, opacity })), premisesSymbolBy },
    heat: { source, weight, bandwidthMeters, classes, classesAuto },
    filters: currentFilters(),
  };
}
