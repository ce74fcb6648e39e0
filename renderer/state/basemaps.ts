import { createStore } from 'zustand/vanilla';
import type { BasemapArchive } from '../../shared/ipc/index.ts';

export interface BasemapsState {
  /** The added .pmtiles and .mbtiles archives, in the order they were added. */
  archives: BasemapArchive[];
  /** Stands for the state of the workspace's own ground tables in tile addresses; null when no workspace is open. */
  groundRevision: string | null;
}
export const basemapsStore = createStore<BasemapsState>(() => ({ archives: [], groundRevision: null }));

export function setBasemaps(archives: BasemapArchive[]): void {
  basemapsStore.setState({ archives });
}
export function setGroundRevision(groundRevision: string | null): void {
  basemapsStore.setState({ groundRevision });
}
