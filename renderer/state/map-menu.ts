import { createStore } from 'zustand/vanilla';
import { type ChosenPlace, placeAtPosition } from './chosen-place.ts';
import type { LonLat } from './drawing.ts';

/** A place on the map for which the menu is open, and where on the window that is. */
export interface MapMenuState {
  open: { place: ChosenPlace; x: number; y: number } | null;
}
export const mapMenuStore = createStore<MapMenuState>(() => ({ open: null }));

/** @param name of what stands there; null for a bare position */
export function openMapMenu(position: LonLat, name: string | null, [x, y]: readonly [number, number]): void {
  mapMenuStore.setState({ open: { place: placeAtPosition(position, name), x, y } });
}
export function closeMapMenu(): void {
  mapMenuStore.setState({ open: null });
}
