import { createStore } from 'zustand/vanilla';

/** The window draws a one-page sheet: its map tells of coverage and of risk × response at once. */
export interface SheetMapState {
  /** How many of the places of high risk and slow response the page names; null on every other window. */
  worstNamed: number | null;
}
export const sheetMapStore = createStore<SheetMapState>(() => ({ worstNamed: null }));

export function setWorstNamed(worstNamed: number): void {
  sheetMapStore.setState({ worstNamed });
}
