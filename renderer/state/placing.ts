import { createStore } from 'zustand/vanilla';
import type { TableName } from '../../shared/model/index.ts';

/** An unplaced record waiting for a click on the map to say where it stands. */
export interface PlacingState {
  target: { table: TableName; id: string; name: string } | null;
  /** Where the user clicked, lon/lat; null until then. The commit is a command's work. */
  position: readonly [number, number] | null;
}
export const placingStore = createStore<PlacingState>(() => ({ target: null, position: null }));

export function startPlacing(target: NonNullable<PlacingState['target']>): void {
  placingStore.setState({ target, position: null });
}
export function placeAt(position: readonly [number, number]): void {
  placingStore.setState((state) => (state.target === null ? state : { position }));
}
export function stopPlacing(): void {
  placingStore.setState({ target: null, position: null });
}
