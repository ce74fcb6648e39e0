import type { HeatGrid } from '../../shared/analyses/heat/index.ts';
import type { BasemapArchive, Language, StoredRow, Theme } from '../../shared/ipc/index.ts';
import { basemapsStore } from '../state/basemaps.ts';
import { type CrsPreview, crsPreviewStore } from '../state/crs-preview.ts';
import { type HeatClasses, heatStore } from '../state/heat.ts';
import { heatGridStore } from '../state/heat-grid.ts';
import { type LayerEntry, layersStore, type PremisesSymbolBy } from '../state/layers.ts';
import { type PlacesState, placesStore } from '../state/places.ts';
import { type PointSetName, pointSetsStore } from '../state/point-sets.ts';
import { preferencesStore } from '../state/preferences.ts';
import { type Selected, selectionStore } from '../state/selection.ts';
import { workspaceStore } from '../state/workspace.ts';
import { currentResponseState, type ResponseMapState, responseSources } from './response-state.ts';

/** Everything the picture is composed of: a plain value read from the stores. */
export interface MapState {
  theme: Theme;
  language: Language;
  open: boolean;
  entries: LayerEntry[];
  premisesSymbolBy: PremisesSymbolBy;
  archives: BasemapArchive[];
  /** Stands for the state of the ground tables in tile addresses; null when no workspace is open. */
  groundRevision: string | null;
  pointVersions: Record<PointSetName, number>;
  places: PlacesState;
  heatClasses: HeatClasses;
  heatGrid: HeatGrid | null;
  selected: Selected | null;
  /** The selected record once read. */
  selectedRow: StoredRow | null;
  /** Points of a file being imported, as a coordinate system would place them. */
  crsPreview: CrsPreview | null;
  response: ResponseMapState;
}

const sources = [
  preferencesStore,
  workspaceStore,
  layersStore,
  basemapsStore,
  pointSetsStore,
  placesStore,
  heatStore,
  heatGridStore,
  selectionStore,
  crsPreviewStore,
  ...responseSources,
] as const;

export function currentMapState(): MapState {
  const { theme, language } = preferencesStore.getState();
  const { entries, premisesSymbolBy } = layersStore.getState();
  const { archives, groundRevision } = basemapsStore.getState();
  const { selected, row } = selectionStore.getState();
  return {
    theme,
    language,
    open: workspaceStore.getState().info !== null,
    entries,
    premisesSymbolBy,
    archives,
    groundRevision,
    pointVersions: pointSetsStore.getState().versions,
    places: placesStore.getState(),
    heatClasses: heatStore.getState().classes,
    heatGrid: heatGridStore.getState().grid,
    selected,
    selectedRow: row,
    crsPreview: crsPreviewStore.getState().preview,
    response: currentResponseState(),
  };
}
/** Calls back whenever something the picture is composed of changes, and only then. @returns stops it */
export function watchMapState(changed: () => void): () => void {
  let last = currentMapState();
  const look = (): void => {
    const now = currentMapState();
    const before = last;
    if ((Object.keys(now) as (keyof MapState)[]).every((key) => now[key] === before[key])) return;
    last = now;
    changed();
  };
  const stops = sources.map((store) => store.subscribe(look));
  return () => {
    for (const stop of stops) stop();
  };
}
