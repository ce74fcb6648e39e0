import { createStore } from 'zustand/vanilla';
import type { ChosenPlace } from './chosen-place.ts';

/** A place on the map for which the menu is open, and where on the window that is. */
export interface MapMenuState {
  open: { place: ChosenPlace; x: number; y: number } | null;
}
export const mapMenuStore = createStore<MapMenuState>(() => ({ open: null }));

export function openMapMenu(place: ChosenPlace, [x, y]: readonly [number, number]): void {
  mapMenuStore.setState({ open: { place, x, y } });
}
export function closeMapMenu(): void {
  mapMenuStore.setState({ open: null });
}
