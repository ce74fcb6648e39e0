import { createStore } from 'zustand/vanilla';

/** One square texture of densities: `values` is (size + 2)² with a one-cell border shared with its neighbours, rows from north. */
export interface HeatBlock {
  column: number;
  row: number;
  values: Float32Array<ArrayBuffer>;
}
/** Densities per km² on a world-anchored mercator grid, as the analysis worker made them. */
export interface DrawnHeatGrid {
  bandwidthMeters: number;
  /** Side of a cell in mercator units (the world is 1 wide). */
  cellMercator: number;
  /** Cells on a block's side, without the border. */
  blockSize: number;
  blocks: HeatBlock[];
  maxDensity: number;
  totalWeight: number;
}
export interface HeatGridState {
  /** Replaced as a whole; the map swaps textures when it sees a new one. */
  grid: DrawnHeatGrid | null;
  /** Density at a position, per km², asked of the worker that holds the full grid. */
  densityAt: ((lon: number, lat: number) => Promise<number | null>) | null;
}
export const heatGridStore = createStore<HeatGridState>(() => ({ grid: null, densityAt: null }));

export function setHeatGrid(grid: DrawnHeatGrid | null): void {
  heatGridStore.setState({ grid });
}
export function setDensityReader(densityAt: HeatGridState['densityAt']): void {
  heatGridStore.setState({ densityAt });
}
