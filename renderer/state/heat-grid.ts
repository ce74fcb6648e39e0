import { createStore } from 'zustand/vanilla';
import type { HeatGrid } from '../../shared/analyses/heat/index.ts';

/** The density grid now drawn. Replaced as a whole; the map swaps textures when it sees a new one. */
export interface HeatGridState {
  grid: HeatGrid | null;
}
export const heatGridStore = createStore<HeatGridState>(() => ({ grid: null }));

export function setHeatGrid(grid: HeatGrid | null): void {
  heatGridStore.setState({ grid });
}
