import { createStore } from 'zustand/vanilla';
import type { BasemapArchive } from '../../shared/ipc/index.ts';

/** The added .pmtiles and .mbtiles archives, in the order they were added. */
export interface BasemapsState {
  archives: BasemapArchive[];
}
export const basemapsStore = createStore<BasemapsState>(() => ({ archives: [] }));

export function setBasemaps(archives: BasemapArchive[]): void {
  basemapsStore.setState({ archives });
}
