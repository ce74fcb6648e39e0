import { createStore } from 'zustand/vanilla';

/** Key figures of everything in the columns, whatever the filters say. */
export interface Figures {
  /** Placed, registered premises. */
  premises: number;
  gradeSecure: number;
  /** Hazards that are not void. */
  hazards: number;
  openHazards: number;
  openHighHazards: number;
}
export interface FiguresState {
  /** Null until columns are read. */
  figures: Figures | null;
}
export const figuresStore = createStore<FiguresState>(() => ({ figures: null }));

export function setFigures(figures: Figures | null): void {
  figuresStore.setState({ figures });
}
