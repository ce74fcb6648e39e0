import { createStore } from 'zustand/vanilla';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';

/** One record of the map. Tiles know only its `fid`; `id` follows when the row is read. */
export interface Selected {
  table: TableName;
  fid: number;
  id: string | null;
  /** Where it stands or was clicked, lon/lat; null for what has no place. */
  position: readonly [number, number] | null;
}
/** What the pointer is over, for the tooltip. */
export interface Hovered {
  table: TableName;
  fid: number;
  /** Screen pixels in the map. */
  x: number;
  y: number;
  position: readonly [number, number];
  /** A name when the map has it (stations, zones); else null and the row answers. */
  title: string | null;
  /** Number of premises for a cluster, else 1. */
  count: number;
}
export interface SelectionState {
  selected: Selected | null;
  /** The record's row once read; null while loading, or when the record no longer exists. */
  row: StoredRow | null;
  loading: boolean;
  hovered: Hovered | null;
}
export const selectionStore = createStore<SelectionState>(() => ({ selected: null, row: null, loading: false, hovered: null }));

export function select(selected: Selected): void {
  const before = selectionStore.getState().selected;
  if (before?.table === selected.table && before.fid === selected.fid) return;
  selectionStore.setState({ selected, row: null, loading: true });
}
export function clearSelection(): void {
  selectionStore.setState({ selected: null, row: null, loading: false });
}
/** The selected row may stand otherwise at the moment now looked at: it is read again. */
export function reread(): void {
  selectionStore.setState(({ selected }) => (selected === null ? {} : { selected: { ...selected }, row: null, loading: true }));
}
/** The row read for a selection; ignored when something else has been selected since. */
export function selectionLoaded(selected: Selected, row: StoredRow | null): void {
  selectionStore.setState((state) =>
    state.selected?.table === selected.table && state.selected.fid === selected.fid
      ? { row, loading: false, selected: { ...state.selected, id: row?.id ?? null } }
      : state,
  );
}
export function setHovered(hovered: Hovered | null): void {
  if (hovered !== null || selectionStore.getState().hovered !== null) selectionStore.setState({ hovered });
}
