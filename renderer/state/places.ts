import { createStore } from 'zustand/vanilla';
import type { StoredRow } from '../../shared/ipc/index.ts';

/** The small tables the map draws from their rows. */
export interface PlacesState {
  stations: StoredRow[];
  zones: StoredRow[];
  adminAreas: StoredRow[];
}
export const placesStore = createStore<PlacesState>(() => ({ stations: [], zones: [], adminAreas: [] }));

export function setPlaces(places: Partial<PlacesState>): void {
  placesStore.setState(places);
}
